package dev.rollcall.receiver.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.receiver.jdbc.Database;
import dev.rollcall.receiver.jdbc.JdbcStore;
import dev.rollcall.receiver.store.Device;
import dev.rollcall.receiver.store.EventFilter;
import dev.rollcall.receiver.store.InboxItem;
import dev.rollcall.receiver.store.Store;
import dev.rollcall.receiver.testing.Stores;
import dev.rollcall.receiver.testing.TerminalBodies;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bodies that come several times, in any order, late and with their parts in any order: each event is there once. */
class PermutedPushesTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final int EVENTS = 6;

    @TempDir
    private Path folder;

    @Test
    void anyOrderAndNumberOfPushes_storesEachEventOnce() {
        permute(100);
    }

    @Test
    @Tag("long")
    void tenThousandOrders_storeEachEventOnce() {
        permute(10_000);
    }

    private void permute(int rounds) {
        Random random = new Random(7);
        try (Database database = Database.open(Stores.sqlite(folder))) {
            Store store = JdbcStore.in(database, NOW);
            InboxTranslation translation = new InboxTranslation(store, InstantSource.fixed(NOW), 7);
            for (int round = 0; round < rounds; round++) {
                push(store, translation, DeviceKey.of(String.format("PRM%06d", round)), random);
            }
        }
    }

    private static void push(Store store, InboxTranslation translation, DeviceKey key, Random random) {
        Device device = store.write(unit -> unit.devices().lock(key, NOW));
        List<InboxItem> items = new ArrayList<>();
        for (int serial = 1; serial <= EVENTS; serial++) {
            for (int copy = random.nextInt(3); copy >= 0; copy--) {
                items.add(item(device, serial, random));
            }
        }
        Collections.shuffle(items, random);
        int early = random.nextInt(items.size());
        store(store, items.subList(0, early), translation);
        store(store, items.subList(early, items.size()), translation);

        TreeSet<Long> serials = new TreeSet<>();
        var events = store.read(unit -> unit.feed().page(new EventFilter(key, null, null, null, null), 0, 100));
        events.forEach(event -> serials.add(event.stored().event().serialNo()));
        assertThat(events).as(key.value()).hasSize(EVENTS);
        assertThat(serials).hasSize(EVENTS);
    }

    private static void store(Store store, List<InboxItem> items, InboxTranslation translation) {
        store.write(unit -> {
            unit.inbox().addAll(items);
            return items;
        });
        boolean more = true;
        while (more) {
            more = translation.run();
        }
    }

    private static InboxItem item(Device device, int serial, Random random) {
        String second = TerminalBodies.json(serial).replace("09:00:00", "09:00:0" + serial);
        boolean parts = random.nextBoolean();
        byte[] body = parts
                ? TerminalBodies.form("Content-Type: application/json\r\n\r\n", second, random.nextBoolean())
                : second.getBytes(UTF_8);
        String type = parts ? "multipart/form-data; boundary=MIME_boundary" : "application/json";
        return new InboxItem(0, device.id(), type, body, false, "::1", NOW);
    }
}
