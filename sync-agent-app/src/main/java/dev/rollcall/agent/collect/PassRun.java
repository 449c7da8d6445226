package dev.rollcall.agent.collect;

import dev.rollcall.agent.collect.PageReader.End;
import dev.rollcall.agent.journal.Journal;
import dev.rollcall.agent.journal.JournalPage;
import dev.rollcall.agent.journal.PageTally;
import dev.rollcall.agent.schedule.Step;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.DeviceZone;
import dev.rollcall.attendance.event.Zones;
import dev.rollcall.attendance.window.Anchor;
import dev.rollcall.attendance.window.Checkpoint;
import dev.rollcall.attendance.window.LogProof;
import dev.rollcall.attendance.window.LogSight;
import dev.rollcall.attendance.window.Plan;
import dev.rollcall.attendance.window.SerialRange;
import dev.rollcall.attendance.window.SerialWalk;
import dev.rollcall.attendance.window.Slice;
import dev.rollcall.attendance.window.WindowPlanner;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One pass under way, by serial numbers where that is possible and enough, else by time. Within a slice pages are trusted to be
 * complete only once the last one is read, since rows need not come in the order of their times: the checkpoint moves with the
 * last page of a slice, in that page's transaction; after a walk by serials it moves at the end of the pass.
 */
final class PassRun {

    private static final Logger log = LoggerFactory.getLogger(PassRun.class);

    private static final int REREAD_SERIALS = 10;

    private final Collector rules;
    private final Journal journal;
    private final EventSource source;
    private final Subject subject;
    private final WindowPlanner planner;
    private final Plan plan;
    private final long pass;
    private final Instant startedAt;
    private final PageReader pages;
    private final Majors majors;
    private final ResetSigns signs;
    private final PassLosses losses;

    private @Nullable Checkpoint checkpoint;
    private LogSight sight;
    private boolean broughtNews;
    private @Nullable LogProof proof;

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
        this.startedAt = rules.clock().instant();
        this.pass = journal.beginPass(subject.key(), plan.reason().name(), startedAt);
        this.pages = new PageReader(rules, source, subject, pass);
        this.majors = new Majors(rules, subject.name());
        this.signs = new ResetSigns(journal, subject.key(), plan, sight.known());
        this.losses = new PassLosses(rules, source, subject, plan, majors);
        rules.listener().reached(Step.PLANNED);
    }

    Subject subject() {
        return subject;
    }

    PageTally tally() {
        return pages.tally();
    }

    /** Returns the newest event seen in the pass, rows dated into the future aside; null if none had a serial. */
    @Nullable Anchor newest() {
        return sight.newest();
    }

    /** Reads all that is planned. Unless it ends with {@link Outcome#READ}, the checkpoint stays. */
    Outcome read() {
        Outcome outcome;
        try {
            outcome = readPlanned();
        } catch (SourceException failure) {
            storeRest();
            journal.endPass(
                    pass, subject.key(), null, failure.reason(), rules.clock().instant());
            throw failure;
        }
        if (outcome == Outcome.RESET && !signs.areNoted()) {
            losses.beginLog(sight.known(), startedAt);
        } else if (outcome == Outcome.READ) {
            losses.note(sight, checkpoint, pages);
            new GapWatch(journal)
                    .settle(subject.key(), subject.name(), proof, rules.clock().instant());
        }
        Checkpoint reached = outcome == Outcome.READ ? planner.finished(checkpoint, plan, sight) : null;
        journal.endPass(pass, subject.key(), reached, null, rules.clock().instant());
        rules.listener().reached(Step.PASS_FINISHED);
        return outcome;
    }

    /** Stores what was read before a failure; where that itself was stopped, the next pass reads it again. */
    private void storeRest() {
        try {
            pages.finish();
        } catch (SourceException stopped) {
            log.debug("What was read last is not stored", stopped);
        }
    }

    private Outcome readPlanned() {
        SerialWalk walk = bySerial();
        if (walk != null && (walk.verdict() == SerialWalk.Verdict.RESET || signs.areNoted())) {
            return Outcome.RESET;
        }
        if (walk != null && walk.verdict() == SerialWalk.Verdict.CAUGHT_UP) {
            LogProof walked = sight.proof();
            proof = walked == null ? null : walked.ofPart();
            return Outcome.READ;
        }
        readSlices();
        majors.lowerRead();
        if (signs.tell(sight, broughtNews, majors.isEveryClass(), pages.highest())) {
            return Outcome.RESET;
        }
        LogProof seen = majors.isEveryClass() ? sight.proof() : null;
        if (plan.isSweep()) {
            proof = seen;
            return Outcome.READ;
        }
        boolean grows = seen != null && journal.wouldGrow(subject.key(), seen);
        return grows || losses.needAll(sight, checkpoint, pages) ? Outcome.HOLES : Outcome.READ;
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
                List<Anchor> rows = readRange(next.get(), walk.isSplittable());
                walk = rows == null ? walk.tooLarge() : walk.answered(rows);
                keepProgress(walk);
                next = walk.ask();
            }
        } catch (SourceException refused) {
            if (!Collector.isNotTaken(refused)) {
                throw refused;
            }
            return null;
        }
        return walk;
    }

    /** A long walk that breaks off goes on where it was. */
    private void keepProgress(SerialWalk walk) {
        Checkpoint before = checkpoint;
        boolean further = before != null && !walk.newest().equals(before.newest());
        if (before != null && further && walk.verdict() == SerialWalk.Verdict.UNDER_WAY) {
            checkpoint = planner.walked(before, walk.newest());
            journal.append(new JournalPage(
                    pass,
                    subject.key(),
                    List.of(),
                    List.of(),
                    0,
                    checkpoint,
                    rules.clock().instant()));
        }
    }

    /** Returns the rows of a range; null if they are too many and nothing was read. */
    private @Nullable List<Anchor> readRange(SerialRange range, boolean splittable) {
        LogQuery query = new LogQuery.BySerial(range, 0);
        for (int attempt = 0; attempt <= rules.policy().sliceRestarts(); attempt++) {
            List<Anchor> rows = new ArrayList<>();
            Consumer<Anchor> kept = row -> {
                rows.add(row);
                sighted(row);
            };
            End end = pages.read(query, splittable, kept, () -> null);
            pages.finish();
            if (end == End.TOO_LARGE) {
                return null;
            }
            if (end == End.READ) {
                rules.listener().reached(Step.SLICE_FINISHED);
                return rows;
            }
        }
        throw keptMoving(query.toString());
    }

    /**
     * Reads a piece of device time again, and moves no checkpoint.
     *
     * @param stored is told each part of it that is read to its end and stored, perhaps on another thread
     */
    void readAgain(Slice slice, Consumer<Slice> stored) {
        readSlice(slice, false, stored);
    }

    /** Closes a pass that only read again; null if it came to its end. */
    void closeAgain(@Nullable String problem) {
        storeRest();
        journal.closePass(pass, problem, rules.clock().instant());
    }

    private void readSlices() {
        for (Slice slice : plan.slices()) {
            boolean main = slice.equals(plan.main());
            LogSight before = sight;
            readSlice(slice, main, read -> {});
            // Rows that a wrong clock has dated into the future tell nothing about where the log now stands.
            sight = main ? sight : before;
            broughtNews = main ? pages.tally().journaled() > 0 : broughtNews;
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
                    pages.then(() -> {
                        stored.accept(slice);
                        rules.listener().reached(Step.SLICE_FINISHED);
                    });
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
        pages.finish();
    }

    private static SourceException keptMoving(String what) {
        return new SourceException(
                SourceException.Kind.UNAVAILABLE,
                "its log kept moving while " + what
                        + " was read. The next pass reads it again; raise limits.sliceRestarts if this stays.",
                null);
    }

    private End readOnce(Slice slice, boolean moves) {
        for (int index = 0; index < majors.asked().size(); index++) {
            int major = majors.asked().get(index);
            boolean lastMajor = index == majors.asked().size() - 1;
            try {
                End end = pages.read(
                        new LogQuery.ByTime(slice, subject.offset(), major),
                        slice.isSplittable(),
                        this::sighted,
                        () -> moves && lastMajor ? reached(slice) : null);
                if (end != End.READ) {
                    return end;
                }
                majors.took(major);
            } catch (SourceException refused) {
                if (!majors.goOnWithout(major, refused)) {
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

    private void sighted(Anchor row) {
        sight = sight.with(row);
    }

    /** How a pass ended. */
    enum Outcome {
        /** All that was planned is read. */
        READ,
        /** The log was cleared or restarted: read everything. */
        RESET,
        /** Something may be missing that was not missed before: look for it in everything the device holds. */
        HOLES
    }

    /** The device a pass is about. */
    record Subject(String name, DeviceKey key, SourceClock clock, Zones zones, WindowPlanner planner) {

        Subject withClock(SourceClock newClock) {
            return new Subject(name, key, newClock, new Zones(zones.configured(), newClock.reported()), planner);
        }

        /** Translates a page of its log. */
        TranslatedPage translated(SourcePage page, Instant seenAt) {
            return page.translate(key, zones, clock.clock().offsetIn(Collector.effective(zones)), seenAt);
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
