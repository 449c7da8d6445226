package dev.rollcall.killlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rollcall.house.JarProcess;
import dev.rollcall.lab.LabNote;
import dev.rollcall.lab.Scratch;
import dev.rollcall.lab.Strace;
import dev.rollcall.oracle.JournalCopy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
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

    /** Each terminal's log; enough for a page, a batch and their acknowledgement. */
    static final int HISTORY = 8;

    private static final int EVERY = Integer.getInteger("rollcall.lab.everyCall", 1);

    @TempDir
    private Path folder;

    private final Map<String, Long> lastCalls = new TreeMap<>();
    private int lastInjected;

    /** Near the beginning, and where events are stored. */
    @ParameterizedTest
    @CsvSource({"EIO, 3", "EIO, 40", "ENOSPC, 25"})
    void K2_callThatFails_stopsSafely_saysSo_andHeals(String error, int call)
            throws IOException, InterruptedException, SQLException {
        assumeTrue(Strace.isHere(), Strace.ABSENT);

        assertThat(strike(error, call)).as("struck").isTrue();
    }

    @Tag("long")
    @ParameterizedTest
    @ValueSource(strings = {"EIO", "ENOSPC"})
    void K2_eachCallOfACycleFailsOnce_andEachTimeItHeals(String error)
            throws IOException, InterruptedException, SQLException {
        assumeTrue(Strace.isHere(), Strace.ABSENT);
        LabNote note = LabNote.begin("errors", error + " at each call");
        int call = 1;
        int tried = 0;
        int injected = 0;
        boolean struck = true;
        while (struck) {
            tried++;
            struck = strike(error, call);
            injected += lastInjected;
            call += EVERY;
        }
        Map<String, Long> threads = lastCalls;
        long all = threads.values().stream().mapToLong(each -> each).sum();
        note.counted(tried, injected)
                .say("an undisturbed cycle makes %d calls in %d threads: %s", all, threads.size(), threads.values())
                .end();
        assertThat((long) tried * EVERY)
                .as("tried until beyond the last call of every thread")
                .isGreaterThan(Collections.max(threads.values()));
    }

    @Test
    void withoutAnError_straceChangesNothing() throws IOException, InterruptedException, SQLException {
        assumeTrue(Strace.isHere(), Strace.ABSENT);

        assertThat(strike("EIO", 60_000)).as("struck").isFalse();
    }

    /** Lets one call fail, heals, and tells whether there was such a call. */
    private boolean strike(String error, int call) throws IOException, InterruptedException, SQLException {
        try (LiveSite site = new LiveSite(folder, error + "-" + call, HISTORY)) {
            Path trace = site.agent().configuration().resolveSibling("trace");
            JarProcess sync = site.agent()
                    .startUnder(
                            Strace.ofJournal(
                                    site.agent().dataDir(),
                                    trace,
                                    CallByCallIT.CALLS,
                                    "error=" + error + ":when=" + call),
                            Map.of(),
                            "sync");
            int exitCode = sync.exitCode(120);
            String said = sync.printed() + sync.complained();
            lastInjected = noteCalls(trace);
            boolean struck = lastInjected > 0;
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
        } finally {
            Scratch.remove(folder.resolve(error + "-" + call));
        }
    }

    /** Counts the calls of each thread, and returns how many of them failed by our doing. */
    private int noteCalls(Path trace) throws IOException {
        lastCalls.clear();
        int injected = 0;
        for (String line : Files.readAllLines(trace, StandardCharsets.ISO_8859_1)) {
            if (line.matches("\\d+ +\\w+\\(.*")) {
                lastCalls.merge(line.substring(0, line.indexOf(' ')), 1L, Long::sum);
            }
            injected += line.contains("(INJECTED)") ? 1 : 0;
        }
        return injected;
    }
}
