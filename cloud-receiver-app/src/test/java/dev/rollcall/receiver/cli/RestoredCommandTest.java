package dev.rollcall.receiver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.receiver.ingest.EventIngest;
import dev.rollcall.receiver.jdbc.Database;
import dev.rollcall.receiver.jdbc.JdbcStore;
import dev.rollcall.receiver.jdbc.RowCount;
import dev.rollcall.receiver.store.Store;
import dev.rollcall.receiver.testing.Punch;
import dev.rollcall.receiver.testing.Stores;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an administrator does after a backup was restored, and how a receiver is held to one store. */
class RestoredCommandTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    @TempDir
    private Path folder;

    private String run(int expected, String... words) {
        StringWriter said = new StringWriter();
        List<String> all = new ArrayList<>(List.of(words));
        all.add("--rollcall.data-dir=" + folder);
        int code = CommandLineDoor.run(all.toArray(String[]::new), new PrintWriter(said), new PrintWriter(said));
        assertThat(code).as(said.toString()).isEqualTo(expected);
        return said.toString();
    }

    private String store() {
        return run(0, "check").replaceAll("(?s).*store ([0-9a-f-]{36}).*", "$1");
    }

    @Test
    void migrateRestored_givesAnotherStoreId_andMigrateAloneDoesNot() {
        String first = store();
        assertThat(first).hasSize(36);
        run(0, "migrate");
        assertThat(store()).isEqualTo(first);

        String said = run(0, "migrate", "--restored");
        assertThat(store()).isNotEqualTo(first);
        assertThat(said).contains(store(), "Start the receivers again");
        run(0, "check", "--rollcall.database.store=" + store());
    }

    @Test
    void checkRows_findsAnEventThatWasEditedByHand() {
        try (Database database = Database.open(Stores.sqlite(folder))) {
            Store store = JdbcStore.in(database, NOW);
            Punch punch = Punch.at("ROWS00001");
            store.write(unit -> EventIngest.ingest(
                    unit,
                    unit.devices().lock(punch.device(), NOW),
                    List.of(
                            punch.serial(1L).observation(),
                            punch.serial(2L).time("2026-11-23T10:00:03").observation()),
                    NOW));
        }
        assertThat(run(0, "check", "--rows")).contains("every event says what it said");

        try (Database database = Database.open(Stores.sqlite(folder))) {
            RowCount.execute(database, "update @event set employee_no = '666' where serial_no = 1");
        }

        assertThat(run(1, "check", "--rows")).contains("edited in the database", "migrate --restored");
        assertThat(run(1, "check", "--rows")).contains("edited in the database");

        try (Database database = Database.open(Stores.sqlite(folder))) {
            Store store = JdbcStore.in(database, NOW);
            Punch punch = Punch.at("ROWS00001");
            store.write(unit -> EventIngest.ingest(
                    unit,
                    unit.devices().lock(punch.device(), NOW),
                    List.of(punch.serial(1L).observation()),
                    NOW));
        }

        assertThat(run(0, "check", "--rows"))
                .contains("every event says what it said", "Noted on", "edited in the database")
                .doesNotContain("Problem");
    }
}
