package dev.rollcall.killlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rollcall.lab.LabNote;
import dev.rollcall.lab.Scratch;
import dev.rollcall.lab.Strace;
import dev.rollcall.oracle.JournalCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Row A1, every instruction that counts: the agent is stopped after each call that changes a file of its journal, in one count over all its
 * threads, and killed after the n-th, for n from the first call to the last of a whole cycle. strace stops it; without strace this is
 * skipped.
 */
@Tag("long")
class CallByCallIT {

    private static final int EVERY = Integer.getInteger("rollcall.lab.everyCall", 1);

    @TempDir
    private Path folder;

    private int stops;

    @Test
    void A1_killedAfterEachPersistentCallOfACycle_losesNothing_andRepeatsNothing()
            throws IOException, InterruptedException, SQLException {
        assumeTrue(Strace.isHere(), Strace.ABSENT);
        LabNote note = LabNote.begin("calls", "killed after each call");
        int tried = 0;
        int kills = 0;
        boolean more = true;
        for (int call = 1; more; call += EVERY) {
            tried++;
            more = killAfterCall(call);
            kills += more ? 1 : 0;
        }
        note.counted(tried, kills)
                .say("an unkilled cycle makes %d calls, every %d. of them was the last of a life", stops, EVERY)
                .end();
        assertThat(kills).isEqualTo((stops + EVERY - 1) / EVERY).isPositive();
    }

    /** Returns false if the agent came to its end before it made so many calls. */
    private boolean killAfterCall(int number) throws IOException, InterruptedException, SQLException {
        Path place = folder.resolve("call-" + number);
        try (LiveSite site = new LiveSite(folder, "call-" + number, CallFaultsIT.HISTORY);
                CallStops sync = CallStops.start(site)) {
            boolean killed = sync.goOnUntil(number);
            stops = sync.stops();
            if (killed) {
                sync.kill();
            }
            if (killed && Files.exists(site.agent().dataDir().resolve("journal.db"))) {
                try (JournalCopy journal = site.look()) {
                    assertThat(journal.flaws()).as("after call " + number).isEmpty();
                }
            }
            site.punch();
            site.recover();
            site.assertExactlyOnce();
            return killed;
        } finally {
            Scratch.remove(place);
        }
    }
}
