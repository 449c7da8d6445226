package dev.rollcall.receiver.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.receiver.store.ProofShelf.Told;
import dev.rollcall.receiver.testing.Stores;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What was told before the proofs of each agent were kept by themselves. */
class ProofMigrationTest {

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void whatWasTold_isKept_asToldByTheAgentThatToldLast(Dialect dialect, @TempDir Path folder) throws SQLException {
        DatabaseSettings settings = dialect == Dialect.SQLITE ? Stores.sqlite(folder) : Stores.postgres(folder);
        String url = dialect == Dialect.SQLITE ? "jdbc:sqlite:" + folder.resolve("rollcall.db") : settings.url();
        old(dialect, url, settings);

        try (Database database = Stores.open(settings)) {
            JdbcStore store = JdbcStore.in(database, Instant.EPOCH);
            Instant came = Instant.ofEpochMilli(90);
            LocalDate day = LocalDate.ofEpochDay(20_000);
            assertThat(store.<List<Told>>read(unit -> unit.proofs().told(7)))
                    .containsExactly(new Told("office", Instant.ofEpochMilli(100), Instant.ofEpochMilli(101), "head"));
            assertThat(store.<Map<LocalDate, List<Told>>>read(
                            unit -> unit.proofs().days(7, null, null)))
                    .isEqualTo(Map.of(
                            day,
                            List.of(new Told("office", came, came, "first")),
                            day.plusDays(1),
                            List.of(new Told("office", came, came, "second"))));
            assertThat(store.<Map<LocalDate, List<Told>>>read(
                            unit -> unit.proofs().days(8, null, null)))
                    .isEqualTo(Map.of(day, List.of(new Told("", came, came, "nobody's"))));
        }
    }

    private static void old(Dialect dialect, String url, DatabaseSettings settings) throws SQLException {
        var flyway = Flyway.configure()
                .dataSource(url, settings.username(), settings.password())
                .locations(dialect.migrations())
                .target("42");
        if (dialect == Dialect.POSTGRESQL) {
            flyway.schemas("rollcall").defaultSchema("rollcall").createSchemas(true);
        }
        flyway.load().migrate();
        try (Connection connection = DriverManager.getConnection(url, settings.username(), settings.password());
                Statement statement = connection.createStatement()) {
            statement.execute(dialect.sql("insert into @proof values (7, 'office', 100, 101, 'head')"));
            statement.execute(dialect.sql("insert into @proof_day values (7, 20000, 'first', 90),"
                    + " (7, 20001, 'second', 90), (8, 20000, 'nobody''s', 90)"));
        }
    }
}
