package dev.rollcall.agent.sqlite;

import static dev.rollcall.agent.testing.Events.DEVICE;
import static dev.rollcall.agent.testing.Events.MORNING;
import static dev.rollcall.agent.testing.Events.SEEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.agent.config.DeviceConfig;
import dev.rollcall.agent.config.Secret;
import dev.rollcall.agent.journal.Acceptance;
import dev.rollcall.agent.journal.HeldRecord;
import dev.rollcall.agent.journal.JournalPage;
import dev.rollcall.agent.journal.NotUnderstood;
import dev.rollcall.agent.journal.Quarantine;
import dev.rollcall.agent.journal.QuarantinedRecord;
import dev.rollcall.agent.journal.RecordContext;
import dev.rollcall.agent.journal.TimeBounds;
import dev.rollcall.attendance.event.Channel;
import dev.rollcall.attendance.event.RawRecord;
import dev.rollcall.attendance.window.Checkpoint;
import dev.rollcall.attendance.window.DeviceClock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is kept of records that were not understood, for how long, and what a person can do about one. */
class SqliteQuarantineTest extends StoreFixture {

    private static final DeviceConfig FRONT =
            new DeviceConfig("front", "10.0.0.1", 80, "admin", Secret.of("pw"), null, null);

    @Test
    void scraps_areKeptUpToANumber_theOldestGo_andThatIsTold() {
        keep(scrap(Channel.LISTENER, 0), record(1, TimeBounds.UNKNOWN));
        for (int number = 1; number <= Quarantine.SCRAPS_KEPT + 6; number++) {
            keep(scrap(number % 2 == 0 ? Channel.STREAM : Channel.LISTENER, number));
        }

        List<HeldRecord> held = store.quarantine().held(-1, 1000);
        assertThat(held).hasSize(Quarantine.SCRAPS_KEPT + 1);
        assertThat(held.get(0).record().isOfLog())
                .as("what the log has shown stays")
                .isTrue();
        assertThat(held.get(1).record().raw().text()).contains("\"n\":7");
        assertThat(store.quarantine().dropped())
                .singleElement()
                .satisfies(dropped -> assertThat(dropped.records()).isEqualTo(7))
                .satisfies(dropped -> assertThat(dropped.deviceName()).isEqualTo("front"));
    }

    @Test
    void recordThatIsShownAgain_isKnownBetter_alsoIfAPushHasBroughtItBefore() {
        keep(scrap(Channel.STREAM, 1));
        assertThat(ofLog()).isEmpty();

        keep(again(TimeBounds.within(MORNING, MORNING.plusDays(2))));
        keep(again(TimeBounds.within(MORNING.minusDays(1), MORNING.plusHours(1))));

        assertThat(ofLog())
                .singleElement()
                .satisfies(record ->
                        assertThat(record.bounds()).isEqualTo(TimeBounds.within(MORNING, MORNING.plusHours(1))))
                .satisfies(record -> assertThat(record.serialNo()).isEqualTo(17L));
    }

    @Test
    void acceptedRecord_staysInTheList_withWhoAndWhy_andHoldsNothingBack() {
        keep(record(1, TimeBounds.at(MORNING)), record(2, TimeBounds.at(MORNING)));
        long id = store.quarantine().held(-1, 10).get(0).id();
        Acceptance acceptance = new Acceptance(SEEN, "jan", "a test of the technician");

        assertThat(store.quarantine().accept(id, acceptance)).isTrue();
        assertThat(store.quarantine().accept(4711, acceptance)).isFalse();

        HeldRecord held = store.quarantine().find(id);
        assertThat(held).isNotNull();
        assertThat(held.acceptance()).isEqualTo(acceptance);
        assertThat(ofLog()).extracting(NotUnderstood::blocks).containsExactly(false, true);
        assertThat(store.facts().device(FRONT).quarantined()).isEqualTo(1);
    }

    @Test
    void scraps_goWithTheJournalsRetention_andWhatTheLogHasShownStays() {
        keep(scrap(Channel.STREAM, 1), record(1, TimeBounds.UNKNOWN));
        Instant later = SEEN.plus(100, ChronoUnit.DAYS);
        DeviceClock clock = new DeviceClock(MORNING.plusDays(101), ZoneOffset.ofHoursMinutes(5, 30), later);
        store.journal().endPass(begin(), DEVICE, new Checkpoint(MORNING, clock, null, null), null, later);

        store.upkeep().prune(Duration.ofDays(90), later, 100);

        assertThat(store.quarantine().held(-1, 10))
                .extracting(held -> held.record().isOfLog())
                .containsExactly(true);
    }

    private List<NotUnderstood> ofLog() {
        return store.tallies().notUnderstood(DEVICE);
    }

    private void keep(QuarantinedRecord... records) {
        store.journal().append(new JournalPage(begin(), DEVICE, List.of(), List.of(records), 0, null, SEEN));
    }

    private static QuarantinedRecord scrap(Channel channel, int number) {
        return new QuarantinedRecord("cut", raw(number), new RecordContext(null, null, null, channel), 17L);
    }

    private static QuarantinedRecord again(TimeBounds bounds) {
        return new QuarantinedRecord("cut", raw(1), RecordContext.UNKNOWN, 17L, bounds);
    }

    private static QuarantinedRecord record(int number, TimeBounds bounds) {
        return new QuarantinedRecord(
                "strange", RawRecord.ofText("{\"strange\":" + number + "}"), RecordContext.UNKNOWN, null, bounds);
    }

    private static RawRecord raw(int number) {
        return RawRecord.ofText("{\"serialNo\":17,\"n\":" + number);
    }
}
