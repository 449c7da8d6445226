package dev.rollcall.agent.collect;

import dev.rollcall.agent.collect.PassRun.Subject;
import dev.rollcall.agent.journal.JournalPage;
import dev.rollcall.agent.journal.PageTally;
import dev.rollcall.agent.journal.QuarantinedRecord;
import dev.rollcall.agent.schedule.Step;
import dev.rollcall.attendance.event.EventTime;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.attendance.event.TimeQuality;
import dev.rollcall.attendance.window.Anchor;
import dev.rollcall.attendance.window.Checkpoint;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads queries of a pass to their end. The next page is on its way while one is translated, and others are stored. */
final class PageReader {

    private final Collector rules;
    private final EventSource source;
    private final Subject subject;
    private final long pass;
    private final PageWriter writer;
    private final RowTotals totals;
    private volatile @Nullable LocalDateTime earliest;
    private volatile long highest;

    /**
     * Creates a reader.
     *
     * @param pass the pass in the journal
     */
    PageReader(Collector rules, EventSource source, Subject subject, long pass) {
        this.rules = rules;
        this.source = source;
        this.subject = subject;
        this.pass = pass;
        this.totals = new RowTotals(source);
        this.writer = new PageWriter(rules.journal(), rules.crew());
    }

    /** Returns what is stored so far. */
    PageTally tally() {
        return writer.tally();
    }

    /** Returns the earliest plausible wall clock of what is stored so far; null if there is none. */
    @Nullable LocalDateTime earliest() {
        return earliest;
    }

    /** Returns the highest serial of what is stored so far, understood or not; 0 if there is none. */
    long highest() {
        return highest;
    }

    /** Does something once everything read so far is stored, perhaps on another thread. */
    void then(Runnable stored) {
        stopping(() -> writer.then(stored));
    }

    /** Waits until everything that was read is stored. */
    void finish() {
        stopping(writer::finish);
    }

    /**
     * Reads a query. What was read may still be on its way to the disk afterwards ({@link #finish}).
     *
     * @param splittable whether to give up after the first page of a query that has too many rows
     * @param sight      is told of every stored row that has a serial number, perhaps on another thread
     * @param finished   the checkpoint to store with the last page; gives null to leave it
     */
    End read(LogQuery query, boolean splittable, Consumer<Anchor> sight, Supplier<@Nullable Checkpoint> finished) {
        PagesAhead pages = new PagesAhead(source.open(query), rules.crew());
        boolean first = true;
        long rows = 0;
        while (true) {
            SourcePage page = pages.next();
            rules.listener().reached(Step.PAGE_READ);
            if (page.shifted()) {
                return End.SHIFTED;
            }
            if (first && !page.last() && splittable && isTooLarge(query, page)) {
                return End.TOO_LARGE;
            }
            if (!page.last()) {
                pages.ahead();
            }
            first = false;
            rows += page.rows();
            boolean proven = !page.incomplete() || totals.isAll(query, page, rows);
            store(query, page, sight, page.last() && proven ? finished.get() : null);
            if (!proven) {
                throw new SourceException(
                        SourceException.Kind.UNAVAILABLE,
                        "it promised more than the " + rows + " events it sent for " + query
                                + ". They are kept; the next pass reads this part again.",
                        null);
            }
            if (page.last()) {
                return End.READ;
            }
        }
    }

    private boolean isTooLarge(LogQuery query, SourcePage page) {
        Long total = totals.of(query, page);
        return total != null && total > rules.policy().rowsPerSlice();
    }

    private void store(LogQuery query, SourcePage page, Consumer<Anchor> sight, @Nullable Checkpoint next) {
        Instant seenAt = rules.clock().instant();
        TranslatedPage translated = Placing.of(query, subject.translated(page, seenAt));
        rules.listener().reached(Step.PAGE_TRANSLATED);
        JournalPage stored = new JournalPage(
                pass,
                subject.key(),
                translated.observations(),
                translated.quarantined(),
                translated.ignored(),
                next,
                seenAt);
        stopping(() -> writer.add(stored, () -> committed(stored, sight)));
    }

    private void committed(JournalPage page, Consumer<Anchor> sight) {
        rules.listener().reached(Step.PAGE_COMMITTED);
        page.quarantined().stream()
                .map(QuarantinedRecord::serialNo)
                .filter(Objects::nonNull)
                .forEach(this::note);
        for (Observation observation : page.observations()) {
            note(observation.event().time());
            Long serial = observation.event().serialNo();
            if (serial != null) {
                note(serial);
                sight.accept(new Anchor(serial, observation.event().time().wallClock()));
            }
        }
    }

    /** Pages are stored one after the other. */
    private void note(long serial) {
        if (serial > highest) {
            highest = serial;
        }
    }

    private void note(EventTime time) {
        LocalDateTime known = earliest;
        boolean counts = time.quality() != TimeQuality.IMPLAUSIBLE;
        if (counts && (known == null || time.wallClock().isBefore(known))) {
            earliest = time.wallClock();
        }
    }

    private static void stopping(Runnable waiting) {
        try {
            waiting.run();
        } catch (CancellationException stopped) {
            throw PagesAhead.stopped(stopped);
        }
    }

    /** How reading a query ended. */
    enum End {
        READ,
        TOO_LARGE,
        SHIFTED
    }
}
