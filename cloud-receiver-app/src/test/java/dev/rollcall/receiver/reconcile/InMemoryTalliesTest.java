package dev.rollcall.receiver.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.receiver.ingest.EventIngest;
import dev.rollcall.receiver.jdbc.Database;
import dev.rollcall.receiver.jdbc.JdbcStore;
import dev.rollcall.receiver.store.Device;
import dev.rollcall.receiver.store.ProofShelf.Told;
import dev.rollcall.receiver.store.Store;
import dev.rollcall.receiver.store.UnitOfWork;
import dev.rollcall.receiver.testing.InMemoryStore;
import dev.rollcall.receiver.testing.Punch;
import dev.rollcall.receiver.testing.Stores;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store that simulations use counts what the one in SQLite counts, whatever was stored in whichever order. */
class InMemoryTalliesTest {

    private static final Instant NOW = Instant.parse("2026-11-24T06:00:00Z");
    private static final LocalDateTime BEGINNING = LocalDateTime.parse("2026-11-23T09:03:00");
    private static final LocalDateTime END = LocalDateTime.parse("2026-11-23T10:00:00");

    @Test
    void bothCountTheSame(@TempDir Path folder) {
        try (Database database = Stores.open(Stores.sqlite(folder))) {
            Store real = JdbcStore.in(database, NOW);
            Store memory = new InMemoryStore("in-memory");
            for (int round = 0; round < 12; round++) {
                Random random = new Random(round);
                String key = String.format("TALLY%04d", round);
                for (int batch = 0; batch < 10; batch++) {
                    List<Observation> some = IntStream.range(0, 1 + random.nextInt(8))
                            .mapToObj(any -> Punch.odd(key, random))
                            .toList();
                    ingest(real, some);
                    ingest(memory, some);
                    compare(real, memory, key, "round " + round + ", batch " + batch);
                }
            }
        }
    }

    @Test
    void whatAgentsTold_isKeptAndReplaced_asInADatabase(@TempDir Path folder) {
        try (Database database = Stores.open(Stores.sqlite(folder))) {
            keptAndReplaced(new InMemoryStore("in-memory"));
            keptAndReplaced(JdbcStore.in(database, NOW));
        }
    }

    private static void keptAndReplaced(Store store) {
        ingest(store, List.of(Punch.at("TOLD00001").observation()));
        LocalDate day = LocalDate.parse("2026-11-23");
        store.write(unit -> {
            int id = device(unit.devices().all(), "TOLD00001").id();
            unit.proofs().keep(id, told("a", "earlier"));
            unit.proofs().keep(id, told("a", "{}"));
            unit.proofs().keep(id, told("b", "{}"));
            unit.proofs().keepDay(id, day, told("a", "first"));
            unit.proofs().keepDay(id, day, told("a", "second"));
            unit.proofs().keepDay(id, day, told("b", "other"));
            unit.proofs().keepDay(id, day.plusDays(1), told("a", "later"));
            return id;
        });

        store.read(unit -> {
            int id = device(unit.devices().all(), "TOLD00001").id();
            assertThat(unit.proofs().told(id)).containsExactly(told("a", "{}"), told("b", "{}"));
            assertThat(unit.proofs().days(id, null, null).values())
                    .containsExactly(List.of(told("a", "second"), told("b", "other")), List.of(told("a", "later")));
            assertThat(unit.proofs().days(id, day, day.plusDays(1)).keySet()).containsExactly(day);
            assertThat(unit.proofs().days(id + 1, null, null)).isEmpty();
            assertThat(unit.proofs().firstDay(id, null)).contains(day);
            assertThat(unit.proofs().firstDay(id, day.plusDays(1))).contains(day.plusDays(1));
            assertThat(unit.proofs().firstDay(id, day.plusDays(2))).isEmpty();
            assertThat(unit.proofs().firstDay(id + 1, null)).isEmpty();
            return id;
        });
    }

    private static Told told(String agent, String text) {
        return new Told(agent, NOW, NOW.plusSeconds(1), text);
    }

    private static void ingest(Store store, List<Observation> observations) {
        store.write(unit -> EventIngest.ingest(
                unit, unit.devices().lock(observations.get(0).event().device(), NOW), observations, NOW));
    }

    private static void compare(Store real, Store memory, String key, String step) {
        same(real, memory, key, step, (unit, device) -> unit.tallies().kept(device.id(), null, null));
        same(real, memory, key, step, (unit, device) -> unit.tallies().kept(device.id(), hour(BEGINNING), END));
        same(
                real,
                memory,
                key,
                step,
                (unit, device) ->
                        unit.tallies().totals(List.of(device.key(), DeviceKey.of("UNKNOWN")), hour(BEGINNING), null));
        same(real, memory, key, step, (unit, device) -> unit.tallies().rows(device, BEGINNING, END));
        same(real, memory, key, step, (unit, device) -> unit.tallies().firstRow(device.id(), null));
        same(real, memory, key, step, (unit, device) -> unit.tallies().firstRow(device.id(), END));
        same(real, memory, key, step, (unit, device) -> unit.tallies().due(List.of(device.key())));
        same(
                real,
                memory,
                key,
                step,
                (unit, device) -> unit.tallies()
                        .days(
                                device.id(),
                                BEGINNING.toLocalDate(),
                                END.toLocalDate().plusDays(1)));
    }

    private static LocalDateTime hour(LocalDateTime at) {
        return at.withMinute(0);
    }

    private static void same(
            Store real, Store memory, String key, String step, BiFunction<UnitOfWork, Device, Object> asked) {
        assertThat(answer(memory, key, asked)).as(step).isEqualTo(answer(real, key, asked));
    }

    private static Object answer(Store store, String key, BiFunction<UnitOfWork, Device, Object> asked) {
        return store.read(
                unit -> String.valueOf(asked.apply(unit, device(unit.devices().all(), key))));
    }

    private static Device device(List<Device> devices, String key) {
        return devices.stream()
                .filter(device -> device.key().value().equals(key))
                .findFirst()
                .orElseThrow();
    }
}
