package dev.rollcall.agent.sqlite;

import static dev.rollcall.agent.testing.Events.DEVICE;
import static dev.rollcall.agent.testing.Events.MORNING;
import static dev.rollcall.agent.testing.Events.SEEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.agent.config.DeviceConfig;
import dev.rollcall.agent.config.Secret;
import dev.rollcall.agent.journal.JournalContract;
import dev.rollcall.agent.journal.JournalException;
import dev.rollcall.agent.journal.JournalPage;
import dev.rollcall.agent.journal.StorePorts;
import dev.rollcall.agent.outbox.ClaimedBatch;
import dev.rollcall.agent.testing.Events;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.attendance.exchange.OutcomeMessage;
import dev.rollcall.attendance.exchange.ReceiptMessage;
import dev.rollcall.attendance.window.Checkpoint;
import dev.rollcall.isapi.PasswordRefusals;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class SqliteStoreTest extends JournalContract {

    private Path file;
    private SqliteStore store;

    @Override
    protected StorePorts open(Path folder) {
        file = folder.resolve("journal.db");
        store = SqliteStore.open(file, InstantSource.system());
        return SqlitePorts.of(store);
    }

    @Test
    void failingPage_leavesNothingBehind() throws SQLException {
        append(Events.punch(DEVICE, 1));
        raw("create trigger broken before insert on checkpoint begin select raise(abort, 'disk on fire'); end");
        Observation second = Events.punch(DEVICE, 2);
        long pass = begin();

        assertThatThrownBy(() -> store.journal()
                        .append(new JournalPage(
                                pass,
                                DEVICE,
                                List.of(second),
                                List.of(),
                                5,
                                new Checkpoint(MORNING, null, null, null),
                                SEEN)))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("journal.db");

        assertThat(facts().device(FRONT).events()).isEqualTo(1);
        assertThat(outbox().waiting()).isEqualTo(1);
        assertThat(journal().checkpoint(DEVICE)).isNull();
        assertThat(number("select read from pass where seq = " + pass)).isZero();
    }

    @Test
    void journal_goesOnAfterAFailure() throws SQLException {
        raw("create trigger broken before insert on event begin select raise(abort, 'disk on fire'); end");
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> append(Events.punch(DEVICE, 1))).isInstanceOf(JournalException.class);
        }

        raw("drop trigger broken");
        append(Events.punch(DEVICE, 1));

        assertThat(facts().device(FRONT).events()).isEqualTo(1);
    }

    @Test
    void passes_accountForEveryRecord() throws SQLException {
        append(Events.punch(DEVICE, 1), Events.punch(DEVICE, 2));
        append(Events.punch(DEVICE, 2), Events.punch(DEVICE, 3));

        assertThat(number("select count(*) from pass where read <> journaled + known + ignored + quarantined"))
                .isZero();
        assertThat(number("select sum(read) from pass")).isEqualTo(4);
    }

    @Test
    void journal_survivesReopening_withItsClaimsPutBack() {
        append(Events.punch(DEVICE, 1));
        claim(1);
        String agent = journal().agentId();
        store.close();
        openAgain();

        assertThat(journal().agentId()).isEqualTo(agent);
        assertThat(claim(1).events()).hasSize(1);
    }

    @Test
    void durability_isAsPromised() throws SQLException {
        assertThat(number("pragma foreign_key_check")).isZero();
        assertThat(text("pragma journal_mode")).isEqualTo("wal");
    }

    @Test
    void newerTables_areRefused() throws SQLException {
        raw("pragma user_version = 99");
        store.close();

        assertThatThrownBy(() -> SqliteStore.open(file, InstantSource.system()))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("newer agent")
                .hasMessageContaining("99");
        assertThatThrownBy(() -> SqliteStore.openReadOnly(file)).isInstanceOf(JournalException.class);
    }

    @Test
    void receiversOwnId_isAdoptedAsAlias() throws SQLException {
        append(Events.punch(DEVICE, 1));
        ClaimedBatch batch = claim(1);
        String mine = batch.events().get(0).id().hex();
        String theirs = "ab".repeat(16);
        outbox().settle(
                        batch,
                        new ReceiptMessage(
                                true,
                                batch.batchId(),
                                1,
                                0,
                                0,
                                List.of(),
                                List.of(new OutcomeMessage(mine, "KNOWN", theirs, null)),
                                "s"),
                        null,
                        SEEN);

        assertThat(text("select e.id from alias a join event e on e.seq = a.event where a.id = '" + theirs + "'"))
                .isEqualTo(mine);
        assertThat(text("select stored_as from outbox")).isEqualTo(theirs);
    }

    @Test
    void readOnly_seesWhatIsCommitted_besideTheWriter_andWritesNothing() {
        append(Events.punch(DEVICE, 1));
        try (SqliteStore reader = SqliteStore.openReadOnly(file)) {
            assertThat(reader.facts().device(FRONT).events()).isEqualTo(1);
            append(Events.punch(DEVICE, 2));
            assertThat(reader.facts().device(FRONT).events()).isEqualTo(2);
            assertThatThrownBy(() -> reader.outbox().putBackLapsedClaims()).isInstanceOf(JournalException.class);
        }
    }

    @Test
    void latch_isPerDeviceUserAndPassword_andClearsForAll() {
        DeviceConfig otherPassword = new DeviceConfig("front", "10.0.0.1", 80, "admin", Secret.of("other"), null, null);
        DeviceConfig renamed = new DeviceConfig("renamed", "10.0.0.1", 80, "admin", Secret.of("pw"), null, null);
        PasswordRefusals twice = PasswordRefusals.NONE.refused(true, 4, SEEN).refused(true, 3, SEEN);
        store.latch().store(FRONT, twice);
        store.close();
        openAgain();

        assertThat(store.latch().refusals(FRONT)).isEqualTo(twice);
        assertThat(store.latch().refusals(renamed)).isEqualTo(twice);
        assertThat(store.latch().refusals(otherPassword)).isEqualTo(PasswordRefusals.NONE);
        store.latch().store(FRONT, PasswordRefusals.NONE.locked(Duration.ofMinutes(30), SEEN));
        assertThat(store.latch().refusals(FRONT).lockedUntil()).isNotNull();
        store.latch().clear(renamed);
        assertThat(store.latch().refusals(FRONT)).isEqualTo(PasswordRefusals.NONE);
    }

    @Test
    void file_holdsNoPassword() throws IOException {
        DeviceConfig device = new DeviceConfig("f", "h", 80, "admin", Secret.of("canary-password"), null, null);
        store.latch().store(device, PasswordRefusals.NONE.refused(true, null, SEEN));
        store.close();

        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                .doesNotContain("canary");
        openAgain();
    }

    private void raw(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            Database.execute(connection, sql);
        }
    }

    private String text(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                ResultSet rows = connection.createStatement().executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : "0";
        }
    }

    private long number(String sql) throws SQLException {
        return Long.parseLong(text(sql));
    }
}
