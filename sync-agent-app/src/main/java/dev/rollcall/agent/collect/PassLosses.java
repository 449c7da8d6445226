package dev.rollcall.agent.collect;

import dev.rollcall.agent.journal.Journal;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.window.Anchor;
import dev.rollcall.attendance.window.Checkpoint;
import dev.rollcall.attendance.window.LogProof;
import dev.rollcall.attendance.window.LogSight;
import dev.rollcall.attendance.window.Plan;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one pass tells about records that a log may have lost unread. What can be told by numbers is told by them. */
final class PassLosses {

    private final Collector rules;
    private final Journal journal;
    private final PassRun.Subject subject;
    private final Plan plan;
    private final Majors majors;
    private final LossWatch watch;
    private final OldRecords old;
    private final Map<LocalDateTime, Boolean> held = new HashMap<>();

    PassLosses(Collector rules, EventSource source, PassRun.Subject subject, Plan plan, Majors majors) {
        this.rules = rules;
        this.journal = rules.journal();
        this.subject = subject;
        this.plan = plan;
        this.majors = majors;
        this.watch = new LossWatch(journal, subject.key());
        this.old = new OldRecords(source, majors, subject.offset());
    }

    /** Begins another log. What the log before it may have lost is noted first: the pass that reads the new one may never come to its end. */
    void beginLog(@Nullable Anchor last, Instant noticedBy) {
        DeviceKey device = subject.key();
        LocalDateTime known = last == null ? journal.earliestRead(device) : last.wallClock();
        if (known != null) {
            watch.nothingLeft(known, rules.clock().instant());
        }
        journal.beginLog(device, last, noticedBy);
    }

    /** Tells whether a pass over a part leaves open whether anything was lost, so that everything is to be read. */
    boolean needAll(LogSight sight, @Nullable Checkpoint checkpoint, PageReader pages) {
        return watch.needsAll(shown(sight, checkpoint, pages), this::holds);
    }

    /** Notes what a pass that has come to its end has shown. */
    void note(LogSight sight, @Nullable Checkpoint checkpoint, PageReader pages) {
        Instant now = rules.clock().instant();
        LogProof seen = sight.proof();
        LocalDateTime last = lastKnown(checkpoint);
        boolean anew = plan.reason() == Plan.Reason.LOG_RESET || (plan.isSweep() && watch.isOfNewLog());
        if (anew && last != null && seen != null) {
            LocalDateTime read = plan.clock().wallClock();
            watch.begunAnew(last, seen.oldest().wallClock(), pages.highest(), read, now);
            return;
        }
        watch.read(shown(sight, checkpoint, pages), this::holds, now);
    }

    /** Returns when the last event known of the log before was; null if none is. */
    private @Nullable LocalDateTime lastKnown(@Nullable Checkpoint checkpoint) {
        LocalDateTime doubtful = watch.doubtful();
        Anchor newest = checkpoint == null ? null : checkpoint.newest();
        return doubtful != null || newest == null ? doubtful : newest.wallClock();
    }

    private LossWatch.Shown shown(LogSight sight, @Nullable Checkpoint checkpoint, PageReader pages) {
        boolean numbered = majors.isEveryClass() && checkpoint != null && checkpoint.newest() != null;
        boolean empty = pages.tally().read() == 0;
        boolean told = majors.isEveryClass() && sight.proof() != null;
        return new LossWatch.Shown(pages.earliest(), empty, plan.isSweep(), numbered, told);
    }

    /** Asked once about a time: what a pass decides and what it notes rest on one answer. */
    private boolean holds(LocalDateTime time) {
        return held.computeIfAbsent(time, old::areShownThrough);
    }
}
