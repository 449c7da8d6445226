package dev.rollcall.receiver.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.receiver.store.InboxItem;
import dev.rollcall.receiver.store.Store;
import dev.rollcall.receiver.store.StoreFailedException;
import dev.rollcall.receiver.testing.Stores;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What PostgreSQL may answer, row by row, raised by a function of the database itself. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DatabaseErrorTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    private Database database;
    private Store store;
    private Sql sql;
    private int device;

    @BeforeAll
    void open(@TempDir Path folder) {
        database = Database.open(Stores.postgres(folder));
        store = JdbcStore.in(database, NOW);
        sql = new Sql(database.writer(), Dialect.POSTGRESQL);
        device = store.write(
                unit -> unit.devices().lock(DeviceKey.of("ERR000001"), NOW).id());
        sql.of("create sequence @attempt").update();
        sql.of("create table @fault (state text, times integer)").update();
        sql.of("create function @raise_fault() returns trigger language plpgsql as $$ declare f record; begin"
                        + " select state, times into f from rollcall.fault;"
                        + " if nextval('rollcall.attempt') <= f.times then"
                        + " raise exception 'on purpose' using errcode = f.state; end if; return new; end $$")
                .update();
        sql.of("create constraint trigger fault_at_commit after insert on @alarm deferrable initially deferred"
                        + " for each row execute function @raise_fault()")
                .update();
        sql.of("create trigger fault before insert on @inbox for each row execute function @raise_fault()")
                .update();
    }

    @AfterAll
    void close() {
        database.close();
    }

    @ParameterizedTest
    @CsvSource({
        "40001, 1, true, 2",
        "40001, 2, true, 3",
        "40001, 99, false, 3",
        "40P01, 1, true, 2",
        "40P01, 99, false, 3",
        "23505, 1, true, 2",
        "23505, 99, false, 3",
        "57P01, 1, true, 2",
        "57P01, 99, false, 3",
        "08006, 1, true, 2",
        "08006, 99, false, 3",
        "55P03, 1, true, 2",
        "55P03, 99, false, 2",
        "57014, 1, false, 1",
        "53300, 1, false, 1",
        "53100, 1, false, 1",
        "25006, 1, false, 1",
        "22021, 1, false, 1",
    })
    void write_doesTheWholeTransactionAgain_onlyWhereThatMayHelp(
            String state, int times, boolean stored, int attempts) {
        sql.of("delete from @fault").update();
        sql.of("insert into @fault values (?, ?)").param(state).param(times).update();
        sql.of("alter sequence @attempt restart").update();
        long before = bodies();

        Throwable failed = catchThrowable(() -> store.write(unit -> {
            unit.devices().lock(DeviceKey.of("ERR000001"), NOW);
            unit.inbox().addAll(List.of(new InboxItem(0, device, null, new byte[] {1}, false, null, NOW)));
            return device;
        }));

        assertThat(bodies() - before).isEqualTo(stored ? 1 : 0);
        assertThat(sql.of("select last_value from @attempt")
                        .query(Integer.class)
                        .single())
                .isEqualTo(attempts);
        if (stored) {
            assertThat(failed).isNull();
        } else {
            assertThat(failed)
                    .isInstanceOfSatisfying(
                            StoreFailedException.class,
                            error -> assertThat(error.isRefused()).isEqualTo(state.startsWith("22")));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "40001, 1, true, 2",
        "57P01, 1, true, 2",
        "08006, 2, true, 3",
        "57P01, 99, false, 3",
        "53100, 1, false, 1",
    })
    void commit_isJudgedByWhatItSaid_evenWithoutAConnection(String state, int times, boolean stored, int attempts) {
        sql.of("delete from @fault").update();
        sql.of("insert into @fault values (?, ?)").param(state).param(times).update();
        sql.of("alter sequence @attempt restart").update();

        Throwable failed = catchThrowable(() -> store.write(unit -> {
            unit.alarms().raise(device, "COMMIT", state + times, "at the commit", NOW);
            return device;
        }));

        assertThat(failed == null).isEqualTo(stored);
        assertThat(sql.of("select last_value from @attempt")
                        .query(Integer.class)
                        .single())
                .isEqualTo(attempts);
    }

    private long bodies() {
        return sql.of("select count(*) from @inbox").query(Long.class).single();
    }
}
