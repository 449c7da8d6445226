package dev.rollcall.agent.sqlite;

import static dev.rollcall.agent.testing.Events.SEEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rollcall.agent.journal.JournalException;
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
        open();

        assertThatExceptionOfType(JournalException.class)
                .isThrownBy(this::verifyEverything)
                .returns(JournalException.Trouble.DAMAGE, JournalException::trouble);

        reopen();
        assertThat(alarms()).contains("journal-rebuilt");
        assertThat(serialsOf(deliver())).containsExactly(1L, 2L, 3L);
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
