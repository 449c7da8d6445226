package dev.rollcall.receiver.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.receiver.ingest.EventIngest;
import dev.rollcall.receiver.store.Store;
import dev.rollcall.receiver.testing.Punch;
import dev.rollcall.receiver.testing.Stores;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only PostgreSQL has: partitions, the original's view, and several receivers that start at once. */
class PostgresSchemaTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    @TempDir
    private Path folder;

    private static void ingest(Store store, Punch punch, Instant now) {
        store.write(unit ->
                EventIngest.ingest(unit, unit.devices().lock(punch.device(), now), List.of(punch.observation()), now));
    }

    private static Sql sql(Database database) {
        return new Sql(database.writer(), Dialect.POSTGRESQL);
    }

    @Test
    void events_standInThePartitionOfTheirPrintedMonth_andOddTimesApart() {
        try (Database database = Database.open(Stores.postgres(folder))) {
            Store store = JdbcStore.in(database, NOW);
            Punch punch = Punch.at("PART00001");
            ingest(store, punch.serial(1L).time("2026-11-30T23:59:59"), NOW);
            ingest(store, punch.serial(2L).time("2019-02-01T00:00:00"), NOW);
            ingest(store, punch.serial(3L).time("1970-01-01T08:00:00"), NOW);
            ingest(store, punch.serial(4L).time("2037-01-01T08:00:00"), NOW);

            List<String> places = sql(database)
                    .of("select tableoid::regclass || ' ' || serial_no from @event order by serial_no")
                    .query(String.class)
                    .list();
            assertThat(places)
                    .containsExactly(
                            "rollcall.event_202611 1",
                            "rollcall.event_201902 2",
                            "rollcall.event_odd 3",
                            "rollcall.event_odd 4");
            long raw = sql(database)
                    .of("select count(*) from @event_raw_201902")
                    .query(Long.class)
                    .single();
            assertThat(raw).isEqualTo(1);
        }
    }

    @Test
    void firstSightOfADevice_isNoted_alsoWhenItsPartitionHadToBeMadeFirst() {
        try (Database database = Database.open(Stores.postgres(folder))) {
            Store store = JdbcStore.in(database, NOW);
            ingest(store, Punch.at("PART00002").time("2018-02-01T00:00:00"), NOW);

            assertThat(RowCount.of(database, "device_channel")).isEqualTo(1);
        }
    }

    @Test
    void partitions_areMadeOnce_whenManyWritersNeedThem() throws Exception {
        try (Database database = Database.open(Stores.postgres(folder))) {
            Store store = JdbcStore.in(database, NOW);
            atOnce(4, number -> {
                for (int month = 1; month <= 6; month++) {
                    ingest(store, Punch.at("RACE0000" + number).time("2021-0" + month + "-01T08:00:00"), NOW);
                }
                return number;
            });

            long events = store.read(unit -> unit.feed().count());
            assertThat(events).isEqualTo(24);
        }
    }

    @Test
    void open_worksForReceiversThatStartAtOnce() throws Exception {
        var settings = Stores.postgres(folder);
        List<String> ids = atOnce(4, number -> {
            try (Database database = Database.open(settings)) {
                return JdbcStore.in(database, NOW).id();
            }
        });

        assertThat(ids).hasSize(4).containsOnly(ids.get(0));
    }

    @Test
    void open_worksForReceiversThatStartAtOnce_onOneSqliteFile() throws Exception {
        List<String> ids = atOnce(4, number -> {
            try (Database database = Database.open(Stores.sqlite(folder))) {
                return JdbcStore.in(database, NOW).id();
            }
        });

        assertThat(ids).hasSize(4).containsOnly(ids.get(0));
    }

    @Test
    void view_answersTheOriginalsQuery() {
        try (Database database = Database.open(Stores.postgres(folder))) {
            Instant now = sql(database)
                    .of("select (extract(epoch from now()) * 1000)::bigint")
                    .query((row, number) -> Instant.ofEpochMilli(row.getLong(1)))
                    .single();
            Store store = JdbcStore.in(database, now);
            Punch punch = Punch.at("VIEW00001");
            ingest(store, punch.serial(1L).time("2026-11-23T09:00:00"), now.minusSeconds(3 * 3600));
            ingest(store, punch.serial(2L).time("2026-11-23T09:00:01"), now.minusSeconds(3600));
            ingest(store, punch.serial(3L).time("2026-11-23T09:00:02").person("00077"), now.minusSeconds(60));

            List<String> rows = sql(database)
                    .of("SELECT * FROM \"AttendanceLog\" WHERE \"createdAt\" > NOW() - INTERVAL '2 hours'"
                            + " ORDER BY \"createdAt\" DESC;")
                    .query((row, number) -> row.getString("deviceEmployeeNo") + " " + row.getString("deviceId") + " "
                            + row.getTimestamp("timestamp").toInstant() + " " + row.getBoolean("processed") + " "
                            + row.getString("deviceName") + row.getString("errorMessage"))
                    .list();
            assertThat(rows)
                    .containsExactly(
                            "00077 VIEW00001 2026-11-23T03:30:02Z true VIEW00001null",
                            "00012 VIEW00001 2026-11-23T03:30:01Z true VIEW00001null");
        }
    }

    @Test
    void view_leavesAForeignTableAlone() {
        var settings = Stores.postgres(folder);
        try (Database database = Database.open(settings)) {
            sql(database).of("drop view \"AttendanceLog\"").update();
            sql(database)
                    .of("create table public.\"AttendanceLog\" (theirs text)")
                    .update();
        }
        try (Database database = Database.open(settings)) {
            long theirs = sql(database)
                    .of("select count(theirs) from public.\"AttendanceLog\"")
                    .query(Long.class)
                    .single();
            long ours = sql(database)
                    .of("select count(id) from rollcall.\"AttendanceLog\"")
                    .query(Long.class)
                    .single();
            assertThat(theirs + ours).isZero();
        }
    }

    @Test
    void uniqueKeys_ofWhatIsDistributed_holdTheDevice() {
        try (Database database = Database.open(Stores.postgres(folder))) {
            List<String> without = sql(database)
                    .of("select i.relname::text from pg_index x join pg_class i on i.oid = x.indexrelid"
                            + " join pg_class t on t.oid = x.indrelid join pg_namespace n on n.oid = t.relnamespace"
                            + " where n.nspname = 'rollcall' and x.indisunique and (t.relname in ('event_identity', 'event_raw',"
                            + " 'observation', 'event_version', 'inbox') or t.relname like 'event%') and not exists"
                            + " (select 1 from pg_attribute a where a.attrelid = i.oid and a.attname = 'device_id')")
                    .query(String.class)
                    .list();
            assertThat(without).isEmpty();
        }
    }

    private interface Numbered<T> {
        T call(int number) throws Exception;
    }

    private static <T> List<T> atOnce(int count, Numbered<T> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            List<Callable<T>> all = new ArrayList<>();
            for (int number = 1; number <= count; number++) {
                int one = number;
                all.add(() -> work.call(one));
            }
            List<T> answers = new ArrayList<>();
            for (Future<T> answer : threads.invokeAll(all)) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            threads.shutdown();
        }
    }
}
