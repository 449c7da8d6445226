package dev.rollcall.agent.sqlite;

import dev.rollcall.agent.journal.JournalPage;
import dev.rollcall.agent.journal.PageTally;
import dev.rollcall.agent.journal.QuarantinedRecord;
import dev.rollcall.agent.sqlite.EventStore.Entry;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.attendance.window.Checkpoint;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Stores pages of one pass, inside a transaction of the caller. What is asked and noted once a page is so once for all of them. */
final class PageRows {

    private final Session session;
    private final EventStore events;
    private final GivenTwice twice;

    PageRows(Session session) {
        this.session = session;
        this.events = new EventStore(session);
        this.twice = new GivenTwice(session);
    }

    /** Returns what each of them was to the journal. */
    List<PageTally> append(List<JournalPage> pages) throws SQLException {
        List<PageTally> tallies = FirstSight.isOf(session, pages) ? unseen(pages) : oneByOne(pages);
        events.finish();
        for (JournalPage page : pages) {
            for (QuarantinedRecord record : page.quarantined()) {
                QuarantineRows.add(session, page.device(), record, page.seenAt());
            }
        }
        twice.note(pages.get(0));
        CoveredRows.add(session, pages);
        Checkpoint reached = pages.stream()
                .map(JournalPage::checkpoint)
                .filter(Objects::nonNull)
                .reduce((earlier, later) -> later)
                .orElse(null);
        if (reached != null) {
            Checkpoints.write(session, pages.get(0).device(), reached);
        }
        addToPass(pages.get(0).pass(), tallies.stream().reduce(PageTally.NONE, PageTally::plus));
        return tallies;
    }

    private List<PageTally> unseen(List<JournalPage> pages) throws SQLException {
        List<Entry> entries = events.addUnseen(
                pages.stream().flatMap(page -> page.observations().stream()).toList());
        List<PageTally> tallies = new ArrayList<>();
        int from = 0;
        for (JournalPage page : pages) {
            int to = from + page.observations().size();
            tallies.add(tallyOf(page, entries.subList(from, to)));
            from = to;
        }
        return tallies;
    }

    /** Some event of them may be known; most pages may be new all the same. */
    private List<PageTally> oneByOne(List<JournalPage> pages) throws SQLException {
        List<PageTally> tallies = new ArrayList<>();
        for (JournalPage page : pages) {
            if (pages.size() > 1 && FirstSight.isOf(session, List.of(page))) {
                tallies.add(tallyOf(page, events.addUnseen(page.observations())));
                continue;
            }
            List<Entry> entries = new ArrayList<>();
            for (Observation observation : page.observations()) {
                Entry entry = events.add(observation);
                entries.add(entry);
                if (entry.isNew() || entry.confirmed()) {
                    twice.add(observation);
                }
            }
            tallies.add(tallyOf(page, entries));
        }
        return tallies;
    }

    private static PageTally tallyOf(JournalPage page, List<Entry> entries) {
        PageTally records =
                new PageTally(0, 0, page.ignored(), page.quarantined().size(), 0, 0);
        return entries.stream().map(PageRows::tallyOf).reduce(records, PageTally::plus);
    }

    static PageTally tallyOf(Entry entry) {
        return new PageTally(
                entry.isNew() ? 1 : 0,
                entry.isNew() ? 0 : 1,
                0,
                0,
                entry.enqueued() ? 1 : 0,
                entry.contradicts() ? 1 : 0);
    }

    private void addToPass(long pass, PageTally tally) throws SQLException {
        Statements.update(
                session,
                """
                update pass set read = read + ?, journaled = journaled + ?, known = known + ?, ignored = ignored + ?,
                  quarantined = quarantined + ? where seq = ?""",
                tally.read(),
                tally.journaled(),
                tally.known(),
                tally.ignored(),
                tally.quarantined(),
                pass);
    }
}
