package dev.rollcall.receiver.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.attendance.event.Channel;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.receiver.store.OtherVersion;
import dev.rollcall.receiver.testing.InMemoryStore;
import dev.rollcall.receiver.testing.InMemoryStore.Kept;
import dev.rollcall.receiver.testing.Punch;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A forged push, the true push without its serial, and the poll that shows which is which: in every order both versions stay. */
class ForgedBesideTrueTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    private final InMemoryStore store = new InMemoryStore("in-memory");
    private final Punch punch = Punch.at("DEV000001");
    private final List<Observation> sights = List.of(
            punch.person("666").by(Channel.WEBHOOK).observation(),
            punch.serial(null).by(Channel.WEBHOOK).observation(),
            punch.observation());

    @ParameterizedTest
    @ValueSource(strings = {"012", "021", "102", "120", "201", "210"})
    void trueVersionCounts_withItsOwnBytes_andTheForgedOneIsKept(String order) {
        for (char place : order.toCharArray()) {
            ingest(sights.get(place - '0'));
        }

        assertThat(store.kept()).singleElement().satisfies(this::isTrue);
    }

    /** The second forged push fits both: the true event by its serial, the first forged one by its person. */
    @Test
    void twoForgedPushes_oneWithoutSerial_takeNothingFromTheTrueEvent() {
        ingest(punch.serial(null).person("666").by(Channel.WEBHOOK).observation());
        ingest(punch.observation());
        ingest(punch.person("666").by(Channel.WEBHOOK).observation());

        assertThat(store.kept()).hasSize(2);
        assertThat(store.kept())
                .filteredOn(kept -> kept.stored().confirmed())
                .singleElement()
                .satisfies(this::isTrue);
        assertThat(store.kept())
                .filteredOn(kept -> !kept.stored().confirmed())
                .singleElement()
                .satisfies(
                        kept -> assertThat(kept.stored().event().employeeNo()).hasToString("666"));
    }

    /** Two agents read the true event, one before and one after the terminal's zone was changed; the push names another person. */
    @ParameterizedTest
    @ValueSource(strings = {"012", "021", "102", "120", "201", "210"})
    void forgedPush_besideTheTrueEventUnderTwoOffsets_isOneEvent(String order) {
        List<Observation> seen = List.of(
                punch.person("666").by(Channel.WEBHOOK).observation(),
                punch.observation(),
                punch.time("2026-11-23T10:00:00").observation());
        for (char place : order.toCharArray()) {
            ingest(seen.get(place - '0'));
        }

        assertThat(store.kept()).singleElement().satisfies(this::isTrue);
    }

    private void isTrue(Kept kept) {
        assertThat(kept.stored().event().employeeNo()).hasToString("00012");
        assertThat(kept.stored().event().serialNo()).isEqualTo(173);
        assertThat(kept.stored().confirmed()).isTrue();
        assertThat(kept.raw().text()).contains("00012");
        assertThat(kept.versions())
                .extracting(OtherVersion::event)
                .extracting(event -> event.employeeNo().value())
                .contains("666");
    }

    private void ingest(Observation seen) {
        List<Ingested> unused = store.write(
                unit -> EventIngest.ingest(unit, unit.devices().lock(punch.device(), NOW), List.of(seen), NOW));
    }
}
