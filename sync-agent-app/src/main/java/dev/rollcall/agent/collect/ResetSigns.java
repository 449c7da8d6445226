package dev.rollcall.agent.collect;

import dev.rollcall.agent.journal.Journal;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.window.Anchor;
import dev.rollcall.attendance.window.LogSight;
import dev.rollcall.attendance.window.Plan;
import dev.rollcall.attendance.window.SerialRange;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Tells whether a pass has met another log than the one that was read before: it was cleared, restarted or put back. */
final class ResetSigns {

    private final Journal journal;
    private final DeviceKey device;
    private final int epoch;
    private final long highestKnown;

    /**
     * What is known at the beginning of a pass.
     *
     * @param known the newest event that whole passes have read; null if there is none
     */
    ResetSigns(Journal journal, DeviceKey device, Plan plan, @Nullable Anchor known) {
        this.journal = journal;
        this.device = device;
        this.epoch = journal.epoch(device);
        this.highestKnown = highestKnown(plan, known);
    }

    /** Of a pass over a part, and of a log that is known to be new, no number is compared: 0. */
    private long highestKnown(Plan plan, @Nullable Anchor newest) {
        if (!plan.isSweep() || plan.reason() == Plan.Reason.LOG_RESET) {
            return 0;
        }
        long covered = Objects.requireNonNullElse(journal.highestCovered(device), 0L);
        return newest == null ? covered : Math.max(newest.serialNo(), covered);
    }

    /**
     * Tells whether what a pass has shown is of another log. Later rows with lower serials that are all known show only that the clock was ahead
     * when they were logged.
     *
     * @param news       whether the pass brought anything that was not known
     * @param everyClass whether the device shows all classes
     * @param highest    the highest number shown; 0 if there was none
     */
    boolean tell(LogSight sight, boolean news, boolean everyClass, long highest) {
        return sight.retold() || (sight.showsReset() && news) || (everyClass && isPutBack(highest)) || areNoted();
    }

    /** Tells whether the journal has noted it by itself: a number was given twice. */
    boolean areNoted() {
        return journal.epoch(device) != epoch;
    }

    /**
     * Everything was read, and the highest number that was read before is not there, nor any after it, while lower ones are: the log was put
     * back from a backup, or a new one was read already by a pass that broke off.
     */
    private boolean isPutBack(long highest) {
        return highestKnown <= SerialRange.HIGHEST && highest > 0 && highest < highestKnown;
    }
}
