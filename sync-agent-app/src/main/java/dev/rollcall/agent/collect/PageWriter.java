package dev.rollcall.agent.collect;

import dev.rollcall.agent.journal.Journal;
import dev.rollcall.agent.journal.JournalPage;
import dev.rollcall.agent.journal.PageTally;
import dev.rollcall.agent.schedule.Crew;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Stores the pages of a pass in their order, beside the reading: what has come while one transaction was under way goes into the
 * next one together. Once something could not be stored nothing after it is, so that no checkpoint gets past it. For one reading
 * thread; alone in the house ({@link Crew#ALONE}) each page is stored before the next one is read.
 */
final class PageWriter {

    /** Rows that may wait to be stored, and rows in one transaction: enough to share its cost, few enough for a small heap. */
    private static final int MOST_ROWS = 600;

    private final Object lock = new Object();
    private final Journal journal;
    private final Crew crew;
    private final Deque<Entry> waiting = new ArrayDeque<>();
    private @Nullable Supplier<PageTally> writing;
    private @Nullable Throwable failure;
    private boolean busy;
    private int rowsWaiting;
    private PageTally tally = PageTally.NONE;

    PageWriter(Journal journal, Crew crew) {
        this.journal = journal;
        this.crew = crew;
    }

    /** Returns what is stored so far. */
    PageTally tally() {
        synchronized (lock) {
            return tally;
        }
    }

    /**
     * Takes a page over; waits while too much waits already.
     *
     * @param stored is done once the page is on disk, perhaps by another thread
     */
    void add(JournalPage page, Runnable stored) {
        take(new Entry(page, stored));
    }

    /** Does something once everything so far is on disk and before anything later is, perhaps by another thread. */
    void then(Runnable stored) {
        take(new Entry(null, stored));
    }

    /**
     * Waits until everything is on disk and done.
     *
     * @throws CancellationException if the calling thread is interrupted; what still waited is dropped then
     */
    void finish() {
        Supplier<PageTally> last;
        synchronized (lock) {
            last = writing;
            writing = null;
        }
        try {
            if (last != null) {
                PageTally unused = last.get();
            }
        } catch (CancellationException interrupted) {
            fail(interrupted);
        }
        throwFailure();
    }

    private void take(Entry entry) {
        synchronized (lock) {
            waitForRoom();
            throwFailure();
            waiting.add(entry);
            rowsWaiting += entry.rows();
            if (!busy) {
                busy = true;
                writing = crew.begin(this::writeAll);
            }
        }
        if (crew.isAlone()) {
            finish();
        }
    }

    private void waitForRoom() {
        try {
            while (rowsWaiting >= MOST_ROWS && failure == null) {
                lock.wait();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            fail(new CancellationException("interrupted"));
        }
    }

    private PageTally writeAll() {
        try {
            for (List<Entry> group = next(); !group.isEmpty(); group = next()) {
                write(group);
            }
            return tally();
        } catch (RuntimeException | Error failed) {
            fail(failed);
            throw failed;
        }
    }

    /** Takes what waits, up to something that is to be done in between; nothing if the work is done. */
    private List<Entry> next() {
        synchronized (lock) {
            List<Entry> group = new ArrayList<>();
            int rows = 0;
            while (!waiting.isEmpty() && rows < MOST_ROWS && isOfOneTransaction(group, waiting.element())) {
                Entry entry = waiting.remove();
                group.add(entry);
                rows += entry.rows();
            }
            rowsWaiting -= rows;
            busy = !group.isEmpty();
            lock.notifyAll();
            return group;
        }
    }

    private static boolean isOfOneTransaction(List<Entry> group, Entry further) {
        return group.isEmpty() || (further.page() != null && group.get(0).page() != null);
    }

    private void write(List<Entry> group) {
        List<JournalPage> pages = new ArrayList<>();
        for (Entry entry : group) {
            if (entry.page() != null) {
                pages.add(entry.page());
            }
        }
        if (!pages.isEmpty()) {
            PageTally written = journal.append(pages).stream().reduce(PageTally.NONE, PageTally::plus);
            synchronized (lock) {
                tally = tally.plus(written);
            }
        }
        group.forEach(entry -> entry.stored().run());
    }

    private void fail(Throwable reason) {
        synchronized (lock) {
            failure = failure == null ? reason : failure;
            waiting.clear();
            rowsWaiting = 0;
            lock.notifyAll();
        }
    }

    private void throwFailure() {
        Throwable failed;
        synchronized (lock) {
            failed = failure;
        }
        if (failed instanceof Error error) {
            throw error;
        }
        if (failed instanceof RuntimeException exception) {
            throw exception;
        }
    }

    /** A page, or null for nothing but what is to be done. */
    private record Entry(@Nullable JournalPage page, Runnable stored) {

        int rows() {
            return page == null
                    ? 0
                    : page.observations().size() + page.quarantined().size();
        }
    }
}
