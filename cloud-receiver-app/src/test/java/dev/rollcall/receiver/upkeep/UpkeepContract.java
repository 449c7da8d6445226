package dev.rollcall.receiver.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.attendance.event.Channel;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.receiver.ingest.EventIngest;
import dev.rollcall.receiver.jdbc.Database;
import dev.rollcall.receiver.jdbc.DatabaseSettings;
import dev.rollcall.receiver.jdbc.JdbcStore;
import dev.rollcall.receiver.jdbc.RowCount;
import dev.rollcall.receiver.query.DeviceList;
import dev.rollcall.receiver.query.DeviceList.DeviceView;
import dev.rollcall.receiver.store.InboxItem;
import dev.rollcall.receiver.store.InboxResult;
import dev.rollcall.receiver.store.Store;
import dev.rollcall.receiver.testing.Punch;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What every store must do in its upkeep. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class UpkeepContract {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    private Database database;
    private Store store;

    abstract DatabaseSettings settings(Path folder);

    @BeforeAll
    void open(@TempDir Path folder) {
        database = Database.open(settings(folder));
        store = JdbcStore.in(database, NOW);
    }

    @AfterAll
    void close() {
        database.close();
    }

    private void ingest(Instant receivedAt, Observation... observations) {
        store.write(unit -> EventIngest.ingest(
                unit,
                unit.devices().lock(observations[0].event().device(), receivedAt),
                List.of(observations),
                receivedAt));
    }

    private DeviceView device(Punch punch) {
        return new DeviceList(store)
                .all().stream()
                        .filter(view -> view.key().equals(punch.device().value()))
                        .findFirst()
                        .orElseThrow();
    }

    private long facts() {
        return store.read(unit -> unit.feed().count());
    }

    private void derive(Instant now) {
        EpochDerivation step = new EpochDerivation(store, InstantSource.fixed(now), Duration.ofMinutes(10));
        while (step.run()) {
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        }
    }

    @Test
    void epochs_areDerivedFromSerialsThatFallWhileTimeGoesOn_andAgainWhenMoreComes() {
        Punch punch = Punch.at("EPOCH0001");
        ingest(
                NOW,
                punch.serial(500L).time("2026-11-02T08:00:00").observation(),
                punch.serial(501L).time("2026-11-02T09:00:00").observation(),
                punch.serial(1L).time("2026-11-10T08:00:00").observation(),
                punch.serial(2L).time("2026-11-10T09:00:00").observation());
        derive(NOW);

        assertThat(device(punch).epochs())
                .extracting(DeviceList.EpochView::firstSerial, DeviceList.EpochView::lastSerial)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(500L, 501L), org.assertj.core.groups.Tuple.tuple(1L, 2L));

        ingest(NOW, punch.serial(3L).time("2026-11-10T10:00:00").observation());
        derive(NOW.plusSeconds(60));
        assertThat(device(punch).epochs())
                .last()
                .extracting(DeviceList.EpochView::lastSerial)
                .isEqualTo(2L);
        derive(NOW.plusSeconds(3600));
        assertThat(device(punch).epochs())
                .last()
                .extracting(DeviceList.EpochView::lastSerial)
                .isEqualTo(3L);
    }

    @Test
    void epochs_areTheSame_inWhateverOrderTheEventsCame() {
        List<String> times = List.of("2026-11-02T08:00:00", "2026-11-02T09:00:00", "2026-11-10T08:00:00");
        List<Long> serials = List.of(70L, 71L, 1L);
        Punch straight = Punch.at("EPOCH0002");
        Punch backwards = Punch.at("EPOCH0003");
        for (int index = 0; index < 3; index++) {
            ingest(
                    NOW,
                    straight.serial(serials.get(index)).time(times.get(index)).observation());
            ingest(
                    NOW,
                    backwards
                            .serial(serials.get(2 - index))
                            .time(times.get(2 - index))
                            .observation());
            derive(NOW.plusSeconds(1000L * (index + 10)));
        }

        assertThat(device(straight).epochs())
                .hasSize(2)
                .isEqualTo(device(backwards).epochs());
    }

    @Test
    void reprints_areCounted_andAreNoEpoch() {
        Punch punch = Punch.at("EPOCH0004");
        ingest(
                NOW,
                punch.serial(10L).time("2026-11-02T08:00:00").observation(),
                punch.serial(11L).time("2026-11-02T08:10:00").observation(),
                punch.serial(10L).time("2026-11-02T09:00:00").observation());
        derive(NOW);

        assertThat(device(punch).reprints()).isEqualTo(1);
        assertThat(device(punch).epochs()).hasSize(1);
    }

    @Test
    void rawRecords_goInBoundedSteps_whenTheirMonthIsOldEnough_andEveryFactStays() {
        Punch punch = Punch.at("RAWRET001");
        Instant longAgo = NOW.minus(Duration.ofDays(400));
        Observation[] old = Stream.iterate(1L, serial -> serial + 1)
                .limit(25)
                .map(serial -> punch.serial(serial)
                        .time("2025-03-03T08:00:" + String.format("%02d", serial))
                        .observation())
                .toArray(Observation[]::new);
        ingest(longAgo, old);
        ingest(longAgo, punch.serial(26L).time("1970-01-01T08:00:00").observation());
        ingest(
                longAgo,
                punch.serial(1L)
                        .person("666")
                        .by(Channel.WEBHOOK)
                        .time("2025-03-03T08:00:01")
                        .observation());
        ingest(NOW, punch.serial(27L).time("2026-11-03T08:00:00").observation());
        ingest(NOW, punch.serial(28L).time("1970-01-01T08:00:01").observation());
        long facts = facts();
        long rawBefore = RowCount.of(database, "event_raw");
        RawRetention step = new RawRetention(store, InstantSource.fixed(NOW), Duration.ofDays(90), 10);

        assertThat(step.run()).isTrue();
        assertThat(rawBefore - RowCount.of(database, "event_raw")).isEqualTo(11);
        while (step.run()) {
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        }

        assertThat(RowCount.of(database, "event_raw")).isEqualTo(rawBefore - 26);
        assertThat(RowCount.of(database, "event_version where raw is not null")).isZero();
        assertThat(RowCount.of(database, "event_version")).isEqualTo(1);
        assertThat(facts()).isEqualTo(facts);
        ingest(NOW, old);
        assertThat(facts()).isEqualTo(facts);
    }

    @Test
    void bodies_go_onlyWhenWhatTheySayIsStored() {
        Punch punch = Punch.at("RAWRET002");
        Instant longAgo = NOW.minus(Duration.ofDays(400));
        store.write(unit -> {
            int device = unit.devices().lock(punch.device(), NOW).id();
            for (InboxResult.State state : InboxResult.State.values()) {
                long id = unit.inbox().add(new InboxItem(0, device, null, new byte[] {1}, false, null, longAgo));
                InboxItem item = new InboxItem(id, device, null, new byte[] {1}, false, null, longAgo);
                unit.inbox().settle(item, new InboxResult(state, 0, 0, 0, null));
            }
            return device;
        });
        RawRetention step = new RawRetention(store, InstantSource.fixed(NOW), Duration.ofDays(90), 10);
        while (step.run()) {
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        }

        assertThat(store.read(unit -> unit.inbox().counts()).keySet())
                .containsExactlyInAnyOrder(InboxResult.State.RECEIVED, InboxResult.State.PARKED);
    }

    @Test
    void P14_eventEditedByHand_isFound_andTheOthersAreNot() {
        Punch punch = Punch.at("EDITED001");
        ingest(
                NOW,
                punch.serial(1L).observation(),
                punch.serial(2L).time("2026-11-23T10:00:03").observation(),
                punch.serial(2L).time("2026-11-23T11:00:03").observation(),
                punch.serial(null)
                        .time("2026-11-23T10:00:04")
                        .by(Channel.WEBHOOK)
                        .observation());
        countAll(NOW);
        assertThat(device(punch).alarms()).isEmpty();

        RowCount.execute(
                database,
                "update @event set employee_no = '666' where serial_no = 1 and device_id ="
                        + " (select id from @device where device_key = 'EDITED001')");
        countAll(NOW.plus(Duration.ofDays(2)));
        assertThat(device(punch).alarms())
                .extracting(DeviceList.AlarmView::kind)
                .containsExactlyInAnyOrder("EDITED", "RECOUNTED");
        RowCount.execute(database, "update @event set employee_no = '00012' where employee_no = '666'");
    }

    private void countAll(Instant now) {
        RecountStep step = new RecountStep(store, InstantSource.fixed(now), Duration.ofDays(1));
        int steps = 0;
        while (step.run()) {
            assertThat(++steps).isLessThan(100);
        }
    }
}
