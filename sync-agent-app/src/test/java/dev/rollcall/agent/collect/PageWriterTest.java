package dev.rollcall.agent.collect;

import static dev.rollcall.agent.testing.Events.DEVICE;
import static dev.rollcall.agent.testing.Events.SEEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.rollcall.agent.journal.Journal;
import dev.rollcall.agent.journal.JournalPage;
import dev.rollcall.agent.schedule.Crew;
import dev.rollcall.agent.testing.Events;
import dev.rollcall.agent.testing.InMemoryStore;
import dev.rollcall.attendance.event.Observation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What shares a transaction, what never does, and what a failure leaves. */
class PageWriterTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Semaphore disk = new Semaphore(0);
    private final List<Integer> transactions = new CopyOnWriteArrayList<>();
    private final List<String> done = new CopyOnWriteArrayList<>();
    private volatile int failingTransaction = -1;
    private long serial;

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    @Test
    void pagesThatComeMeanwhile_shareTheNextTransaction() {
        PageWriter writer = writer(new Threads());
        add(writer, "a", 10);
        awaitTransaction(1);
        add(writer, "b", 10);
        add(writer, "c", 10);
        add(writer, "d", 10);
        assertThat(done).isEmpty();
        disk.release(2);
        writer.finish();

        assertThat(transactions).containsExactly(1, 3);
        assertThat(done).containsExactly("a", "b", "c", "d");
        assertThat(writer.tally().journaled()).isEqualTo(40);
    }

    @Test
    void whatIsToBeDoneBetweenTwoPages_seesTheFirstStoredAndNotTheSecond() {
        PageWriter writer = writer(new Threads());
        disk.release(10);
        List<Long> seen = new ArrayList<>();
        add(writer, "a", 3);
        writer.then(() -> seen.add(writer.tally().journaled()));
        add(writer, "b", 4);
        writer.then(() -> seen.add(writer.tally().journaled()));
        writer.finish();

        assertThat(seen).containsExactly(3L, 7L);
        assertThat(done).containsExactly("a", "b");
    }

    @Test
    void afterAFailure_nothingMoreIsStored() {
        failingTransaction = 2;
        PageWriter writer = writer(new Threads());
        add(writer, "a", 1);
        awaitTransaction(1);
        add(writer, "b", 1);
        disk.release(10);

        assertThatThrownBy(writer::finish).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> add(writer, "c", 1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(writer::finish).isInstanceOf(IllegalStateException.class);
        assertThat(done).containsExactly("a");
        assertThat(transactions).containsExactly(1, 1);
    }

    @Test
    void readingWaits_whileTooMuchWaits() throws Exception {
        PageWriter writer = writer(new Threads());
        add(writer, "a", 30);
        awaitTransaction(1);
        for (int page = 0; page < 20; page++) {
            add(writer, "b", 30);
        }
        Future<?> further = threads.submit(() -> add(writer, "c", 30));
        await().during(Duration.ofMillis(50)).until(() -> !further.isDone());
        disk.release();
        further.get();
        disk.release(10);
        writer.finish();

        assertThat(transactions).containsExactly(1, 20, 1);
    }

    @Test
    void interruptedReader_leaves_andWhatWaitedIsDropped() throws Exception {
        PageWriter writer = writer(new Threads());
        add(writer, "a", 1);
        awaitTransaction(1);
        add(writer, "b", 1);
        Future<Boolean> left = threads.submit(() -> {
            Thread.currentThread().interrupt();
            assertThatThrownBy(writer::finish).isInstanceOf(CancellationException.class);
            return Thread.interrupted();
        });

        assertThat(left.get()).as("still interrupted").isTrue();
        disk.release(10);
        await().until(() -> done.contains("a"));
        assertThatThrownBy(() -> add(writer, "c", 1)).isInstanceOf(CancellationException.class);
        assertThat(transactions).containsExactly(1);
    }

    @Test
    void alone_eachPageIsStoredAtOnce() {
        disk.release(10);
        PageWriter writer = writer(Crew.ALONE);
        add(writer, "a", 2);
        assertThat(done).containsExactly("a");
        add(writer, "b", 2);

        assertThat(transactions).containsExactly(1, 1);
        assertThat(done).containsExactly("a", "b");
    }

    private void add(PageWriter writer, String name, int rows) {
        List<Observation> seen = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            seen.add(Events.punch(DEVICE, ++serial));
        }
        writer.add(new JournalPage(1, DEVICE, seen, List.of(), 0, null, SEEN), () -> done.add(name));
    }

    private void awaitTransaction(int number) {
        await().until(() -> transactions.size() == number);
    }

    /** A journal whose transactions wait for the disk, of which one may fail. */
    private PageWriter writer(Crew crew) {
        InMemoryStore store = new InMemoryStore();
        Journal journal = (Journal) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Journal.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("append")) {
                        transactions.add(((List<?>) arguments[0]).size());
                        disk.acquireUninterruptibly();
                        if (transactions.size() == failingTransaction) {
                            throw new IllegalStateException("no disk");
                        }
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                });
        return new PageWriter(journal, crew);
    }

    private final class Threads implements Crew {

        @Override
        public <T> Supplier<T> begin(Supplier<T> work) {
            CompletableFuture<T> begun = CompletableFuture.supplyAsync(work, threads);
            return () -> {
                try {
                    return Thread.currentThread().isInterrupted() ? cancelled() : begun.join();
                } catch (CompletionException failed) {
                    throw (RuntimeException) failed.getCause();
                }
            };
        }

        private <T> T cancelled() {
            throw new CancellationException("interrupted");
        }
    }
}
