package dev.rollcall.killlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rollcall.house.JarProcess;
import dev.rollcall.oracle.JournalCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Rows K1 and K2, every instruction that counts: a call that changes a file of the journal fails with an I/O error or for want of room, by
 * strace, which counts the calls of each thread. The agent must stop safely, say so, and heal once the disk is well again. Without strace
 * this is skipped.
 */
@Execution(ExecutionMode.CONCURRENT)
class CallFaultsIT {

    private static final String CALLS = "pwrite64,write,fdatasync,fsync,ftruncate";
    private static final int EVERY = Integer.getInteger("rollcall.lab.everyCall", 1);

    @TempDir
    private Path folder;

    /** Near the beginning, and where events are stored. */
    @ParameterizedTest
    @CsvSource({"EIO, 3", "EIO, 40", "ENOSPC, 25"})
    void K2_callThatFails_stopsSafely_saysSo_andHeals(String error, int call)
            throws IOException, InterruptedException, SQLException {
        assumeTrue(CallByCallIT.hasStrace(), "skipped: this machine has no strace, or may not use it");

        assertThat(strike(error, call)).as("struck").isTrue();
    }

    @Tag("long")
    @ParameterizedTest
    @ValueSource(strings = {"EIO", "ENOSPC"})
    void K2_eachCallOfACycleFailsOnce_andEachTimeItHeals(String error)
            throws IOException, InterruptedException, SQLException {
        assumeTrue(CallByCallIT.hasStrace(), "skipped: this machine has no strace, or may not use it");
        int call = 1;
        int struck = 0;
        while (strike(error, call)) {
            struck++;
            call += EVERY;
        }
        System.out.printf("kill lab: %s at each of %d calls out of %d, 0 lost, 0 twice%n", error, struck, call);
        assertThat(struck).isPositive();
    }

    @Test
    void withoutAnError_straceChangesNothing() throws IOException, InterruptedException, SQLException {
        assumeTrue(CallByCallIT.hasStrace(), "skipped: this machine has no strace, or may not use it");

        assertThat(strike("EIO", 60_000)).as("struck").isFalse();
    }

    /** Lets one call fail, heals, and tells whether there was such a call. */
    private boolean strike(String error, int call) throws IOException, InterruptedException, SQLException {
        try (LiveSite site = new LiveSite(folder, error + "-" + call, 25)) {
            Path trace = site.agent().configuration().resolveSibling("trace");
            JarProcess sync = site.agent().startUnder(strace(site, trace, error, call), Map.of(), "sync");
            int exitCode = sync.exitCode(120);
            String said = sync.printed() + sync.complained();
            boolean struck = Files.readString(trace).contains("(INJECTED)");
            if (!struck) {
                assertThat(exitCode).as(said).isZero();
            } else if (exitCode != 0) {
                assertThat(exitCode).as(said).isEqualTo(1);
                assertThat(said)
                        .as("said after %s at call %d", error, call)
                        .contains("journal")
                        .doesNotContain("\tat ");
            }
            if (Files.exists(site.agent().dataDir().resolve("journal.db"))) {
                try (JournalCopy journal = site.look()) {
                    assertThat(journal.flaws())
                            .as("after %s at call %d", error, call)
                            .isEmpty();
                }
            }
            site.punch();
            site.recover();
            site.assertExactlyOnce();
            return struck;
        }
    }

    private static List<String> strace(LiveSite site, Path trace, String error, int call) {
        Path data = site.agent().dataDir();
        return List.of(
                "strace",
                "-f",
                "--seccomp-bpf",
                "-qq",
                "-o",
                trace.toString(),
                "-P",
                data.resolve("journal.db").toString(),
                "-P",
                data.resolve("journal.db-wal").toString(),
                "-e",
                "trace=" + CALLS,
                "-e",
                "inject=" + CALLS + ":error=" + error + ":when=" + call);
    }
}
