package dev.rollcall.agent.collect;

import dev.rollcall.agent.collect.PageReader.End;
import dev.rollcall.agent.journal.Journal;
import dev.rollcall.agent.journal.PageTally;
import dev.rollcall.agent.schedule.Step;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.DeviceZone;
import dev.rollcall.attendance.event.Zones;
import dev.rollcall.attendance.window.Anchor;
import dev.rollcall.attendance.window.Checkpoint;
import dev.rollcall.attendance.window.LogSight;
import dev.rollcall.attendance.window.Plan;
import dev.rollcall.attendance.window.SerialGap;
import dev.rollcall.attendance.window.SerialRange;
import dev.rollcall.attendance.window.SerialWalk;
import dev.rollcall.attendance.window.Slice;
import dev.rollcall.attendance.window.WindowPlanner;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One pass under way, by serial numbers where that is possible and enough, else by time. Within a slice pages are trusted to be
 * complete only once the last one is read, since rows need not come in the order of their times: the checkpoint moves with the
 * last page of a slice, in that page's transaction; after a walk by serials it moves at the end of the pass.
 */
final class PassRun {

    private static final List<Integer> ALL = List.of(0);
    private static final List<Integer> ONE_BY_ONE = List.of(1, 2, 3, 5);
    private static final int EVENTS = 5;
    private static final int REREAD_SERIALS = 10;

    private final Collector rules;
    private final Journal journal;
    private final EventSource source;
    private final Subject subject;
    private final WindowPlanner planner;
    private final Plan plan;
    private final long pass;
    private final PageReader pages;

    private @Nullable Checkpoint checkpoint;
    private LogSight sight;
    private List<Integer> majors = ALL;
    private boolean majorsProven;

    /** Opens the pass in the journal. */
    PassRun(Collector rules, EventSource source, Subject subject, Plan plan, @Nullable Checkpoint before) {
        this.rules = rules;
        this.journal = rules.journal();
        this.source = source;
        this.subject = subject;
        this.planner = subject.planner();
        this.plan = plan;
        this.checkpoint = before;
        this.sight = LogSight.from(before == null || plan.reason() == Plan.Reason.LOG_RESET ? null : before.newest());
        this.pass = journal.beginPass(
                subject.key(), plan.reason().name(), rules.clock().instant());
        this.pages = new PageReader(rules, source, subject, pass);
        rules.listener().reached(Step.PLANNED);
    }

    Subject subject() {
        return subject;
    }

    PageTally tally() {
        return pages.tally();
    }

    /** Reads all that is planned; returns whether the log turned out to have been reset, in which case the checkpoint stays. */
    boolean read() {
        boolean reset;
        try {
            SerialWalk walk = bySerial();
            boolean walked = walk != null && walk.verdict() == SerialWalk.Verdict.CAUGHT_UP;
            reset = walk != null && walk.verdict() == SerialWalk.Verdict.RESET;
            if (!walked && !reset) {
                readSlices();
                reset = sight.showsReset();
            }
        } catch (SourceException failure) {
            journal.endPass(
                    pass, subject.key(), null, failure.reason(), rules.clock().instant());
            throw failure;
        }
        Checkpoint reached = reset ? null : planner.finished(checkpoint, plan, sight);
        journal.endPass(pass, subject.key(), reached, null, rules.clock().instant());
        rules.listener().reached(Step.PASS_FINISHED);
        return reset;
    }

    /** Walks by serials where that is possible; null where the plan asks for more, or the device for less. */
    private @Nullable SerialWalk bySerial() {
        Anchor known = checkpoint == null ? null : checkpoint.newest();
        boolean enough = plan.reason() == Plan.Reason.CATCH_UP || plan.reason() == Plan.Reason.CLOCK_MOVED;
        if (known == null || !enough || known.serialNo() > SerialRange.HIGHEST || !source.searchesBySerial()) {
            return null;
        }
        SerialWalk walk = SerialWalk.from(known, REREAD_SERIALS, rules.policy().rowsPerSlice());
        try {
            Optional<SerialRange> next = walk.ask();
            while (next.isPresent()) {
                walk = walk.answered(readRange(next.get()));
                next = walk.ask();
            }
        } catch (SourceException refused) {
            if (!Collector.isNotTaken(refused)) {
                throw refused;
            }
            return null;
        }
        walk.gap().ifPresent(this::raiseGap);
        return walk;
    }

    private List<Anchor> readRange(SerialRange range) {
        LogQuery query = new LogQuery.BySerial(range, 0);
        for (int attempt = 0; attempt <= rules.policy().sliceRestarts(); attempt++) {
            List<Anchor> rows = new ArrayList<>();
            Consumer<Anchor> kept = row -> {
                rows.add(row);
                sighted(row);
            };
            if (pages.read(query, false, kept, () -> null) == End.READ) {
                rules.listener().reached(Step.SLICE_FINISHED);
                return rows;
            }
        }
        throw keptMoving(query.toString());
    }

    private void raiseGap(SerialGap gap) {
        String text = "The device no longer holds " + gap.serials().size() + " events that were never read: serials "
                + gap.serials().first() + " to " + gap.serials().last() + ", logged between " + gap.notBefore()
                + " and " + gap.notAfter() + " by its clock. They were overwritten or deleted there.";
        journal.raise(
                "overwritten-" + gap.serials().first() + "-" + gap.serials().last(),
                subject.name(),
                text,
                rules.clock().instant());
    }

    /**
     * Reads a piece of device time again, and moves no checkpoint.
     *
     * @param stored is told each part of it that is read to its end and stored
     */
    void readAgain(Slice slice, Consumer<Slice> stored) {
        readSlice(slice, false, stored);
    }

    /** Closes a pass that only read again; null if it came to its end. */
    void closeAgain(@Nullable String problem) {
        journal.closePass(pass, problem, rules.clock().instant());
    }

    private void readSlices() {
        for (Slice slice : plan.slices()) {
            boolean main = slice.equals(plan.main());
            LogSight before = sight;
            readSlice(slice, main, read -> {});
            // Rows that a wrong clock has dated into the future tell nothing about where the log now stands.
            sight = main ? sight : before;
        }
    }

    private void readSlice(Slice whole, boolean moves, Consumer<Slice> stored) {
        Deque<Slice> todo = new ArrayDeque<>(List.of(whole));
        int restarts = 0;
        while (!todo.isEmpty()) {
            Slice slice = todo.pop();
            switch (readOnce(slice, moves)) {
                case READ -> {
                    restarts = 0;
                    stored.accept(slice);
                    rules.listener().reached(Step.SLICE_FINISHED);
                }
                case TOO_LARGE -> {
                    List<Slice> halves = slice.split();
                    todo.push(halves.get(1));
                    todo.push(halves.get(0));
                }
                case SHIFTED -> {
                    if (++restarts > rules.policy().sliceRestarts()) {
                        throw keptMoving(slice.toString());
                    }
                    todo.push(slice);
                }
            }
        }
    }

    private static SourceException keptMoving(String what) {
        return new SourceException(
                SourceException.Kind.UNAVAILABLE,
                "its log kept moving while " + what
                        + " was read. The next pass reads it again; raise limits.sliceRestarts if this stays.",
                null);
    }

    private End readOnce(Slice slice, boolean moves) {
        for (int index = 0; index < majors.size(); index++) {
            int major = majors.get(index);
            boolean lastMajor = index == majors.size() - 1;
            try {
                End end = pages.read(
                        new LogQuery.ByTime(slice, subject.offset(), major),
                        slice.isSplittable(),
                        this::sighted,
                        () -> moves && lastMajor ? reached(slice) : null);
                if (end != End.READ) {
                    return end;
                }
                majorsProven |= major == 0 || major == EVENTS;
            } catch (SourceException refused) {
                if (!withoutMajor(major, refused)) {
                    throw refused;
                }
                index = -1;
            }
        }
        return End.READ;
    }

    private Checkpoint reached(Slice finished) {
        Checkpoint next = planner.reached(checkpoint, plan, finished.endExclusive());
        checkpoint = next;
        return next;
    }

    /** Decides how to go on without a class of events that the device does not take; false if there is no way. */
    private boolean withoutMajor(int major, SourceException refused) {
        if (majorsProven || !Collector.isNotTaken(refused) || major == EVENTS) {
            return false;
        }
        if (major == 0) {
            majors = ONE_BY_ONE;
            return true;
        }
        List<Integer> fewer = new ArrayList<>(majors);
        fewer.remove(Integer.valueOf(major));
        majors = List.copyOf(fewer);
        String text =
                "The device does not let events of class " + major + " be read; completeness cannot be shown for them.";
        journal.raise(
                "class-unreadable-" + major, subject.name(), text, rules.clock().instant());
        return true;
    }

    private void sighted(Anchor row) {
        sight = sight.with(row);
    }

    /** The device a pass is about. */
    record Subject(String name, DeviceKey key, SourceClock clock, Zones zones, WindowPlanner planner) {

        Subject withClock(SourceClock newClock) {
            return new Subject(name, key, newClock, new Zones(zones.configured(), newClock.reported()), planner);
        }

        /** The offset the device prints; where it prints none, the one its zone has at its present time. */
        ZoneOffset offset() {
            ZoneOffset printed = clock.clock().offset();
            if (printed != null) {
                return printed;
            }
            DeviceZone zone = Collector.effective(zones);
            return zone == null
                    ? ZoneOffset.UTC
                    : zone.rules().getOffset(clock.clock().wallClock());
        }
    }
}
