package dev.rollcall.agent.sqlite;

import static dev.rollcall.agent.testing.Events.DEVICE;
import static dev.rollcall.agent.testing.Events.SEEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rollcall.agent.journal.JournalException;
import dev.rollcall.agent.journal.PunchLog;
import java.io.RandomAccessFile;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Damage in a journal that was closed properly, so that no start looks for it; each was found by damaging journals at random. */
class SilentDamageTest extends StoreFixture {

    private static final int PAGE = 4096;

    @Test
    void indexThatDoesNotLeadToARow_isMadeAnew_onceEverythingIsVerified() throws SQLException {
        punches(1, 3);
        store.close();
        asIfMadeBy("event_by_serial", "wall_clock)", "wall_clock) where serial_no <> 2", "reindex event_by_serial");
        open();
        assertThat(store.verifyAll().isSound()).as("sound before").isFalse();

        verifyEverything();

        assertThat(store.verifyAll().faults()).isEmpty();
    }

    @Test
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void waitingEventThatOneIndexDoesNotLeadTo_isDelivered_andNotLookedForForEver() throws SQLException {
        punches(1, 3);
        store.close();
        asIfMadeBy("outbox_by_device", "event)", "event) where event <> 2", "reindex outbox_by_device");
        open();

        assertThat(serialsOf(deliver())).containsExactly(1L, 2L, 3L);
    }

    @Test
    void lostPage_stopsTheAgentOnceEverythingIsVerified_andTheNextStartMakesANewJournal() throws Exception {
        punches(1, 3);
        store.close();
        long root = raw().number("select rootpage from sqlite_schema where name = 'tally'");
        try (RandomAccessFile bytes = new RandomAccessFile(file().toFile(), "rw")) {
            bytes.seek((root - 1) * PAGE);
            bytes.write(new byte[PAGE]);
        }

        assertDamageIsFound_andTheNextStartSavesAllThree();
    }

    @Test
    void ledgerEntryOfNothing_isABrokenLedger() throws SQLException {
        punches(1, 3);
        store.close();
        asIfMadeBy(
                "ledger", " not null", "", "update ledger set kind = null, digest = null, chain = null where seq = 2");

        open();
        verifyEverything();

        assertThat(alarms()).contains("ledger-broken");
        assertThat(store.facts().health().rereads()).isNotEmpty();
        punches(1, 3);
        assertThat(serialsOf(deliver())).containsExactly(1L, 2L, 3L);
    }

    /** What its index does not lead to is stored again beside it, and no index can be made of both. */
    @Test
    void indexThatCannotBeMadeAnew_isDamage_andAJournalOpenedThereIsANewOne() throws Exception {
        punches(1, 3);
        store.close();
        storeTwice("meta", "name = 'journal-id'");

        assertDamageIsFound_andTheNextStartSavesAllThree();
    }

    @Test
    void placeInTheOutboxWithoutItsAttempts_isMadeAnew() throws SQLException {
        punches(1, 3);
        deliver();
        store.close();
        asIfMadeBy(
                "outbox",
                "attempts integer not null default 0",
                "attempts integer",
                "update outbox set attempts = null where event = 2");
        open();

        verifyEverything();

        assertThat(serialsOf(deliver())).containsExactly(2L);
        assertThat(store.verifyAll().faults()).isEmpty();
    }

    @Test
    void damagedEvent_isNotTold_andTheErrorSaysWhatToDo() throws SQLException {
        punches(1, 3);
        raw().execute("update event set printed_offset = '+05:3p' where seq = 2");

        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(() -> store.punches().next(new PunchLog.Range(DEVICE.value(), null, null, false), null, 10))
                .withMessageContaining("Event 2 of the journal is not what was written there")
                .withMessageContaining("'verify'")
                .returns(JournalException.Trouble.PASSING, JournalException::trouble);

        verifyEverything();
        assertThat(store.punches().next(new PunchLog.Range(DEVICE.value(), null, null, false), null, 10))
                .extracting(PunchLog.Entry::seq)
                .containsExactly(1L, 3L);
    }

    @Test
    void lostTableOfDevices_costsNoEvent() throws SQLException {
        punches(1, 3);
        sweep(SEEN);
        store.journal().raise("something", "front", "of a device", SEEN);
        store.close();
        raw().execute(
                        "pragma writable_schema = on",
                        "update sqlite_schema set sql = replace(sql, 'zone text', 'zone taxt') where name = 'device'");

        open();

        assertThat(alarms()).contains("journal-rebuilt");
        assertThat(serialsOf(deliver())).containsExactly(1L, 2L, 3L);
        assertThat(store.verifyAll().faults()).isEmpty();
    }

    @Test
    void rowWithAValueOfAnotherType_isLeftOut_whenTheRestIsSaved() throws SQLException {
        punches(1, 3);
        store.close();
        asIfMadeBy("meta", "value text", "value blob", "insert into meta values ('strange', x'01')");
        raw().execute(
                        "pragma writable_schema = on",
                        "update sqlite_schema set sql = replace(sql, 'zone text', 'zone taxt') where name = 'device'");

        open();

        assertThat(alarms()).contains("journal-rebuilt");
        assertThat(serialsOf(deliver())).containsExactly(1L, 2L, 3L);
    }

    private void assertDamageIsFound_andTheNextStartSavesAllThree() {
        open();
        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(this::verifyEverything)
                .returns(JournalException.Trouble.DAMAGE, JournalException::trouble);

        reopen();
        assertThat(alarms()).contains("journal-rebuilt");
        assertThat(serialsOf(deliver())).containsExactly(1L, 2L, 3L);
    }

    /** Stores rows of a table again, past the index of its key. */
    private void storeTwice(String table, String which) throws SQLException {
        String index = "sqlite_autoindex_" + table + "_1";
        String change = "update sqlite_schema set sql = replace(sql, '%s,', '%s,') where name = '" + table + "'";
        long root = raw().number("select rootpage from sqlite_schema where name = '" + index + "'");
        raw().execute(
                        "pragma writable_schema = on",
                        "delete from sqlite_schema where name = '" + index + "'",
                        change.formatted("name text primary key", "name text"));
        raw().execute("insert into " + table + " select * from " + table + " where " + which);
        raw().execute(
                        "pragma writable_schema = on",
                        change.formatted("name text", "name text primary key"),
                        "insert into sqlite_schema values ('index', '" + index + "', '" + table + "', " + root
                                + ", null)");
    }

    /** Does something to the file while its schema says something else than usual, which no other program would leave behind. */
    private void asIfMadeBy(String table, String usual, String other, String deed) throws SQLException {
        String change = "update sqlite_schema set sql = replace(sql, '%s', '%s') where name = '%s'";
        String before = raw().text("select sql from sqlite_schema where name = '" + table + "'");
        raw().execute("pragma writable_schema = on", change.formatted(usual, other, table));
        raw().execute(deed);
        raw().execute(
                        "pragma writable_schema = on",
                        "update sqlite_schema set sql = '" + before.replace("'", "''") + "' where name = '" + table
                                + "'");
    }
}
