package dev.rollcall.receiver.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.receiver.jdbc.Database;
import dev.rollcall.receiver.jdbc.DatabaseSettings;
import dev.rollcall.receiver.jdbc.JdbcStore;
import dev.rollcall.receiver.store.Device;
import dev.rollcall.receiver.store.FeedEvent;
import dev.rollcall.receiver.store.InboxResult;
import dev.rollcall.receiver.store.Store;
import dev.rollcall.receiver.testing.Stores;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The inbox in one thread under a fixed clock. */
class InboxTranslationTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-24T10:00:00Z"));

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void run_takesUpWhatAnEarlierRunLeft_inPieces(boolean postgres) {
        DatabaseSettings settings = postgres ? Stores.postgres(folder) : Stores.sqlite(folder);
        AtomicInteger wakes = new AtomicInteger();
        try (Database database = Database.open(settings)) {
            Store store = JdbcStore.in(database, CLOCK.instant());
            Device device = store.write(unit -> unit.devices().lock(DeviceKey.of("INB000001"), CLOCK.instant()));
            InboxQueue queue = new InboxQueue(10, new InboxQueue.Waits(Duration.ofSeconds(5), Duration.ofSeconds(5)));
            InboxWriting writing =
                    new InboxWriting(store, queue, new InboxWriting.Group(10, 1000), wakes::incrementAndGet);
            Intake intake = new Intake(queue, writing, CLOCK, writing::run);
            for (int serial = 1; serial <= 3; serial++) {
                intake.take(device, "application/json", body(serial).getBytes(UTF_8), false, "::1");
            }
            assertThat(wakes).hasValue(3);
        }

        try (Database database = Database.open(settings)) {
            Store store = JdbcStore.in(database, CLOCK.instant());
            InboxTranslation translation = new InboxTranslation(store, CLOCK, 2);

            assertThat(translation.run()).isTrue();
            assertThat(translation.run()).isFalse();
            assertThat(translation.run()).isFalse();

            Map<InboxResult.State, Long> counts =
                    store.read(unit -> unit.inbox().counts());
            long events = store.read(unit -> unit.feed().count());
            assertThat(counts).isEqualTo(Map.of(InboxResult.State.DONE, 3L));
            assertThat(events).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void bodiesOfOneDevice_areTranslatedTogether_eachWithTheTimeItCame(boolean postgres) {
        DatabaseSettings settings = postgres ? Stores.postgres(folder) : Stores.sqlite(folder);
        AtomicReference<Instant> now = new AtomicReference<>(CLOCK.instant());
        try (Database database = Database.open(settings)) {
            Store store = JdbcStore.in(database, CLOCK.instant());
            InboxQueue queue = new InboxQueue(10, new InboxQueue.Waits(Duration.ofSeconds(5), Duration.ofSeconds(5)));
            InboxWriting writing = new InboxWriting(store, queue, new InboxWriting.Group(10, 1000), () -> {});
            Intake intake = new Intake(queue, writing, now::get, writing::run);
            Device one = store.write(unit -> unit.devices().lock(DeviceKey.of("INB000001"), CLOCK.instant()));
            Device two = store.write(unit -> unit.devices().lock(DeviceKey.of("INB000002"), CLOCK.instant()));
            for (Device device : List.of(one, two, one, one)) {
                int serial = device == two || now.get().equals(CLOCK.instant().plusSeconds(2)) ? 1 : 2;
                intake.take(device, "application/json", body(serial).getBytes(UTF_8), false, "::1");
                now.updateAndGet(time -> time.plusSeconds(1));
            }

            new InboxTranslation(store, CLOCK, 10).run();

            List<FeedEvent> events = store.read(unit -> unit.feed().latest(10));
            Map<InboxResult.State, Long> counts =
                    store.read(unit -> unit.inbox().counts());
            assertThat(counts).isEqualTo(Map.of(InboxResult.State.DONE, 4L));
            assertThat(events)
                    .extracting(
                            event -> event.deviceName() + " "
                                    + event.stored().event().serialNo(),
                            event -> event.receivedAt().getEpochSecond()
                                    - CLOCK.instant().getEpochSecond())
                    .containsExactlyInAnyOrder(
                            tuple("INB000001 2", 0L), tuple("INB000002 1", 1L), tuple("INB000001 1", 2L));
        }
    }

    private static String body(int serial) {
        return "{\"dateTime\":\"2026-11-23T09:00:00+05:30\",\"eventType\":\"AccessControllerEvent\","
                + "\"AccessControllerEvent\":{\"majorEventType\":5,\"subEventType\":75,\"employeeNoString\":\"1\","
                + "\"serialNo\":" + serial + "}}";
    }
}
