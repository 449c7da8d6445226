package dev.rollcall.receiver.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.receiver.jdbc.Database;
import dev.rollcall.receiver.jdbc.DatabaseSettings;
import dev.rollcall.receiver.jdbc.JdbcStore;
import dev.rollcall.receiver.store.Device;
import dev.rollcall.receiver.store.InboxItem;
import dev.rollcall.receiver.store.InboxResult;
import dev.rollcall.receiver.store.ParkedBody;
import dev.rollcall.receiver.store.Store;
import dev.rollcall.receiver.testing.Stores;
import dev.rollcall.receiver.testing.TerminalBodies;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that were parked are read again: by a new version once, and whenever a person asks. */
class ReplayTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final InstantSource CLOCK = InstantSource.fixed(NOW);

    @TempDir
    private Path folder;

    private static InboxItem item(Device device, String body) {
        return new InboxItem(0, device.id(), "application/json", body.getBytes(UTF_8), false, "::1", NOW);
    }

    private static Map<InboxResult.State, Long> counts(Store store) {
        return store.read(unit -> unit.inbox().counts());
    }

    private static Device device(Store store) {
        return store.write(unit -> unit.devices().lock(DeviceKey.of("RPL000001"), NOW));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void newVersion_readsParkedBodiesAgain_once(boolean postgres) {
        try (Database database = Database.open(postgres ? Stores.postgres(folder) : Stores.sqlite(folder))) {
            Store store = JdbcStore.in(database, NOW);
            Device device = device(store);
            InboxTranslation translation = new InboxTranslation(store, CLOCK, 10);
            Replay.after(store, "1", CLOCK);
            store.write(unit -> {
                unit.inbox().addParked(item(device, TerminalBodies.json(1)), "version 1 did not know this shape");
                unit.inbox().addParked(item(device, "no version knows this"), "no JSON");
                return device;
            });
            List<ParkedBody> parked = store.read(unit -> unit.inbox().parked(10));
            assertThat(parked)
                    .extracting(ParkedBody::reason)
                    .containsExactly("no JSON", "version 1 did not know this shape");

            Replay.after(store, "1", CLOCK);
            assertThat(counts(store)).containsOnly(Map.entry(InboxResult.State.PARKED, 2L));
            Replay.after(store, "2", CLOCK);
            assertThat(counts(store)).containsOnly(Map.entry(InboxResult.State.RECEIVED, 2L));
            translation.run();
            assertThat(counts(store))
                    .containsOnly(Map.entry(InboxResult.State.DONE, 1L), Map.entry(InboxResult.State.PARKED, 1L));
            Replay.after(store, "2", CLOCK);
            assertThat(counts(store)).doesNotContainKey(InboxResult.State.RECEIVED);

            int again = store.write(unit -> unit.inbox().replayParked());
            translation.run();
            long events = store.read(unit -> unit.feed().count());
            assertThat(again).isEqualTo(1);
            assertThat(events).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void bodyWhoseEventTheDatabaseRefuses_isParked_andTheOthersAreTranslated(boolean postgres) throws SQLException {
        DatabaseSettings settings = postgres ? Stores.postgres(folder) : Stores.sqlite(folder);
        try (Database database = Database.open(settings)) {
            Store store = JdbcStore.in(database, NOW);
            Device device = device(store);
            InboxTranslation translation = new InboxTranslation(store, CLOCK, 10);
            String poison = TerminalBodies.json(2).replace("Nimal", "poison");
            store.write(unit -> {
                unit.inbox()
                        .addAll(List.of(
                                item(device, TerminalBodies.json(1)),
                                item(device, poison),
                                item(device, TerminalBodies.json(3))));
                return device;
            });
            refusePoison(settings, postgres);

            translation.run();

            assertThat(counts(store))
                    .containsOnly(Map.entry(InboxResult.State.DONE, 2L), Map.entry(InboxResult.State.PARKED, 1L));
            long events = store.read(unit -> unit.feed().count());
            assertThat(events).isEqualTo(2);
            assertThat(translation.run()).isFalse();
        }
    }

    /** A shape that this version of the tables cannot take. */
    private void refusePoison(DatabaseSettings settings, boolean postgres) throws SQLException {
        String url = postgres ? settings.url() : "jdbc:sqlite:" + folder.resolve("rollcall.db");
        try (Connection other = DriverManager.getConnection(url, "postgres", null);
                Statement statement = other.createStatement()) {
            statement.execute(
                    postgres
                            ? "create function refuse() returns trigger language plpgsql as $$ begin"
                                    + " if new.name = 'poison' then raise exception 'on purpose' using errcode ="
                                    + " '22021'; end if; return new; end $$; create trigger refuse before insert on"
                                    + " rollcall.event for each row execute function refuse()"
                            : "create trigger refuse before insert on event when new.name = 'poison'"
                                    + " begin select raise(abort, 'on purpose'); end");
        }
    }
}
