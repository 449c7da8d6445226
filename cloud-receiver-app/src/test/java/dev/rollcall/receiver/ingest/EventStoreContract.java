package dev.rollcall.receiver.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.attendance.event.AttendanceEvent;
import dev.rollcall.attendance.event.Channel;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.attendance.event.PunchKind;
import dev.rollcall.attendance.identity.EventIdentity;
import dev.rollcall.receiver.store.Alarm;
import dev.rollcall.receiver.store.EventFilter;
import dev.rollcall.receiver.store.FeedEvent;
import dev.rollcall.receiver.store.Sight;
import dev.rollcall.receiver.store.Store;
import dev.rollcall.receiver.store.UnitOfWork;
import dev.rollcall.receiver.testing.Punch;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every store must do, together with the one door to it. Each test has a device of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class EventStoreContract {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00.123Z");

    private Store store;
    private Punch punch;
    private int devices;

    /** Opens the store that is tested. */
    abstract Store open(Path folder, Instant now);

    /** Opens the same store once more, beside the first. */
    abstract Store openAgain(Instant now);

    @BeforeAll
    void open(@TempDir Path folder) {
        store = open(folder, NOW);
    }

    @BeforeEach
    void newDevice() {
        punch = Punch.at(String.format("DEV%06d", ++devices));
    }

    private List<Ingested> ingest(Observation... observations) {
        return store.write(
                unit -> EventIngest.ingest(unit, unit.devices().lock(punch.device(), NOW), List.of(observations), NOW));
    }

    private List<FeedEvent> events() {
        return store.read(unit -> unit.feed().page(filter(), 0, 1000));
    }

    private <T> List<T> list(Function<UnitOfWork, List<T>> work) {
        return store.read(work);
    }

    private <T> Optional<T> maybe(Function<UnitOfWork, Optional<T>> work) {
        return store.read(work);
    }

    private EventFilter filter() {
        return new EventFilter(punch.device(), null, null, null, null);
    }

    private List<Alarm> alarms() {
        return store.read(unit -> {
            int device = unit.devices().find(punch.device()).orElseThrow().id();
            return unit.alarms().latest(1000).stream()
                    .filter(alarm -> alarm.deviceId() == device)
                    .toList();
        });
    }

    @Test
    void ingest_storesOnce_howeverOftenItIsSent() {
        List<Ingested> first = ingest(punch.observation());
        List<Ingested> again = ingest(punch.observation(), punch.observation());

        assertThat(first).extracting(Ingested::isNew).containsExactly(true);
        assertThat(again).extracting(Ingested::isNew).containsExactly(false, false);
        assertThat(again)
                .extracting(Ingested::publicId)
                .containsOnly(first.get(0).publicId());
        assertThat(events()).singleElement().satisfies(event -> {
            assertThat(event.revision()).isEqualTo(1);
            assertThat(event.stored().event()).isEqualTo(punch.event());
            assertThat(event.stored().confirmed()).isTrue();
            assertThat(event.receivedAt()).isEqualTo(NOW);
            assertThat(event.sights()).extracting(Sight::channel).containsExactly(Channel.POLL);
            assertThat(event.sights()).extracting(Sight::seenAt).containsExactly(Punch.SEEN);
        });
    }

    @Test
    void ingest_givesBackEveryField_alsoTheAbsentOnes() {
        AttendanceEvent bare = punch.serial(null).person(null).event();
        ingest(punch.serial(null).person(null).observation());

        assertThat(events())
                .singleElement()
                .satisfies(event -> assertThat(event.stored().event()).isEqualTo(bare));
    }

    static Stream<List<Integer>> everyOrder() {
        return permutations(List.of(0, 1, 2, 3)).stream();
    }

    private List<Observation> fourSights() {
        return List.of(
                punch.observation(),
                punch.serial(null).by(Channel.WEBHOOK).observation(),
                punch.time("2026-11-23T10:00:00").observation(),
                punch.time("2026-12-07T11:13:52").observation());
    }

    @ParameterizedTest
    @MethodSource("everyOrder")
    void ingest_findsTwoEvents_inEveryOrderOfArrival(List<Integer> order) {
        order.forEach(index -> ingest(fourSights().get(index)));
        List<Ingested> again = ingest(fourSights().toArray(Observation[]::new));

        assertTwoEvents(again);
    }

    @ParameterizedTest
    @MethodSource("everyOrder")
    void ingest_findsTwoEvents_inEveryOrderWithinOneBatch(List<Integer> order) {
        List<Ingested> first = ingest(order.stream().map(fourSights()::get).toArray(Observation[]::new));
        List<Ingested> again = ingest(fourSights().toArray(Observation[]::new));

        assertThat(first.stream().filter(Ingested::isNew).count()).isBetween(1L, 2L);
        assertTwoEvents(again);
    }

    private void assertTwoEvents(List<Ingested> again) {
        List<FeedEvent> events = events();
        assertThat(events).hasSize(2);
        assertThat(again).noneMatch(Ingested::isNew);
        assertThat(again.stream().map(Ingested::publicId).distinct())
                .containsExactlyInAnyOrderElementsOf(
                        events.stream().map(event -> event.stored().publicId()).toList());
        assertThat(events).allMatch(event -> event.stored().event().serialNo() != null);
        assertThat(events).allMatch(event -> event.stored().confirmed());
        assertThat(alarms()).isEmpty();
        long both = events.stream().filter(event -> event.sights().size() == 2).count();
        assertThat(both).isEqualTo(1);
    }

    @Test
    void ingest_keepsTheFirstPublicId_whenThePollBringsTheSerialLater() {
        Ingested pushed =
                ingest(punch.serial(null).by(Channel.WEBHOOK).observation()).get(0);
        long before = events().get(0).position();
        Ingested polled = ingest(punch.observation()).get(0);

        assertThat(polled.publicId()).isEqualTo(pushed.publicId());
        assertThat(polled.isNew()).isFalse();
        assertThat(EventIdentity.idOf(punch.event())).isNotEqualTo(pushed.publicId());
        assertThat(events()).singleElement().satisfies(event -> {
            assertThat(event.stored().event().serialNo()).isEqualTo(173L);
            assertThat(event.stored().confirmed()).isTrue();
            assertThat(event.revision()).isEqualTo(2);
            assertThat(event.position()).isGreaterThan(before);
        });
    }

    @Test
    void ingest_letsThePolledVersionCount_andKeepsTheForgedOneWithAnAlarm() {
        ingest(punch.person("666").by(Channel.WEBHOOK).observation());
        ingest(punch.observation());
        ingest(punch.person("666").by(Channel.WEBHOOK).observation());
        ingest(punch.observation());

        assertThat(events()).singleElement().satisfies(event -> {
            assertThat(event.stored().event()).isEqualTo(punch.event());
            assertThat(event.stored().confirmed()).isTrue();
            assertThat(event.revision()).isEqualTo(2);
        });
        assertThat(alarms()).singleElement().satisfies(alarm -> {
            assertThat(alarm.kind()).isEqualTo("CONTRADICTION");
            assertThat(alarm.times()).isEqualTo(1);
        });
    }

    @Test
    void ingest_keepsAPolledEvent_whenAForgedPushComesAfterIt() {
        ingest(punch.observation());
        ingest(punch.person("666").by(Channel.WEBHOOK).observation());

        assertThat(events()).singleElement().satisfies(event -> {
            assertThat(event.stored().event()).isEqualTo(punch.event());
            assertThat(event.revision()).isEqualTo(1);
        });
        assertThat(alarms()).hasSize(1);
    }

    @Test
    void ingest_storesManyInOneTransaction_andNumbersThemInTheFeed() {
        Observation[] many = IntStream.range(0, 500)
                .mapToObj(index -> punch.serial(1000L + index)
                        .time(punch.at().plusSeconds(index).toString())
                        .observation())
                .toArray(Observation[]::new);

        assertThat(ingest(many)).allMatch(Ingested::isNew).hasSize(500);
        assertThat(ingest(many)).noneMatch(Ingested::isNew).hasSize(500);

        List<FeedEvent> events = events();
        assertThat(events).hasSize(500);
        assertThat(events).extracting(FeedEvent::position).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void write_storesNothing_whenTheWorkFails() {
        assertThatThrownBy(() -> store.write(unit -> {
                    EventIngest.ingest(
                            unit, unit.devices().lock(punch.device(), NOW), List.of(punch.observation()), NOW);
                    throw new IllegalStateException("on purpose");
                }))
                .hasMessage("on purpose");

        assertThat(events()).isEmpty();
        assertThat(maybe(unit -> unit.devices().find(punch.device()))).isEmpty();
    }

    @Test
    void ingest_storesOnce_whenTwoSendersRace() throws Exception {
        Observation[] batch = IntStream.range(0, 50)
                .mapToObj(index -> punch.serial(index + 1L).observation())
                .toArray(Observation[]::new);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Callable<List<Ingested>> send = () -> ingest(batch);
            List<Ingested> all = new ArrayList<>();
            for (var answer : threads.invokeAll(List.of(send, send, send, send))) {
                all.addAll(answer.get());
            }

            assertThat(all.stream().filter(Ingested::isNew)).hasSize(50);
            assertThat(events()).hasSize(50);
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void feed_skipsNothing_whenManyWriteWhileSomebodyReads() throws Exception {
        long start = list(unit -> unit.feed().latest(1)).stream()
                .mapToLong(FeedEvent::position)
                .findFirst()
                .orElse(0);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Integer>> writers = new ArrayList<>();
            for (int writer = 1; writer <= 4; writer++) {
                Punch own = Punch.at("FEED0000" + writer);
                writers.add(threads.submit(() -> writeInPieces(own)));
            }
            List<Long> read = new ArrayList<>();
            boolean more = true;
            while (more) {
                boolean written = writers.stream().allMatch(Future::isDone);
                long after = read.isEmpty() ? start : read.get(read.size() - 1);
                List<FeedEvent> page = list(unit -> unit.feed().page(EventFilter.ALL, after, 7));
                page.forEach(event -> read.add(event.position()));
                more = !written || !page.isEmpty();
            }
            for (Future<Integer> writer : writers) {
                assertThat(writer.get()).isEqualTo(60);
            }
            assertThat(read).hasSize(4 * 60).isSorted().doesNotHaveDuplicates();
        } finally {
            threads.shutdownNow();
        }
    }

    /** Pieces of several sizes, so that transactions overlap in every way. */
    private int writeInPieces(Punch own) {
        int written = 0;
        for (int size : new int[] {1, 20, 3, 1, 10, 5, 1, 19}) {
            List<Observation> piece = IntStream.rangeClosed(written + 1, written + size)
                    .mapToObj(serial -> own.serial((long) serial)
                            .time(own.at().plusSeconds(serial).toString())
                            .observation())
                    .toList();
            store.write(unit -> EventIngest.ingest(unit, unit.devices().lock(own.device(), NOW), piece, NOW));
            written += size;
        }
        return written;
    }

    @Test
    void page_goesOnAfterAPosition_andFilters() {
        ingest(
                punch.observation(),
                punch.serial(174L).person("7").time("2026-11-23T09:00:01").observation(),
                punch.serial(175L).person("7").time("2026-11-23T09:00:02").observation());
        List<FeedEvent> all = events();

        assertThat(list(unit -> unit.feed().page(filter(), all.get(0).position(), 1)))
                .singleElement()
                .isEqualTo(all.get(1));
        EventFilter narrow = new EventFilter(
                punch.device(),
                "7",
                Instant.parse("2026-11-23T03:30:01Z"),
                Instant.parse("2026-11-23T03:30:02Z"),
                PunchKind.UNSPECIFIED);
        assertThat(list(unit -> unit.feed().page(narrow, 0, 10)))
                .singleElement()
                .isEqualTo(all.get(1));
    }

    @Test
    void id_staysTheSame_whenTheDatabaseIsOpenedAgain() {
        assertThat(openAgain(NOW.plusSeconds(1)).id()).isEqualTo(store.id());
    }

    @Test
    void texts_keepEveryCharacter() {
        ingest(punch.name("Нимал 王 😀 ' \\ %").observation());

        assertThat(events())
                .singleElement()
                .satisfies(event -> assertThat(event.stored().event().name()).isEqualTo("Нимал 王 😀 ' \\ %"));
    }

    private static <T> List<List<T>> permutations(List<T> items) {
        if (items.isEmpty()) {
            return List.of(List.of());
        }
        List<List<T>> all = new ArrayList<>();
        for (int first = 0; first < items.size(); first++) {
            List<T> rest = new ArrayList<>(items);
            T head = rest.remove(first);
            for (List<T> tail : permutations(rest)) {
                List<T> one = new ArrayList<>(List.of(head));
                one.addAll(tail);
                all.add(one);
            }
        }
        return all;
    }
}
