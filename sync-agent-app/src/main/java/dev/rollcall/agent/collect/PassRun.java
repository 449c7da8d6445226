package dev.rollcall.agent.collect;

import dev.rollcall.agent.journal.Journal;
import dev.rollcall.agent.journal.JournalPage;
import dev.rollcall.agent.journal.PageTally;
import dev.rollcall.agent.schedule.Step;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.DeviceZone;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.attendance.event.Zones;
import dev.rollcall.attendance.window.Anchor;
import dev.rollcall.attendance.window.Checkpoint;
import dev.rollcall.attendance.window.LogSight;
import dev.rollcall.attendance.window.Plan;
import dev.rollcall.attendance.window.Slice;
import dev.rollcall.attendance.window.WindowPlanner;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One pass under way. Within a slice pages are trusted to be complete only once the last one is read, since rows need not
 * come in the order of their times: the checkpoint moves with the last page of a slice, in that page's transaction.
 */
final class PassRun {

    private static final List<Integer> ALL = List.of(0);
    private static final List<Integer> ONE_BY_ONE = List.of(1, 2, 3, 5);
    private static final int EVENTS = 5;

    private final Collector rules;
    private final Journal journal;
    private final EventSource source;
    private final Subject subject;
    private final WindowPlanner planner;

    private @Nullable Plan plan;
    private @Nullable Checkpoint checkpoint;
    private LogSight sight = LogSight.from(null);
    private PageTally tally = PageTally.NONE;
    private List<Integer> majors = ALL;
    private boolean majorsProven;
    private boolean counts = true;
    private long pass;

    PassRun(Collector rules, EventSource source, Subject subject, WindowPlanner planner) {
        this.rules = rules;
        this.journal = rules.journal();
        this.source = source;
        this.subject = subject;
        this.planner = planner;
    }

    Subject subject() {
        return subject;
    }

    PageTally tally() {
        return tally;
    }

    void plan(Plan newPlan, @Nullable Checkpoint before) {
        plan = newPlan;
        checkpoint = before;
        sight = LogSight.from(before == null || newPlan.reason() == Plan.Reason.LOG_RESET ? null : before.newest());
        pass = journal.beginPass(
                subject.key(), newPlan.reason().name(), rules.clock().instant());
        rules.listener().reached(Step.PLANNED);
    }

    /** Reads all slices; returns whether the log turned out to have been reset, in which case the checkpoint stays. */
    boolean read() {
        Plan current = Objects.requireNonNull(plan, "plan");
        try {
            for (Slice slice : current.slices()) {
                boolean main = slice.equals(current.main());
                LogSight before = sight;
                readSlice(slice, main);
                // Rows that a wrong clock has dated into the future tell nothing about where the log now stands.
                sight = main ? sight : before;
            }
        } catch (SourceException failure) {
            journal.endPass(
                    pass, subject.key(), null, failure.reason(), rules.clock().instant());
            throw failure;
        }
        boolean reset = sight.showsReset();
        Checkpoint reached = reset ? null : planner.finished(checkpoint, current, sight);
        journal.endPass(pass, subject.key(), reached, null, rules.clock().instant());
        rules.listener().reached(Step.PASS_FINISHED);
        return reset;
    }

    private void readSlice(Slice whole, boolean moves) {
        Deque<Slice> todo = new ArrayDeque<>(List.of(whole));
        int restarts = 0;
        while (!todo.isEmpty()) {
            Slice slice = todo.pop();
            switch (readOnce(slice, moves)) {
                case READ -> {
                    restarts = 0;
                    rules.listener().reached(Step.SLICE_FINISHED);
                }
                case TOO_LARGE -> {
                    List<Slice> halves = slice.split();
                    todo.push(halves.get(1));
                    todo.push(halves.get(0));
                }
                case SHIFTED -> {
                    if (++restarts > rules.policy().sliceRestarts()) {
                        throw new SourceException(
                                SourceException.Kind.UNAVAILABLE,
                                "its log kept moving while " + slice
                                        + " was read. The next pass reads it again; raise limits.sliceRestarts if this stays.",
                                null);
                    }
                    todo.push(slice);
                }
            }
        }
    }

    private SliceEnd readOnce(Slice slice, boolean moves) {
        for (int index = 0; index < majors.size(); index++) {
            int major = majors.get(index);
            boolean lastMajor = index == majors.size() - 1;
            try {
                SliceEnd end = readMajor(slice, major, moves && lastMajor);
                if (end != SliceEnd.READ) {
                    return end;
                }
            } catch (SourceException refused) {
                if (!withoutMajor(major, refused)) {
                    throw refused;
                }
                index = -1;
            }
        }
        return SliceEnd.READ;
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

    private SliceEnd readMajor(Slice slice, int major, boolean moves) {
        SliceQuery query = new SliceQuery(slice, subject.offset(), major);
        PagesAhead pages = new PagesAhead(source.open(query), rules.crew());
        boolean first = true;
        long rows = 0;
        while (true) {
            SourcePage page = pages.next();
            rules.listener().reached(Step.PAGE_READ);
            if (page.shifted()) {
                return SliceEnd.SHIFTED;
            }
            if (first && !page.last() && slice.isSplittable() && isTooLarge(query, page)) {
                return SliceEnd.TOO_LARGE;
            }
            first = false;
            rows += page.rows();
            if (!page.last()) {
                pages.ahead();
            }
            boolean proven = !page.incomplete() || isAll(query, page, rows);
            store(page, page.last() && proven && moves ? slice : null);
            if (!proven) {
                throw new SourceException(
                        SourceException.Kind.UNAVAILABLE,
                        "it promised more than the " + rows + " events it sent for " + slice
                                + ". They are kept; the next pass reads this time again.",
                        null);
            }
            if (page.last()) {
                majorsProven |= major == 0 || major == EVENTS;
                return SliceEnd.READ;
            }
        }
    }

    private boolean isTooLarge(SliceQuery query, SourcePage page) {
        Long total = totalOf(query, page);
        return total != null && total > rules.policy().rowsPerSlice();
    }

    /** Tells whether these rows are all, for a terminal that goes on saying MORE after its last row. */
    private boolean isAll(SliceQuery query, SourcePage page, long rows) {
        Long total = totalOf(query, page);
        return total != null && total <= rows;
    }

    /** Returns how many rows the terminal says a query has; null if it cannot tell. */
    private @Nullable Long totalOf(SliceQuery query, SourcePage page) {
        Integer total = page.totalMatches();
        if (total != null && total > 0) {
            return total.longValue();
        }
        if (!counts) {
            return null;
        }
        try {
            return source.count(query);
        } catch (SourceException unable) {
            if (!Collector.isNotTaken(unable)) {
                throw unable;
            }
            counts = false;
            return null;
        }
    }

    private void store(SourcePage page, @Nullable Slice finished) {
        Instant seenAt = rules.clock().instant();
        TranslatedPage translated = page.translate(
                subject.key(),
                subject.zones(),
                subject.clock().clock().offsetIn(Collector.effective(subject.zones())),
                seenAt);
        rules.listener().reached(Step.PAGE_TRANSLATED);
        Checkpoint next = finished == null
                ? null
                : planner.reached(checkpoint, Objects.requireNonNull(plan, "plan"), finished.endExclusive());
        tally = tally.plus(journal.append(new JournalPage(
                pass,
                subject.key(),
                translated.observations(),
                translated.quarantined(),
                translated.ignored(),
                next,
                seenAt)));
        checkpoint = next == null ? checkpoint : next;
        rules.listener().reached(Step.PAGE_COMMITTED);
        translated.observations().forEach(this::sight);
    }

    private void sight(Observation observation) {
        Long serial = observation.event().serialNo();
        if (serial != null) {
            sight = sight.with(new Anchor(serial, observation.event().time().wallClock()));
        }
    }

    private enum SliceEnd {
        READ,
        TOO_LARGE,
        SHIFTED
    }

    /** The device a pass is about. */
    record Subject(String name, DeviceKey key, SourceClock clock, Zones zones) {

        Subject withClock(SourceClock newClock) {
            return new Subject(name, key, newClock, new Zones(zones.configured(), newClock.reported()));
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
