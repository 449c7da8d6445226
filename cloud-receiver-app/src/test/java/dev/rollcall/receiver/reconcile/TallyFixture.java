package dev.rollcall.receiver.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.attendance.event.Observation;
import dev.rollcall.attendance.exchange.ProofMessages;
import dev.rollcall.attendance.exchange.TalliesAnswer;
import dev.rollcall.attendance.exchange.TalliesAnswer.Difference;
import dev.rollcall.attendance.exchange.TalliesMessage;
import dev.rollcall.attendance.exchange.TalliesMessage.Count;
import dev.rollcall.attendance.exchange.TalliesMessage.Key;
import dev.rollcall.attendance.exchange.TalliesMessage.Window;
import dev.rollcall.attendance.identity.EventIdentity;
import dev.rollcall.attendance.reconcile.EventKey;
import dev.rollcall.attendance.reconcile.Tally;
import dev.rollcall.attendance.reconcile.TallySheet;
import dev.rollcall.receiver.ingest.EventIngest;
import dev.rollcall.receiver.jdbc.Database;
import dev.rollcall.receiver.jdbc.DatabaseSettings;
import dev.rollcall.receiver.jdbc.JdbcStore;
import dev.rollcall.receiver.store.Alarm;
import dev.rollcall.receiver.store.CountedEvent;
import dev.rollcall.receiver.store.Device;
import dev.rollcall.receiver.testing.Punch;
import dev.rollcall.receiver.testing.Stores;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A receiver's store in a database, with what it is asked about its tallies. Each test has devices of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TallyFixture {

    static final Instant NOW = Instant.parse("2026-11-24T06:00:00Z");
    static final LocalDateTime BEGINNING = LocalDateTime.parse("2026-11-01T00:00:00");
    static final LocalDateTime END = LocalDateTime.parse("2026-12-01T00:00:00");

    Database database;
    JdbcStore store;
    TallyComparison comparison;
    Recount recount;

    abstract DatabaseSettings settings(Path folder);

    @BeforeAll
    void open(@TempDir Path folder) {
        database = Stores.open(settings(folder));
        store = JdbcStore.in(database, NOW);
        comparison = new TallyComparison(store, InstantSource.fixed(NOW));
        recount = new Recount(store, InstantSource.fixed(NOW));
    }

    @AfterAll
    void close() {
        database.close();
    }

    List<EventKey> stored(String device, int count) {
        List<Observation> all = IntStream.rangeClosed(1, count)
                .mapToObj(number -> punch(device, number).observation())
                .toList();
        ingest(all);
        return all.stream()
                .map(seen -> new EventKey(EventIdentity.idOf(seen.event()), EventIdentity.digestOf(seen.event())))
                .toList();
    }

    static Punch punch(String device, int number) {
        return Punch.at(device).serial((long) number).time(String.format("2026-11-23T09:%02d:07", number));
    }

    void ingest(List<Observation> observations) {
        store.write(unit -> EventIngest.ingest(
                unit, unit.devices().lock(observations.get(0).event().device(), NOW), observations, NOW));
    }

    List<Difference> ask(String device, List<EventKey> keys, String level, boolean recount) {
        Tally all = keys.stream().map(Tally::of).reduce(Tally.ZERO, Tally::plus);
        @Nullable String at = switch (level) {
            case "ALL" -> null;
            case "DAY" -> "2026-11-23";
            default -> "2026-11-23T09";
        };
        boolean events = level.equals("EVENT");
        List<Count> counts =
                keys.isEmpty() && !level.equals("ALL") ? List.of() : List.of(ProofMessages.count(at, all.sum()));
        Window window = new Window(
                device,
                level,
                events ? null : counts,
                level.equals("HOUR") ? "2026-11-23" : events ? at : null,
                events
                        ? keys.stream()
                                .map(key ->
                                        new Key(key.id().hex(), key.content().hex()))
                                .toList()
                        : null);
        TalliesAnswer answer = comparison.compare(Asked.of(
                new TalliesMessage(1, "agent", "2026-11-01T00", "2026-12-01T00", recount, List.of(window), null)));
        assertThat(answer.store()).isEqualTo(store.id());
        return answer.differing();
    }

    Device device(String key) {
        return store.read(unit -> unit.devices().all().stream()
                .filter(one -> one.key().value().equals(key))
                .findFirst()
                .orElseThrow());
    }

    TallySheet kept(String key) {
        return store.read(unit -> unit.tallies().kept(device(key).id(), null, null));
    }

    TallySheet counted(String key) {
        Map<LocalDateTime, Tally> hours = new HashMap<>();
        List<CountedEvent> rows = store.read(unit -> unit.tallies().rows(device(key), BEGINNING, END));
        assertThat(rows).allMatch(CountedEvent::asWritten);
        rows.forEach(row -> hours.merge(row.tallied().hour(), row.tallied().tally(), Tally::plus));
        return TallySheet.of(hours);
    }

    List<String> alarms(String key) {
        int id = device(key).id();
        return store.read(unit -> unit.alarms().latest(1000)).stream()
                .filter(alarm -> alarm.deviceId() == id)
                .map(Alarm::kind)
                .toList();
    }
}
