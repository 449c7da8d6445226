package dev.rollcall.receiver.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.attendance.event.Channel;
import dev.rollcall.receiver.jdbc.Database;
import dev.rollcall.receiver.jdbc.DatabaseSettings;
import dev.rollcall.receiver.jdbc.JdbcStore;
import dev.rollcall.receiver.store.Alarm;
import dev.rollcall.receiver.store.AuditEntry;
import dev.rollcall.receiver.store.Device;
import dev.rollcall.receiver.store.InboxItem;
import dev.rollcall.receiver.store.InboxResult;
import dev.rollcall.receiver.store.Role;
import dev.rollcall.receiver.store.Store;
import dev.rollcall.receiver.store.Token;
import dev.rollcall.receiver.store.UnitOfWork;
import dev.rollcall.receiver.testing.Punch;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What every store must keep of devices, bodies, tokens, alarms and agents. Each test has a device of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RegistersContract {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00.123Z");

    private Database database;
    private Store store;
    private Punch punch;
    private int devices;

    abstract DatabaseSettings settings(Path folder);

    @BeforeAll
    void open(@TempDir Path folder) {
        database = Database.open(settings(folder));
        store = JdbcStore.in(database, NOW);
    }

    @AfterAll
    void close() {
        database.close();
    }

    @BeforeEach
    void newDevice() {
        punch = Punch.at(String.format("REG%06d", ++devices));
    }

    private List<Alarm> alarms() {
        return store.read(unit -> {
            int device = unit.devices().find(punch.device()).orElseThrow().id();
            return unit.alarms().latest(1000).stream()
                    .filter(alarm -> alarm.deviceId() == device)
                    .toList();
        });
    }

    private <T> List<T> list(Function<UnitOfWork, List<T>> work) {
        return store.read(work);
    }

    private <T> Optional<T> maybe(Function<UnitOfWork, Optional<T>> work) {
        return store.read(work);
    }

    @Test
    void devices_keepAnAdministratorsName_andTheLatestSight() {
        Device device = store.write(unit -> {
            unit.devices().add(punch.device(), "front", "a4d5c2001122", "Asia/Colombo", NOW);
            Device added = unit.devices().lock(punch.device(), NOW);
            unit.devices()
                    .report(
                            added.id(),
                            new dev.rollcall.receiver.store.DeviceReport("agent's", "DS-1", null, "UTC", 1.5));
            unit.devices().sawBy(added.id(), Channel.POLL, NOW);
            unit.devices().sawBy(added.id(), Channel.POLL, NOW.minusSeconds(60));
            unit.devices().keepHeartbeat(added.id(), null, new byte[] {1}, NOW);
            unit.devices().keepHeartbeat(added.id(), "text/plain", new byte[] {2}, NOW);
            return unit.devices().lock(punch.device(), NOW);
        });

        assertThat(device)
                .isEqualTo(new Device(
                        device.id(),
                        punch.device(),
                        "front",
                        "a4d5c2001122",
                        "Asia/Colombo",
                        "UTC",
                        "DS-1",
                        null,
                        1.5,
                        true,
                        NOW));
        assertThat(store.read(unit -> unit.devices().lastSeen()).get(device.id()))
                .isEqualTo(Map.of(Channel.POLL, NOW));
    }

    @Test
    void inbox_givesBackWhatItGot_untilItIsSettled() {
        byte[] body = {0, 1, (byte) 0xFF};
        long id = store.write(unit -> unit.inbox()
                .add(new InboxItem(
                        0, device(unit.devices().lock(punch.device(), NOW)), "a/b", body, true, "::1", NOW)));

        InboxItem item = received(id);
        assertThat(item.body()).isEqualTo(body);
        assertThat(item)
                .extracting(InboxItem::contentType, InboxItem::truncated, InboxItem::receivedAt)
                .containsExactly("a/b", true, NOW);

        InboxResult result = new InboxResult(InboxResult.State.PARKED, 1, 2, 3, "because");
        store.write(unit -> {
            unit.inbox().settle(item, result);
            return id;
        });
        assertThat(list(unit -> unit.inbox().received(1000))).noneMatch(other -> other.id() == id);
        assertThat(list(unit -> unit.inbox().latestResults(1))).containsExactly(result);
    }

    private static int device(Device device) {
        return device.id();
    }

    private InboxItem received(long id) {
        return store.read(unit -> unit.inbox().received(1000)).stream()
                .filter(item -> item.id() == id)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void tokens_areFoundByHash_withTheirDevices() {
        String hash = punch.device().value().repeat(7);
        Token token = store.write(unit -> {
            int device = unit.devices().lock(punch.device(), NOW).id();
            long id = unit.tokens().add(Role.AGENT, "office", hash, Set.of(device), NOW);
            unit.tokens().touch(id, NOW);
            unit.tokens().revoke(id, NOW.plusSeconds(1));
            unit.tokens().revoke(id, NOW.plusSeconds(2));
            return unit.tokens().byHash(hash).orElseThrow();
        });

        assertThat(token.devices()).hasSize(1);
        assertThat(token.lastUsed()).isEqualTo(NOW);
        assertThat(token.revokedAt()).isEqualTo(NOW.plusSeconds(1));
        assertThat(maybe(unit -> unit.tokens().byHash("other"))).isEmpty();
    }

    @Test
    void alarms_count_whenTheSameIsRaisedAgain() {
        store.write(unit -> {
            int device = unit.devices().lock(punch.device(), NOW).id();
            unit.alarms().raise(device, "PARKED", "one", "first", NOW);
            unit.alarms().raise(device, "PARKED", "one", "second", NOW.plusSeconds(1));
            return device;
        });

        assertThat(alarms()).singleElement().satisfies(alarm -> {
            assertThat(alarm.times()).isEqualTo(2);
            assertThat(alarm.detail()).isEqualTo("second");
            assertThat(alarm.raisedAt()).isEqualTo(NOW);
            assertThat(alarm.lastAt()).isEqualTo(NOW.plusSeconds(1));
        });
    }

    @Test
    void audit_keepsEveryEntry_newestFirst_withoutWhatNoTextColumnHolds() {
        AuditEntry first = new AuditEntry(NOW, "admin", "TOKEN_ADD", "office", "DONE", null);
        AuditEntry second =
                new AuditEntry(NOW.plusSeconds(1), "a\u0000\uD800b", "LOGIN", "\uDFFF", "REFUSED", "\u0000");
        store.write(unit -> {
            unit.audit().add(first);
            unit.audit().add(second);
            return first;
        });

        assertThat(list(unit -> unit.audit().latest(2)))
                .containsExactly(
                        new AuditEntry(NOW.plusSeconds(1), "a\uFFFD\uFFFDb", "LOGIN", "\uFFFD", "REFUSED", "\uFFFD"),
                        first);
    }

    @Test
    void agents_keepTheLatestHeartbeat() {
        String agent = "agent of " + punch.device();
        store.write(unit -> {
            unit.agents().saw(agent, NOW);
            unit.agents().heartbeat(agent, "0.1", "{}", NOW.plusSeconds(1));
            unit.agents().saw(agent, NOW.plusSeconds(2));
            return agent;
        });

        assertThat(list(unit -> unit.agents().all()))
                .filteredOn(found -> found.id().equals(agent))
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.version()).isEqualTo("0.1");
                    assertThat(found.lastHeartbeat()).isEqualTo(NOW.plusSeconds(1));
                    assertThat(found.lastSeen()).isEqualTo(NOW.plusSeconds(2));
                });
    }
}
