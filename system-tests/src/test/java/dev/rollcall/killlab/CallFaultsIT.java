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
import java.util.Map;
import java.util.regex.Pattern;
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
        int tried = 1;
        int struck = strike(error, 1) ? 1 : 0;
        int stops = 0;
        boolean more = true;
        for (int call = 1; more; call += EVERY) {
            try (LiveSite site = new LiveSite(folder, error + "-after-" + call, HISTORY);
                    CallStops sync = CallStops.start(site)) {
                more = sync.goOnUntil(call);
                stops = sync.stops();
                if (more) {
                    tried++;
                    struck += failNext(site, sync, error, call) ? 1 : 0;
                }
            } finally {
                Scratch.remove(folder.resolve(error + "-after-" + call));
            }
        }
        note.counted(tried, struck)
                .say(
                        "an undisturbed cycle makes %d calls; one try for each %d., and what comes after the last",
                        stops, EVERY)
                .end();
        assertThat(struck).isGreaterThanOrEqualTo(stops / EVERY);
    }

    /** Lets the call after a stop fail; false if there was none any more. */
    private static boolean failNext(LiveSite site, CallStops sync, String error, int call)
            throws IOException, InterruptedException, SQLException {
        String what = "after " + error + " at the call after " + call;
        String trace = sync.goOnFailing(error);
        boolean struck = trace.contains("(INJECTED)");
        int exitCode = Pattern.compile("\\+\\+\\+ exited with (\\d+) \\+\\+\\+")
                .matcher(trace)
                .results()
                .mapToInt(ended -> Integer.parseInt(ended.group(1)))
                .max()
                .orElseThrow();
        judge(site, what, struck, exitCode, sync.said());
        return struck;
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
                                    site.agent().dataDir(), trace, CallStops.CALLS, "error=" + error + ":when=" + call),
                            Map.of(),
                            "sync");
            int exitCode = sync.exitCode(120);
            String said = sync.printed() + sync.complained();
            boolean struck =
                    Files.readString(trace, StandardCharsets.ISO_8859_1).contains("(INJECTED)");
            judge(site, "after " + error + " at call " + call, struck, exitCode, said);
            return struck;
        } finally {
            Scratch.remove(folder.resolve(error + "-" + call));
        }
    }

    private static void judge(LiveSite site, String what, boolean struck, int exitCode, String said)
            throws IOException, InterruptedException, SQLException {
        if (!struck) {
            assertThat(exitCode).as("%s: %s", what, said).isZero();
        } else if (exitCode != 0) {
            assertThat(exitCode).as("%s: %s", what, said).isEqualTo(1);
            assertThat(said).as(what).contains("journal").containsAnyOf("disk", "cannot be written");
        }
        if (Files.exists(site.agent().dataDir().resolve("journal.db"))) {
            try (JournalCopy journal = site.look()) {
                assertThat(journal.flaws()).as(what).isEmpty();
            }
        }
        site.punch();
        site.recover();
        site.assertExactlyOnce();
    }
}
