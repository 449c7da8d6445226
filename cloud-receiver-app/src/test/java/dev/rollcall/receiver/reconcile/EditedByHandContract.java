package dev.rollcall.receiver.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.attendance.exchange.TalliesAnswer.Difference;
import dev.rollcall.attendance.reconcile.EventKey;
import dev.rollcall.receiver.jdbc.RowCount;
import dev.rollcall.receiver.testing.Punch;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What both databases have to do with rows that a person at the database changed or deleted: notice, say so, take them again. */
abstract class EditedByHandContract extends TallyFixture {

    /** Every column that says something; a person at the database leaves the hashes as they are. */
    @ParameterizedTest
    @CsvSource({
        "employee_no, '''666'''",
        "wall_clock, wall_clock + 60",
        "occurred_at, occurred_at + 60000",
        "kind, '''CHECK_OUT'''",
        "name, '''Somebody'''",
        "major, 3",
        "minor, 76",
        "door, 9",
        "card_no, '''4711'''",
        "serial_no, serial_no + 1000",
        "time_quality, '''NONSENSE'''",
        "category, '''NONSENSE'''",
        "verify_method, '''NONSENSE'''",
        "content_digest, raw",
    })
    void rowEditedByHand_isNamed_andTheTerminalsLogPutsItRight(String column, String value) {
        String key = "ED" + Integer.toHexString(column.hashCode() & 0xFFFFFFF);
        List<EventKey> keys = stored(key, 12);
        String bytes = settingsArePostgres() ? "'\\x01'::bytea" : "x'01'";
        RowCount.execute(
                database,
                "update @event set " + column + " = " + (value.equals("raw") ? bytes : value)
                        + " where serial_no = 5 and device_id = (select id from @device where device_key = '" + key
                        + "')");

        assertThat(ask(key, keys, "ALL", true)).hasSize(1);
        Difference named = ask(key, keys, "EVENT", false).get(0);
        assertThat(named.missing()).isEmpty();
        assertThat(named.events())
                .singleElement()
                .satisfies(
                        held -> assertThat(held.id()).isEqualTo(keys.get(4).id().hex()))
                .satisfies(held -> assertThat(held.asWritten()).isFalse());
        assertThat(alarms(key)).contains("EDITED", "RECOUNTED");

        ingest(List.of(punch(key, 5).observation()));
        assertThat(ask(key, keys, "ALL", false)).isEmpty();
        assertThat(kept(key)).isEqualTo(counted(key));
        assertThat(recount.all(device(key))).isEmpty();
    }

    @Test
    void editedRow_isFoundAsLongAsItIsEdited_andTheDayOnce() {
        stored("EDITED100", 12);
        String where = " where serial_no = 5 and device_id = (select id from @device where device_key = 'EDITED100')";
        RowCount.execute(database, "update @event set employee_no = '666'" + where);

        assertThat(recount.all(device("EDITED100"))).hasSize(2);
        // Often enough for a driver to begin to read otherwise.
        for (int again = 0; again < 12; again++) {
            assertThat(recount.all(device("EDITED100"))).hasSize(1);
        }

        ingest(List.of(punch("EDITED100", 5).observation()));

        assertThat(recount.all(device("EDITED100"))).isEmpty();
        assertThat(alarms("EDITED100")).contains("EDITED", "RECOUNTED");
    }

    @Test
    void channelThatCannotBeRead_holdsUpNeitherEventsNorCounting() {
        List<EventKey> keys = stored("CHANNEL01", 12);
        RowCount.execute(database, "update @event set channel = 'NONSENSE' where serial_no = 5");

        ingest(List.of(punch("CHANNEL01", 5).observation()));

        assertThat(recount.all(device("CHANNEL01"))).isEmpty();
        assertThat(ask("CHANNEL01", keys, "ALL", false)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"event", "event_identity"})
    void rowDeletedByHand_isMissed_andStoredWhenItIsSentAgain(String table) {
        String key = table.equals("event") ? "DELETED01" : "DELETED02";
        List<EventKey> keys = stored(key, 12);
        RowCount.execute(
                database,
                "delete from @" + table
                        + " where serial_no = 5 and device_id = (select id from @device where device_key = '" + key
                        + "')");

        assertThat(ask(key, keys, "ALL", true)).hasSize(1);
        assertThat(ask(key, keys, "EVENT", false).get(0).missing())
                .containsExactly(keys.get(4).id().hex());

        ingest(List.of(punch(key, 5).observation()));

        assertThat(ask(key, keys, "ALL", true)).isEmpty();
        assertThat(kept(key)).isEqualTo(counted(key));
    }

    @Test
    void deletedRow_noticedFirstBySendingItAgain_isCountedAnew() {
        List<EventKey> keys = stored("DELETED03", 12);
        RowCount.execute(
                database,
                "delete from @event where serial_no = 5 and device_id = (select id from @device where device_key = 'DELETED03')");
        ingest(List.of(punch("DELETED03", 5).observation()));

        assertThat(ask("DELETED03", keys, "ALL", false))
                .extracting(Difference::state)
                .containsExactly("COUNTING");
        assertThat(ask("DELETED03", keys, "ALL", true)).isEmpty();
        assertThat(ask("DELETED03", keys, "ALL", false)).isEmpty();
    }

    /** Nothing of such an hour is left but what is kept of it. */
    @ParameterizedTest
    @CsvSource({"false", "true"})
    void allRowsOfADeviceDeletedByHand_areMissed(boolean othersStay) {
        String key = othersStay ? "EMPTIED02" : "EMPTIED01";
        List<EventKey> keys = stored(key, 12);
        if (othersStay) {
            ingest(List.of(
                    Punch.at(key).serial(900L).time("2026-08-03T09:00:00").observation()));
        }
        for (String table : List.of("event", "event_identity")) {
            RowCount.execute(
                    database,
                    "delete from @" + table + " where serial_no < 900 and device_id ="
                            + " (select id from @device where device_key = '" + key + "')");
        }

        assertThat(recount.all(device(key)))
                .singleElement()
                .satisfies(sentence -> assertThat(sentence).contains("2026-11-23"));
        assertThat(kept(key).total().events()).isEqualTo(othersStay ? 1 : 0);
        assertThat(ask(key, keys, "ALL", false)).hasSize(1);
        assertThat(alarms(key)).containsExactly("RECOUNTED");
        assertThat(recount.all(device(key))).isEmpty();
    }

    private boolean settingsArePostgres() {
        return database.describe().contains("postgresql");
    }
}
