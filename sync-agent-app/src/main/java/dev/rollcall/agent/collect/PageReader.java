package dev.rollcall.agent.collect;

import dev.rollcall.agent.collect.PassRun.Subject;
import dev.rollcall.agent.journal.JournalPage;
import dev.rollcall.agent.journal.PageTally;
import dev.rollcall.agent.schedule.Step;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.attendance.window.Anchor;
import dev.rollcall.attendance.window.Checkpoint;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads one query of a pass to its end and stores page by page. The next page is on its way while one is stored. */
final class PageReader {

    private final Collector rules;
    private final EventSource source;
    private final Subject subject;
    private final long pass;
    private PageTally tally = PageTally.NONE;
    private boolean counts = true;

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
    }

    PageTally tally() {
        return tally;
    }

    /**
     * Reads a query.
     *
     * @param splittable whether to give up after the first page of a query that has too many rows
     * @param sight      is told of every stored row that has a serial number
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
            boolean proven = !page.incomplete() || isAll(query, page, rows);
            store(page, sight, page.last() && proven ? finished.get() : null);
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
        Long total = totalOf(query, page);
        return total != null && total > rules.policy().rowsPerSlice();
    }

    /** Tells whether these rows are all, for a terminal that goes on saying MORE after its last row. */
    private boolean isAll(LogQuery query, SourcePage page, long rows) {
        Long total = totalOf(query, page);
        return total != null && total <= rows;
    }

    /** Returns how many rows the terminal says a query has; null if it cannot tell. */
    private @Nullable Long totalOf(LogQuery query, SourcePage page) {
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

    private void store(SourcePage page, Consumer<Anchor> sight, @Nullable Checkpoint next) {
        Instant seenAt = rules.clock().instant();
        TranslatedPage translated = page.translate(
                subject.key(),
                subject.zones(),
                subject.clock().clock().offsetIn(Collector.effective(subject.zones())),
                seenAt);
        rules.listener().reached(Step.PAGE_TRANSLATED);
        tally = tally.plus(rules.journal()
                .append(new JournalPage(
                        pass,
                        subject.key(),
                        translated.observations(),
                        translated.quarantined(),
                        translated.ignored(),
                        next,
                        seenAt)));
        rules.listener().reached(Step.PAGE_COMMITTED);
        for (Observation observation : translated.observations()) {
            Long serial = observation.event().serialNo();
            if (serial != null) {
                sight.accept(new Anchor(serial, observation.event().time().wallClock()));
            }
        }
    }

    /** How reading a query ended. */
    enum End {
        READ,
        TOO_LARGE,
        SHIFTED
    }
}
