package dev.rollcall.agent.sqlite;

import static dev.rollcall.agent.testing.Events.DEVICE;
import static dev.rollcall.agent.testing.Events.MORNING;
import static dev.rollcall.agent.testing.Events.SEEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.agent.config.DeviceConfig;
import dev.rollcall.agent.config.Secret;
import dev.rollcall.agent.journal.Acceptance;
import dev.rollcall.agent.journal.Acceptances;
import dev.rollcall.agent.journal.AcceptedLoss;
import dev.rollcall.agent.journal.JournalException;
import dev.rollcall.agent.journal.LogLosses;
import dev.rollcall.attendance.window.Checkpoint;
import dev.rollcall.attendance.window.LostTime;
import dev.rollcall.isapi.PasswordRefusals;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A journal of the first version becomes one of this version in one transaction, or stays what it was. */
class MigrationTest extends StoreFixture {

    private static final List<String> TABLES =
            List.of("meta", "device", "event", "alias", "outbox", "quarantine", "pass");

    private static final Acceptance ACCEPTANCE = new Acceptance(SEEN, "jan", "asked everybody");

    private static final DeviceConfig FRONT =
            new DeviceConfig("front", "10.0.0.1", 80, "admin", Secret.of("pw"), null, null);

    @Test
    void firstVersion_isTakenOver_withDigests() throws IOException, SQLException {
        Path old = firstVersion();

        for (int start = 0; start < 2; start++) {
            try (SqliteStore opened = SqliteStore.open(old, InstantSource.fixed(SEEN))) {
                assertThat(opened.verifyAll().faults()).isEmpty();
                assertThat(opened.verifyAll().events()).isEqualTo(1_500);
                assertThat(opened.outbox().waiting()).isEqualTo(1_500);
                assertThat(opened.facts().health().alarms()).isEmpty();
            }
        }
    }

    @Test
    void failureHalfWay_leavesTheFirstVersionIntact() throws IOException, SQLException {
        Path old = firstVersion();
        RawFile raw = new RawFile(old);
        raw.execute("create table tally (in_the_way integer)");

        assertThatThrownBy(() -> SqliteStore.open(old, InstantSource.fixed(SEEN)))
                .isInstanceOf(JournalException.class);

        assertThat(raw.number("pragma user_version")).isEqualTo(1);
        assertThat(raw.number("select count(*) from sqlite_schema where name = 'ledger'"))
                .isZero();
        assertThat(raw.number("select count(*) from event")).isEqualTo(1_500);
        raw.execute("drop table tally");
        try (SqliteStore opened = SqliteStore.open(old, InstantSource.fixed(SEEN))) {
            assertThat(opened.verifyAll().isSound()).isTrue();
        }
    }

    /** Refusals of a version that did not count silence stay; what it had accepted is accepted once more. */
    @Test
    void fourthVersion_keepsItsRefusals_andCountsSilenceFromThenOn() throws SQLException {
        PasswordRefusals refused = PasswordRefusals.NONE.refused(true, 4, SEEN);
        store.latch().store(FRONT, refused);
        store.close();
        fifthVersion();
        new RawFile(file()).execute("drop table presentation", "pragma user_version = 4");

        open();
        assertThat(store.latch().refusals(FRONT)).isEqualTo(refused);
        store.latch().store(FRONT, refused.presented(SEEN));
        store.close();
        open();
        assertThat(store.latch().refusals(FRONT)).isEqualTo(refused.presented(SEEN));
        assertThat(store.verifyAll().isSound()).isTrue();
    }

    @Test
    void damagedJournalOfAnOlderVersion_isSaved_withWhatWasNotUnderstood() throws SQLException {
        punches(1, 3);
        quarantine("{}");
        store.close();
        fifthVersion();

        try (Database fresh = Database.open(folder.resolve("fresh.db"))) {
            assertThat(new Salvage(file(), fresh).run(3).events()).isEqualTo(3);
            assertThat(new SqliteQuarantine(fresh).held(-1, 10)).hasSize(1);
        }
        open();
    }

    /** What of an older journal is lost stays so, and can be accepted from then on. */
    @Test
    void sixthVersion_keepsTheTimesThatNobodyRead() throws SQLException {
        LostTime time = new LostTime(MORNING, MORNING.plusHours(1), SEEN);
        store.journal().keepLostTimes(DEVICE, List.of(time));
        store.close();
        sixthVersion();
        new RawFile(file()).execute("update lost_time set accepted = 0");

        open();
        assertThat(store.journal().losses(DEVICE)).isEqualTo(new LogLosses(List.of(time), Acceptances.NONE));
        store.journal().accept(DEVICE, AcceptedLoss.of(time, ACCEPTANCE));
        store.close();
        open();
        assertThat(store.journal().losses(DEVICE).openTimes()).isEmpty();
        assertThat(store.verifyAll().isSound()).isTrue();
    }

    @Test
    void damagedJournalOfTheSixthVersion_isSaved_withTheTimesThatNobodyRead() throws SQLException {
        LostTime time = new LostTime(MORNING, MORNING.plusHours(1), SEEN);
        store.journal().keepLostTimes(DEVICE, List.of(time));
        store.close();
        sixthVersion();

        try (Database fresh = Database.open(folder.resolve("fresh.db"))) {
            new Salvage(file(), fresh).run(3);
            assertThat(journal(fresh).losses(DEVICE)).isEqualTo(new LogLosses(List.of(time), Acceptances.NONE));
        }
        open();
    }

    @Test
    void seventhVersion_knowsWhatWasReadOfTheLog() throws SQLException {
        wasRead();
        seventhVersion();

        open();
        assertThat(store.journal().latestRead(DEVICE, null)).isEqualTo(MORNING.plusSeconds(2));
    }

    @Test
    void damagedJournalOfTheSeventhVersion_isSaved_withWhatWasReadOfTheLog() throws SQLException {
        wasRead();
        seventhVersion();

        try (Database fresh = Database.open(folder.resolve("fresh.db"))) {
            new Salvage(file(), fresh).run(3);
            assertThat(journal(fresh).latestRead(DEVICE, null)).isEqualTo(MORNING.plusSeconds(2));
        }
        open();
    }

    private void wasRead() {
        punches(1, 2);
        long pass = store.journal().beginPass(DEVICE, "FIRST_PASS", SEEN);
        store.journal().endPass(pass, DEVICE, new Checkpoint(MORNING, null, null, null), null, SEEN);
        store.close();
    }

    @Test
    void damagedJournal_isSaved_withWhatWasAccepted() {
        AcceptedLoss loss = AcceptedLoss.of(new LostTime(MORNING, MORNING.plusHours(1), SEEN), ACCEPTANCE);
        store.journal().accept(DEVICE, loss);
        store.close();

        try (Database fresh = Database.open(folder.resolve("fresh.db"))) {
            new Salvage(file(), fresh).run(3);
            assertThat(journal(fresh).losses(DEVICE))
                    .isEqualTo(new LogLosses(List.of(), new Acceptances(List.of(loss))));
        }
        open();
    }

    private static SqliteJournal journal(Database database) {
        return new SqliteJournal(database, InstantSource.fixed(SEEN));
    }

    /** Takes away what the version after the seventh has brought. */
    private void seventhVersion() throws SQLException {
        new RawFile(file()).execute("alter table device drop column last_read_event", "pragma user_version = 7");
    }

    /** Takes away what the versions after the sixth have brought. */
    private void sixthVersion() throws SQLException {
        seventhVersion();
        new RawFile(file())
                .execute(
                        "drop table acceptance",
                        "alter table lost_time add column accepted integer not null default 0",
                        "pragma user_version = 6");
    }

    /** Takes away what the versions after the fifth have brought. */
    private void fifthVersion() throws SQLException {
        sixthVersion();
        RawFile raw = new RawFile(file());
        raw.execute(
                "drop index quarantine_by_channel",
                "drop table quarantine_dropped",
                "drop table lost_time",
                "pragma user_version = 5");
        for (String column :
                List.of("serial_no", "not_before", "not_after", "accepted_at", "accepted_by", "accepted_why")) {
            raw.execute("alter table quarantine drop column " + column);
        }
    }

    private Path firstVersion() throws IOException, SQLException {
        punches(1, 1_500);
        quarantine("{}");
        store.close();
        Path old = folder.resolve("old").resolve("journal.db");
        java.nio.file.Files.createDirectories(old.getParent());
        List<String> statements = new ArrayList<>(List.of("pragma journal_mode = wal"));
        try (var script = Schema.class.getResourceAsStream("schema-1.sql")) {
            statements.addAll(List.of(new String(script.readAllBytes(), StandardCharsets.UTF_8).split(";\\s*\\n")));
        }
        RawFile raw = new RawFile(old);
        raw.execute(statements.toArray(String[]::new));
        statements.clear();
        statements.add("attach '" + file() + "' as now");
        for (String table : TABLES) {
            String columns = raw.text("select group_concat(name) from pragma_table_info('" + table + "')");
            statements.add("insert into " + table + " (" + columns + ") select " + columns + " from now." + table);
        }
        statements.add("delete from meta where name like 'ledger-%' or name = 'journal-id'");
        statements.add("pragma user_version = 1");
        raw.execute(statements.toArray(String[]::new));
        open();
        return old;
    }
}
