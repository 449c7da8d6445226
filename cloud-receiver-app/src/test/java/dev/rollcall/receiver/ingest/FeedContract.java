package dev.rollcall.receiver.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.attendance.event.Channel;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.receiver.jdbc.Database;
import dev.rollcall.receiver.jdbc.DatabaseSettings;
import dev.rollcall.receiver.jdbc.JdbcStore;
import dev.rollcall.receiver.store.EventFilter;
import dev.rollcall.receiver.store.FeedEvent;
import dev.rollcall.receiver.store.Store;
import dev.rollcall.receiver.testing.Punch;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A reader of the feed misses nothing, whoever commits when. Two receivers share the database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FeedContract {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00.123Z");

    private final List<Database> databases = new ArrayList<>();
    private Store one;
    private Store other;

    abstract DatabaseSettings settings(Path folder);

    @BeforeAll
    void open(@TempDir Path folder) {
        DatabaseSettings settings = settings(folder);
        databases.add(Database.open(settings));
        databases.add(Database.open(settings));
        one = JdbcStore.in(databases.get(0), NOW);
        other = JdbcStore.in(databases.get(1), NOW);
    }

    @AfterAll
    void close() {
        databases.forEach(Database::close);
    }

    private static List<FeedEvent> after(Store store, long position) {
        return store.read(unit -> unit.feed().page(EventFilter.ALL, position, 1000));
    }

    private long newest() {
        return one.read(unit -> unit.feed().latest(1)).stream()
                .mapToLong(FeedEvent::position)
                .findFirst()
                .orElse(0);
    }

    @Test
    void eventOfALateCommit_isNotPassedBy_byOneCommittedBeforeIt() throws Exception {
        long start = newest();
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<Boolean> late = threads.submit(() -> one.write(unit -> {
                ingest(unit, Punch.at("LATE00001"), 1, 1);
                // What follows makes the positions be given out; the commit comes much later.
                unit.feed().count();
                written.countDown();
                return await(release);
            }));
            written.await();
            Future<Boolean> early =
                    threads.submit(() -> other.write(unit -> ingest(unit, Punch.at("LATE00002"), 1, 1)));
            List<Long> seen = new ArrayList<>();
            while (!(late.isDone() && early.isDone())) {
                seen.addAll(positions(after(other, seen.isEmpty() ? start : seen.get(seen.size() - 1))));
                release.countDown();
            }
            seen.addAll(positions(after(other, seen.isEmpty() ? start : seen.get(seen.size() - 1))));

            assertThat(late.get() && early.get()).isTrue();
            assertThat(seen).containsExactly(start + 1, start + 2);
        } finally {
            threads.shutdownNow();
        }
    }

    private static boolean await(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private static List<Long> positions(List<FeedEvent> events) {
        return events.stream().map(FeedEvent::position).toList();
    }

    private static boolean ingest(dev.rollcall.receiver.store.UnitOfWork unit, Punch punch, int from, int to) {
        List<Observation> piece = new ArrayList<>();
        for (int serial = from; serial <= to; serial++) {
            piece.add(punch.serial((long) serial)
                    .time(punch.at().plusSeconds(serial).toString())
                    .observation());
        }
        EventIngest.ingest(unit, unit.devices().lock(punch.device(), NOW), piece, NOW);
        return true;
    }

    @Test
    void reader_getsEachEventOnce_andEachChangeAgain_whileTwoReceiversWriteAndCommitLate() throws Exception {
        long start = newest();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Integer>> writers = new ArrayList<>();
            for (int number = 0; number < 4; number++) {
                int writer = number;
                writers.add(threads.submit(() -> writeLate(writer % 2 == 0 ? one : other, writer)));
            }
            Map<String, List<Integer>> revisions = new HashMap<>();
            long position = start;
            boolean more = true;
            while (more) {
                boolean written = writers.stream().allMatch(Future::isDone);
                List<FeedEvent> page = after(other, position);
                for (FeedEvent event : page) {
                    assertThat(event.position()).isGreaterThan(position);
                    position = event.position();
                    String key = event.stored().event().device() + " "
                            + event.stored().event().time().wallClock();
                    revisions.computeIfAbsent(key, first -> new ArrayList<>()).add(event.revision());
                }
                more = !written || !page.isEmpty();
            }
            for (Future<Integer> writer : writers) {
                assertThat(writer.get()).isEqualTo(30);
            }
            assertThat(revisions).hasSize(4 * 30);
            // Each was pushed without its serial first and polled later; who reads slowly sees only the last revision.
            assertThat(revisions.values())
                    .allSatisfy(seen -> assertThat(seen).endsWith(2).isSorted().doesNotHaveDuplicates());
        } finally {
            threads.shutdownNow();
        }
    }

    /** Pushes, then polls; holds each transaction open for a while of its own. */
    private static int writeLate(Store store, int writer) {
        Random random = new Random(writer);
        Punch own = Punch.at("HOLD0000" + writer);
        int written = 0;
        for (Channel channel : new Channel[] {Channel.WEBHOOK, Channel.POLL}) {
            written = 0;
            while (written < 30) {
                int size = Math.min(1 + random.nextInt(6), 30 - written);
                int from = written + 1;
                store.write(unit -> {
                    for (int serial = from; serial < from + size; serial++) {
                        Punch punch = own.by(channel)
                                .serial(channel == Channel.WEBHOOK ? null : (long) serial)
                                .time(own.at().plusSeconds(serial).toString());
                        EventIngest.ingest(
                                unit, unit.devices().lock(own.device(), NOW), List.of(punch.observation()), NOW);
                    }
                    unit.feed().count();
                    LockSupport.parkNanos(random.nextInt(5_000_000));
                    return size;
                });
                written += size;
            }
        }
        return written;
    }
}
