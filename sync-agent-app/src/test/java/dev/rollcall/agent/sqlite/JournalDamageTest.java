package dev.rollcall.agent.sqlite;

import static dev.rollcall.agent.testing.Events.DEVICE;
import static dev.rollcall.agent.testing.Events.SEEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.agent.journal.JournalProof;
import dev.rollcall.agent.journal.PageTally;
import dev.rollcall.agent.outbox.ClaimedEvent;
import dev.rollcall.agent.testing.Events;
import dev.rollcall.attendance.event.Channel;
import dev.rollcall.attendance.window.Checkpoint;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not as it was written is noticed, never sent, and read again. */
class JournalDamageTest extends StoreFixture {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "raw = cast(replace(cast(raw as text), 'serialNo', 'serialMo') as blob)",
                "employee_no = '00013'",
                "wall_clock = '2026-11-23T09:00:12'",
                "serial_no = 12",
                "id = '00000000000000000000000000000000'",
                "seen_at = '2026-11-23T04:00:01Z'",
                "confirmed = 0",
                "category = 'DOOR'",
                "kind = 'NONSENSE'"
            })
    void damagedRow_isNeverSent_andIsReadAgain(String damage) throws SQLException {
        punches(1, 3);
        sweep(SEEN);
        raw().execute("update event set " + damage + " where seq = 2");

        List<ClaimedEvent> sent = deliver();

        assertThat(serialsOf(sent)).containsExactly(1L, 3L);
        assertThat(store.facts().health().damaged()).isEqualTo(1);
        assertThat(store.facts().health().damagedUnsent()).isEqualTo(1);
        assertThat(store.facts().health().rereads()).containsExactly(DEVICE.value());
        assertThat(alarms()).containsExactly("journal-damage");
        assertThat(store.journal().checkpoint(DEVICE)).isNotNull();
        assertThat(store.journal().checkpoint(DEVICE).lastSweep()).isEqualTo(Checkpoint.LONG_AGO);

        punches(1, 3);
        sweep(SEEN.plusSeconds(60));

        assertThat(deliver()).extracting(event -> event.observation()).containsExactly(Events.punch(DEVICE, 2));
        assertThat(store.facts().health().damaged()).isZero();
        assertThat(store.facts().health().rereads()).isEmpty();
        assertThat(store.verifyAll()).isEqualTo(new JournalProof(3, 5, List.of()));
    }

    @Test
    void damagedRow_isNoticedWhenItsEventIsSeenAgain_beforeAnythingIsBuiltOnIt() throws SQLException {
        punches(1, 3);
        raw().execute("update event set employee_no = '666' where seq = 2");

        PageTally again = append(Events.punch(DEVICE, 2));

        assertThat(again.journaled()).isEqualTo(1);
        assertThat(again.contradictions()).isZero();
        assertThat(deliver())
                .hasSize(3)
                .allMatch(event ->
                        event.observation().event().employeeNo().value().equals("00012"));
        assertThat(store.facts().health().damaged()).isZero();
    }

    @Test
    void settledRow_isVerifiedInTheBackground() throws SQLException {
        punches(1, 3);
        deliver();
        raw().execute("update event set name = 'Somebody' where seq = 2");

        verifyEverything();

        assertThat(store.facts().health().damaged()).isEqualTo(1);
        assertThat(store.facts().health().damagedUnsent()).isZero();
        assertThat(store.facts().health().verifiedAt()).isEqualTo(SEEN);
    }

    @Test
    void lostRow_isNoticed_andItsPlaceInTheOutboxDoesNotWaitForEver() throws SQLException {
        punches(1, 3);
        raw().execute("pragma foreign_keys = off", "delete from event where seq = 2");

        verifyEverything();
        punches(1, 3);

        assertThat(serialsOf(deliver())).containsExactly(1L, 2L, 3L);
        assertThat(store.outbox().waiting()).isZero();
        assertThat(store.verifyAll().isSound()).isTrue();
    }

    @Test
    void lostRowsAlone_doNotHoldUpTheRelay() throws SQLException {
        punches(1, 1);
        raw().execute("pragma foreign_keys = off", "delete from event");

        assertThat(deliver()).isEmpty();
        assertThat(store.outbox().waiting()).isZero();
        assertThat(store.facts().health().damagedUnsent()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update ledger set chain = zeroblob(32) where seq = 2",
                "update ledger set kind = 'changed' where seq = 2",
                "delete from ledger where seq = 2",
                "update ledger set digest = zeroblob(32) where seq = 2"
            })
    void brokenLedger_isAlarmed_andMended_andAllIsReadAgain(String damage) throws SQLException {
        punches(1, 4);
        deliver();
        sweep(SEEN);
        raw().execute(damage);

        assertThat(store.verifyAll().faults()).isNotEmpty();
        verifyEverything();
        punches(1, 4);

        assertThat(alarms()).contains("ledger-broken");
        assertThat(store.facts().health().rereads()).containsExactly(DEVICE.value());
        assertThat(store.verifyAll().isSound()).as("%s", store.verifyAll()).isTrue();
    }

    @Test
    void missingOrWrongPlaceInTheOutbox_isMended() throws SQLException {
        punches(1, 3);
        raw().execute(
                        "delete from outbox where event = 1",
                        "pragma ignore_check_constraints = on",
                        "update outbox set state = 'waitinf' where event = 2",
                        "update outbox set device = 'FX0000003' where event = 3");
        assertThat(store.verifyAll().faults()).hasSizeGreaterThanOrEqualTo(3);

        verifyEverything();

        assertThat(serialsOf(deliver())).containsExactly(1L, 2L, 3L);
    }

    @Test
    void damagedCheckpoint_isNotGoneOnFrom() throws SQLException {
        begin();
        sweep(SEEN);
        raw().execute("update checkpoint set position = '2036-11-23T09:00'");

        assertThat(store.verifyAll().faults()).hasSize(1);
        assertThat(store.journal().checkpoint(DEVICE)).isNull();
        assertThat(alarms()).containsExactly("checkpoint-damage");
    }

    @Test
    void damagedQuarantine_isFound() throws SQLException {
        quarantine("{\"a\":1}");
        raw().execute("update quarantine set raw = x'00'");

        assertThat(store.verifyAll().faults()).hasSize(1);
    }

    @Test
    void everyKindOfChange_isInTheLedger() throws SQLException {
        append(Events.punch(DEVICE, null, Events.MORNING, "00012", Channel.LISTENER));
        append(Events.punch(DEVICE, 9L, Events.MORNING, "00012", Channel.POLL));
        append(Events.punch(DEVICE, 1L, Events.MORNING, "666", Channel.LISTENER));
        append(Events.punch(DEVICE, 1L, Events.MORNING, "00012", Channel.POLL));
        append(Events.punch(DEVICE, 9L, Events.MORNING.plusHours(1), "00012", Channel.POLL));

        assertThat(store.verifyAll().faults()).isEmpty();
        assertThat(raw().number("select count(*) from ledger where kind = 'changed'"))
                .isEqualTo(2);
    }

    @Test
    void passThatBeganBeforeTheAsking_doesNotEndIt() throws SQLException {
        punches(1, 2);
        long before = begin();
        raw().execute("update event set name = 'x' where seq = 1");
        deliver();

        store.journal().endPass(before, DEVICE, checkpoint(SEEN), null, SEEN);

        assertThat(store.facts().health().rereads()).containsExactly(DEVICE.value());
    }

    @Test
    void damagedRow_isKeptForAPerson() throws SQLException {
        punches(1, 1);
        raw().execute("update event set employee_no = '666' where seq = 1");
        deliver();

        assertThat(raw().text("select found from damaged"))
                .contains("employee_no=666")
                .contains("outbox event=1");
        assertThat(store.facts().health().damagedEvents().get(0).reason()).isEqualTo(DamagedRows.OTHER_CONTENT);
    }
}
