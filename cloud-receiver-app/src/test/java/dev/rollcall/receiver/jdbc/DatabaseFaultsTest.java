package dev.rollcall.receiver.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.attendance.event.Observation;
import dev.rollcall.receiver.ingest.EventIngest;
import dev.rollcall.receiver.ingest.Ingested;
import dev.rollcall.receiver.store.EventFilter;
import dev.rollcall.receiver.store.FeedEvent;
import dev.rollcall.receiver.store.Store;
import dev.rollcall.receiver.store.StoreFailedException;
import dev.rollcall.receiver.testing.Punch;
import dev.rollcall.receiver.testing.Stores;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Faults of PostgreSQL, each made in earnest. The rows are those of docs/faults/receiver-store.md. */
class DatabaseFaultsTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    @TempDir
    private Path folder;

    private static List<Ingested> ingest(Store store, Observation... observations) {
        return store.write(unit -> EventIngest.ingest(
                unit, unit.devices().lock(observations[0].event().device(), NOW), List.of(observations), NOW));
    }

    private static List<FeedEvent> events(Store store) {
        return store.read(unit -> unit.feed().page(EventFilter.ALL, 0, 1000));
    }

    private static Observation[] punches(Punch punch, long from, long to) {
        return LongStream.rangeClosed(from, to)
                .mapToObj(serial -> punch.serial(serial)
                        .time(punch.at().plusSeconds(serial).toString())
                        .observation())
                .toArray(Observation[]::new);
    }

    private static DatabaseSettings with(DatabaseSettings settings, String url, Duration lock) {
        return new DatabaseSettings(
                settings.dataDir(),
                url,
                settings.username(),
                settings.password(),
                settings.connections(),
                new DatabaseSettings.Waiting(Duration.ofSeconds(10), lock, Duration.ofSeconds(20)));
    }

    private static void execute(DatabaseSettings settings, String... statements) throws SQLException {
        try (Connection connection = connect(settings);
                Statement statement = connection.createStatement()) {
            for (String one : statements) {
                statement.execute(one);
            }
        }
    }

    private static Connection connect(DatabaseSettings settings) throws SQLException {
        return DriverManager.getConnection(settings.url(), settings.username(), null);
    }

    @Test
    void P1_backendsEndedAgainAndAgain_loseNothing_andRepeatNothing() throws Exception {
        DatabaseSettings settings = Stores.postgres(folder);
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try (Database database = Database.open(settings)) {
            Store store = JdbcStore.in(database, NOW);
            Future<Integer> ending = threads.submit(() -> {
                for (int time = 0; time < 30; time++) {
                    execute(
                            settings,
                            "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()"
                                    + " and pid <> pg_backend_pid() and backend_type = 'client backend'");
                }
                return 30;
            });
            int acknowledged = 0;
            while (!ending.isDone() || acknowledged == 0) {
                try {
                    ingest(store, punches(Punch.at("ENDED0001"), acknowledged + 1, acknowledged + 10));
                    acknowledged += 10;
                } catch (StoreFailedException thrice) {
                    assertThat(thrice.isRefused()).isFalse();
                }
            }
            ingest(store, punches(Punch.at("ENDED0001"), 1, acknowledged));

            assertThat(ending.get()).isEqualTo(30);
            assertThat(RowCount.of(database, "event")).isEqualTo(acknowledged);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void P2_answerToACommitIsLost_isKnownOnTheNextAttempt() throws Exception {
        DatabaseSettings direct = Stores.postgres(folder);
        int port = Integer.parseInt(direct.url().replaceAll(".*:(\\d+)/.*", "$1"));
        try (CuttingProxy proxy = new CuttingProxy(port)) {
            // The proxy knows a commit by its word, which a prepared one does not say.
            String url = direct.url()
                            .replace(":" + port + "/", ":" + proxy.port() + "/")
                            .replace("localhost", "127.0.0.1")
                    + "&prepareThreshold=0";
            try (Database database = Database.open(with(direct, url, Duration.ofSeconds(10)))) {
                Store store = JdbcStore.in(database, NOW);
                ingest(store, punches(Punch.at("PROXY0001"), 1, 5));
                proxy.cutNext(1);
                List<Ingested> answers = ingest(store, punches(Punch.at("PROXY0001"), 6, 10));

                assertThat(proxy.left()).isZero();
                assertThat(answers).hasSize(5).noneMatch(Ingested::isNew);
                assertThat(events(store)).hasSize(10);
                assertThat(RowCount.of(database, "event")).isEqualTo(10);
            }
        }
    }

    @Test
    void P5_databaseRestoredFromABackup_isAnotherStore_andTakesAgainWhatItLacks() throws Exception {
        DatabaseSettings settings = Stores.postgres(folder);
        String before;
        try (Database database = Database.open(settings)) {
            Store store = JdbcStore.in(database, NOW);
            before = store.id();
            ingest(store, punches(Punch.at("BACKUP001"), 1, 3));
        }
        execute(settings, "create table public.backup as select 1 as one");
        String copy = settings.url().replaceAll("/([^/?]+)(\\?.*)?$", "/postgres$2");
        String name = settings.url().replaceAll(".*/([^/?]+)(\\?.*)?$", "$1");
        execute(with(settings, copy, Duration.ofSeconds(1)), "create database " + name + "_restored template " + name);
        try (Database database = Database.open(settings)) {
            ingest(JdbcStore.in(database, NOW), punches(Punch.at("BACKUP001"), 4, 6));
        }
        DatabaseSettings restored =
                with(settings, copy.replace("/postgres", "/" + name + "_restored"), Duration.ofSeconds(5));
        try (Database database = Database.open(restored)) {
            String id = JdbcStore.restored(database, NOW);
            Store store = JdbcStore.in(database, NOW);

            assertThat(store.id()).isEqualTo(id).isNotEqualTo(before);
            assertThat(ingest(store, punches(Punch.at("BACKUP001"), 1, 6)))
                    .extracting(Ingested::isNew)
                    .containsExactly(false, false, false, true, true, true);
        }
    }

    @Test
    void P6_settingsThatLoseWhatWasCommitted_areWarnedOf_andOurCommitsWaitForTheDisk() {
        try (Database database = Database.open(Stores.postgres(folder))) {
            Sql sql = new Sql(database.writer(), Dialect.POSTGRESQL);
            String session =
                    sql.of("show synchronous_commit").query(String.class).single();
            String within = JdbcStore.in(database, NOW).write(unit -> {
                unit.feed().count();
                return sql.of("show synchronous_commit").query(String.class).single();
            });

            assertThat(session).isEqualTo("off");
            assertThat(within).isEqualTo("on");
            assertThat(DurabilityCheck.of(Dialect.POSTGRESQL).check(database.writer()))
                    .anyMatch(warning -> warning.contains("synchronous_commit off"))
                    .anyMatch(warning -> warning.contains("fsync off"));
        }
    }

    @Test
    void P8_tableLockedForLong_isGivenUpSoon_andHealsWhenItIsFree() throws Exception {
        DatabaseSettings settings = Stores.postgres(folder);
        try (Database database = Database.open(with(settings, settings.url(), Duration.ofMillis(100)))) {
            Store store = JdbcStore.in(database, NOW);
            ingest(store, punches(Punch.at("LOCKED001"), 1, 1));
            try (Connection other = connect(settings);
                    Statement statement = other.createStatement()) {
                other.setAutoCommit(false);
                statement.execute("lock table rollcall.event in access exclusive mode");
                long begun = System.nanoTime();
                assertThatThrownBy(() -> ingest(store, punches(Punch.at("LOCKED001"), 2, 2)))
                        .isInstanceOf(StoreFailedException.class);
                assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
                other.rollback();
            }
            ingest(store, punches(Punch.at("LOCKED001"), 2, 2));
            assertThat(events(store)).hasSize(2);
        }
    }

    @Test
    void P10_migrationThatFailsHalfWay_leavesNothingBehind_andIsDoneWhenTheObstacleIsGone() throws Exception {
        DatabaseSettings settings = Stores.postgres(folder);
        Flyway.configure()
                .dataSource(settings.url(), settings.username(), null)
                .locations("classpath:db/postgresql")
                .schemas("rollcall")
                .target("1")
                .load()
                .migrate();
        execute(settings, "create table rollcall.epoch_derived (obstacle integer)");

        assertThatThrownBy(() -> Database.open(settings).close()).isInstanceOf(UnusableDatabaseException.class);
        try (Connection connection = connect(settings);
                Statement statement = connection.createStatement();
                var row = statement.executeQuery("select to_regclass('rollcall.epoch') is null")) {
            row.next();
            assertThat(row.getBoolean(1)).isTrue();
        }
        execute(settings, "drop table rollcall.epoch_derived");
        try (Database database = Database.open(settings)) {
            assertThat(ingest(JdbcStore.in(database, NOW), punches(Punch.at("HALFWAY01"), 1, 2)))
                    .hasSize(2);
        }
    }

    @Test
    void P12_sessionInAnotherZone_changesNothing() throws Exception {
        DatabaseSettings settings = Stores.postgres(folder);
        String name = settings.url().replaceAll(".*/([^/?]+)(\\?.*)?$", "$1");
        execute(settings, "alter database " + name + " set timezone to 'Pacific/Kiritimati'");
        try (Database database = Database.open(settings)) {
            Store store = JdbcStore.in(database, NOW);
            Punch punch = Punch.at("ZONE00001");
            ingest(store, punch.observation());

            assertThat(events(store)).singleElement().satisfies(event -> {
                assertThat(event.stored().event()).isEqualTo(punch.event());
                assertThat(event.receivedAt()).isEqualTo(NOW);
            });
            List<Instant> view = new ArrayList<>(new Sql(database.writer(), Dialect.POSTGRESQL)
                    .of("select \"createdAt\" from \"AttendanceLog\"")
                    .query((row, number) -> row.getTimestamp(1).toInstant())
                    .list());
            assertThat(view).containsExactly(NOW);
        }
    }

    @Test
    void P13_numbersNearTheirEnd_areStillGivenOut() throws Exception {
        DatabaseSettings settings = Stores.postgres(folder);
        try (Database database = Database.open(settings)) {
            Store store = JdbcStore.in(database, NOW);
            execute(
                    settings,
                    "select setval('rollcall.event_reference', 9223372036854000000)",
                    "update rollcall.feed set position = 9223372036854000000");
            ingest(store, punches(Punch.at("HUGE00001"), 1, 3));

            List<FeedEvent> all = events(store);
            assertThat(all).hasSize(3);
            List<FeedEvent> last = store.read(
                    unit -> unit.feed().page(EventFilter.ALL, all.get(1).position(), 10));
            assertThat(last).isEqualTo(all.subList(2, 3));
        }
    }

    @Test
    void R12_anotherOrAnEmptyDatabase_isRefused_whenTheStoreIsNamed() {
        try (Database database = Database.open(Stores.postgres(folder))) {
            assertThatThrownBy(() -> JdbcStore.in(database, NOW, "expected"))
                    .isInstanceOf(UnusableDatabaseException.class)
                    .hasMessageContaining("new")
                    .hasMessageContaining("rollcall.database.store");
            String id = JdbcStore.in(database, NOW).id();
            assertThatThrownBy(() -> JdbcStore.in(database, NOW, "expected"))
                    .isInstanceOf(UnusableDatabaseException.class)
                    .hasMessageContaining(id);
            assertThat(JdbcStore.in(database, NOW, id).id()).isEqualTo(id);
        }
    }
}
