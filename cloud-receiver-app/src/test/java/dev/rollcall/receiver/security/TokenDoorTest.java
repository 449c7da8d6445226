package dev.rollcall.receiver.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.receiver.jdbc.Database;
import dev.rollcall.receiver.jdbc.JdbcStore;
import dev.rollcall.receiver.store.Device;
import dev.rollcall.receiver.store.Role;
import dev.rollcall.receiver.store.Store;
import dev.rollcall.receiver.testing.Stores;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenDoorTest {

    private static final Duration MEMORY = Duration.ofSeconds(10);
    private static final DeviceKey KEY = new DeviceKey("DOOR00001");

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-24T10:00:00Z"));
    private Database database;
    private Tokens tokens;
    private TokenDoor door;

    @BeforeEach
    void open(@TempDir Path folder) {
        database = Database.open(Stores.sqlite(folder));
        Store store = JdbcStore.in(database, now.get());
        tokens = new Tokens(store, now::get, new SecureRandom(), "a test");
        door = new TokenDoor(store, now::get, MEMORY, nanos::get);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void address_thatWasGood_isGoodWithoutTheDatabase_forAsLongAsItIsRemembered() {
        String address =
                tokens.addDevice(KEY, "front-door", null, "Asia/Colombo").reveal();
        assertThat(door.device(address)).map(Device::key).contains(KEY);

        tokens.revoke(KEY.value());
        nanos.addAndGet(MEMORY.toNanos() - 1);
        assertThat(door.device(address)).map(Device::key).contains(KEY);
        nanos.incrementAndGet();

        assertThat(door.device(address)).isEmpty();
    }

    @Test
    void address_thatEndsByItself_endsThenToTheSecond() {
        String address = tokens.addDevice(KEY, "front-door", null, null).reveal();
        String next =
                tokens.rotate(KEY.value(), Duration.ofSeconds(5)).orElseThrow().reveal();
        assertThat(door.device(address)).isPresent();

        now.updateAndGet(before -> before.plusSeconds(5));

        assertThat(door.device(address)).isEmpty();
        assertThat(door.device(next)).isPresent();
    }

    @Test
    void address_thatWasUnknown_isAskedForAgain() {
        Secret agents = tokens.add(Role.AGENT, "no address", List.of());
        assertThat(door.device(agents.reveal())).isEmpty();
        assertThat(door.device("rc_hook_nothing")).isEmpty();

        String address = tokens.addDevice(KEY, "front-door", null, null).reveal();

        assertThat(door.device(address)).isPresent();
    }
}
