package dev.rollcall.receiver.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.attendance.event.EventId;
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
import dev.rollcall.receiver.ingest.Introduction;
import dev.rollcall.receiver.jdbc.Database;
import dev.rollcall.receiver.jdbc.DatabaseSettings;
import dev.rollcall.receiver.jdbc.JdbcStore;
import dev.rollcall.receiver.jdbc.RowCount;
import dev.rollcall.receiver.store.Alarm;
import dev.rollcall.receiver.store.CountedEvent;
import dev.rollcall.receiver.store.DayTally;
import dev.rollcall.receiver.store.Device;
import dev.rollcall.receiver.store.Store;
import dev.rollcall.receiver.testing.BusyStore;
import dev.rollcall.receiver.testing.Punch;
import dev.rollcall.receiver.testing.Stores;
import dev.rollcall.receiver.upkeep.RecountStep;
import dev.rollcall.receiver.web.ExchangeJson;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What both databases have to do with tallies. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TallyContract {

    private static final Instant NOW = Instant.parse("2026-11-24T06:00:00Z");
    private static final LocalDateTime BEGINNING = LocalDateTime.parse("2026-11-01T00:00:00");
    private static final LocalDateTime END = LocalDateTime.parse("2026-12-01T00:00:00");

    private Database database;
    private JdbcStore store;
    private TallyComparison comparison;
    private Recount recount;

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

    /** Pushes without serials, re-prints, forged persons, merges, repeats, in any order and any batch. */
    @Test
    void kept_areWhatTheRowsCount_whateverWasStoredInWhichOrder() {
        for (int round = 0; round < 12; round++) {
            Random random = new Random(round);
            String device = String.format("TALLY%04d", round);
            for (int batch = 0; batch < 12; batch++) {
                List<Observation> some = IntStream.range(0, 1 + random.nextInt(8))
                        .mapToObj(any -> Punch.odd(device, random))
                        .toList();
                ingest(some);
                assertThat(kept(device))
                        .as("round " + round + ", batch " + batch)
                        .isEqualTo(counted(device));
            }
            assertThat(kept(device).total().events()).isPositive();
            SortedMap<LocalDate, DayTally> days = store.read(
                    unit -> unit.tallies().days(device(device).id(), BEGINNING.toLocalDate(), END.toLocalDate()));
            assertThat(days.values().stream().map(DayTally::tally).reduce(Tally.ZERO, Tally::plus))
                    .isEqualTo(kept(device).total());
            assertThat(days.values().stream()
                            .flatMap(day -> day.firstSeenBy().values().stream())
                            .mapToLong(Long::longValue)
                            .sum())
                    .isEqualTo(kept(device).total().events());
        }
    }

    /** A clock that lost its time begins in 1970, and may be set to anything. */
    @Test
    void days_areThoseOfTheClock_alsoBefore1970() {
        ingest(List.of(
                Punch.at("OLDCLOCK1").serial(1L).time("0001-02-03T00:00:00").observation(),
                Punch.at("OLDCLOCK1").serial(2L).time("1969-12-31T00:00:00").observation(),
                Punch.at("OLDCLOCK1").serial(3L).time("1969-12-31T23:59:59").observation(),
                Punch.at("OLDCLOCK1").serial(4L).time("1970-01-01T00:00:00").observation()));

        Map<String, Long> events = new TreeMap<>();
        store.read(unit ->
                        unit.tallies().days(device("OLDCLOCK1").id(), LocalDate.parse("0000-01-01"), END.toLocalDate()))
                .forEach(
                        (day, tally) -> events.put(day.toString(), tally.tally().events()));
        assertThat(events).isEqualTo(Map.of("0001-02-03", 1L, "1969-12-31", 2L, "1970-01-01", 1L));
    }

    @Test
    void equalTallies_nameNothing() {
        List<EventKey> keys = stored("EQUAL0001", 30);

        assertThat(ask("EQUAL0001", keys, "ALL", false)).isEmpty();
        assertThat(ask("EQUAL0001", keys, "DAY", true)).isEmpty();
        assertThat(ask("EQUAL0001", keys, "HOUR", false)).isEmpty();
        assertThat(ask("EQUAL0001", keys, "EVENT", false)).isEmpty();
    }

    @Test
    void whatTheReceiverLacks_isFoundFromTheTopDown_andSoIsWhatItHasBesides() {
        List<EventKey> keys = new ArrayList<>(stored("DIFFER001", 30));
        EventKey other = keys.remove(3);
        EventKey lacking = new EventKey(EventId.of("0".repeat(32)), other.content());
        keys.add(lacking);

        assertThat(ask("DIFFER001", keys, "ALL", false)).hasSize(1);
        Difference day = ask("DIFFER001", keys, "DAY", false).get(0);
        assertThat(day.tallies()).extracting(Count::at).containsExactly("2026-11-23");
        Difference hour = ask("DIFFER001", keys, "HOUR", false).get(0);
        assertThat(hour.tallies()).extracting(Count::at).containsExactly("2026-11-23T09");
        Difference event = ask("DIFFER001", keys, "EVENT", false).get(0);
        assertThat(event.missing()).containsExactly(lacking.id().hex());
        assertThat(event.events())
                .singleElement()
                .satisfies(held -> assertThat(held.id()).isEqualTo(other.id().hex()))
                .satisfies(held -> assertThat(held.serialNo()).isEqualTo(4))
                .satisfies(held -> assertThat(held.confirmed()).isTrue());
    }

    @Test
    void deviceUnknownHere_differsInAllItHas() {
        EventKey key = new EventKey(
                EventId.of("1".repeat(32)), EventIdentity.digestOf(Punch.at("X").event()));

        assertThat(ask("UNKNOWN01", List.of(key), "ALL", true)).hasSize(1);
        assertThat(ask("UNKNOWN01", List.of(key), "EVENT", false).get(0).missing())
                .containsExactly(key.id().hex());
        assertThat(ask("UNKNOWN01", List.of(), "ALL", false)).isEmpty();
    }

    /** Every column that says something; a person at the database leaves the hashes as they are. */
    @ParameterizedTest
    @CsvSource({
        "employee_no, '''666'''",
        "wall_clock, wall_clock + 60",
        "occurred_at, occurred_at + 60000",
        "kind, '''CHECK_OUT'''",
        "name, '''Somebody'''",
        "major, 3",
        "minor, 76",
        "door, 9",
        "card_no, '''4711'''",
        "serial_no, serial_no + 1000",
        "time_quality, '''NONSENSE'''",
        "category, '''NONSENSE'''",
        "verify_method, '''NONSENSE'''",
        "content_digest, raw",
    })
    void rowEditedByHand_isNamed_andTheTerminalsLogPutsItRight(String column, String value) {
        String key = "ED" + Integer.toHexString(column.hashCode() & 0xFFFFFFF);
        List<EventKey> keys = stored(key, 12);
        String bytes = settingsArePostgres() ? "'\\x01'::bytea" : "x'01'";
        RowCount.execute(
                database,
                "update @event set " + column + " = " + (value.equals("raw") ? bytes : value)
                        + " where serial_no = 5 and device_id = (select id from @device where device_key = '" + key
                        + "')");

        assertThat(ask(key, keys, "ALL", true)).hasSize(1);
        Difference named = ask(key, keys, "EVENT", false).get(0);
        assertThat(named.missing()).isEmpty();
        assertThat(named.events())
                .singleElement()
                .satisfies(
                        held -> assertThat(held.id()).isEqualTo(keys.get(4).id().hex()))
                .satisfies(held -> assertThat(held.asWritten()).isFalse());
        assertThat(alarms(key)).contains("EDITED", "RECOUNTED");

        ingest(List.of(punch(key, 5).observation()));
        assertThat(ask(key, keys, "ALL", false)).isEmpty();
        assertThat(kept(key)).isEqualTo(counted(key));
        assertThat(recount.all(device(key))).isEmpty();
    }

    @Test
    void channelThatCannotBeRead_holdsUpNeitherEventsNorCounting() {
        List<EventKey> keys = stored("CHANNEL01", 12);
        RowCount.execute(database, "update @event set channel = 'NONSENSE' where serial_no = 5");

        ingest(List.of(punch("CHANNEL01", 5).observation()));

        assertThat(recount.all(device("CHANNEL01"))).isEmpty();
        assertThat(ask("CHANNEL01", keys, "ALL", false)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"event", "event_identity"})
    void rowDeletedByHand_isMissed_andStoredWhenItIsSentAgain(String table) {
        String key = table.equals("event") ? "DELETED01" : "DELETED02";
        List<EventKey> keys = stored(key, 12);
        RowCount.execute(
                database,
                "delete from @" + table
                        + " where serial_no = 5 and device_id = (select id from @device where device_key = '" + key
                        + "')");

        assertThat(ask(key, keys, "ALL", true)).hasSize(1);
        assertThat(ask(key, keys, "EVENT", false).get(0).missing())
                .containsExactly(keys.get(4).id().hex());

        ingest(List.of(punch(key, 5).observation()));

        assertThat(ask(key, keys, "ALL", true)).isEmpty();
        assertThat(kept(key)).isEqualTo(counted(key));
    }

    /** Nothing of such an hour is left but what is kept of it. */
    @ParameterizedTest
    @CsvSource({"false", "true"})
    void allRowsOfADeviceDeletedByHand_areMissed(boolean othersStay) {
        String key = othersStay ? "EMPTIED02" : "EMPTIED01";
        List<EventKey> keys = stored(key, 12);
        if (othersStay) {
            ingest(List.of(
                    Punch.at(key).serial(900L).time("2026-08-03T09:00:00").observation()));
        }
        for (String table : List.of("event", "event_identity")) {
            RowCount.execute(
                    database,
                    "delete from @" + table + " where serial_no < 900 and device_id ="
                            + " (select id from @device where device_key = '" + key + "')");
        }

        assertThat(recount.all(device(key)))
                .singleElement()
                .satisfies(sentence -> assertThat(sentence).contains("2026-11-23"));
        assertThat(kept(key).total().events()).isEqualTo(othersStay ? 1 : 0);
        assertThat(ask(key, keys, "ALL", false)).hasSize(1);
        assertThat(alarms(key)).containsExactly("RECOUNTED");
        assertThat(recount.all(device(key))).isEmpty();
    }

    @Test
    void editedRow_isFoundAsLongAsItIsEdited_andTheDayOnce() {
        stored("EDITED100", 12);
        String where = " where serial_no = 5 and device_id = (select id from @device where device_key = 'EDITED100')";
        RowCount.execute(database, "update @event set employee_no = '666'" + where);

        assertThat(recount.all(device("EDITED100"))).hasSize(2);
        // Often enough for a driver to begin to read otherwise.
        for (int again = 0; again < 12; again++) {
            assertThat(recount.all(device("EDITED100"))).hasSize(1);
        }

        ingest(List.of(punch("EDITED100", 5).observation()));

        assertThat(recount.all(device("EDITED100"))).isEmpty();
        assertThat(alarms("EDITED100")).contains("EDITED", "RECOUNTED");
    }

    @Test
    void stepThatCountsOnceOnly_endsWhenAllIsCounted() {
        stored("ONCEONLY1", 3);
        Instant[] now = {NOW};
        RecountStep step = new RecountStep(store, () -> now[0] = now[0].plusSeconds(1), Duration.ZERO);
        int steps = 0;
        while (step.run()) {
            assertThat(++steps).isLessThan(1000);
        }

        assertThat(step.run()).isFalse();
        assertThat(steps).isPositive();
    }

    @Test
    void snapshot_seesNothingOfWhatComesMeanwhile() {
        stored("SNAPSHOT1", 3);

        List<Long> counts = store.snapshot(unit -> {
            long before = unit.feed().count();
            CompletableFuture.runAsync(
                            () -> ingest(List.of(punch("SNAPSHOT1", 4).observation())))
                    .join();
            return List.of(before, unit.feed().count());
        });

        assertThat(counts.get(1)).isEqualTo(counts.get(0));
        assertThat(store.<Long>read(unit -> unit.feed().count())).isEqualTo(counts.get(0) + 1);
    }

    /** Whoever asks several questions one after the other gets answers that do not fit one another. */
    @Test
    void statement_isOfOneState_whileEventsComeIn() {
        stored("STATEMENT", 3);
        int[] serial = {10};
        Store busy = new BusyStore(
                store, () -> ingest(List.of(punch("STATEMENT", serial[0]++).observation())), () -> {});
        InstantSource clock = InstantSource.fixed(NOW);
        ProofBook book = new ProofBook(busy, clock, new ExchangeJson(), new Introduction(1));
        Statements statements =
                new Statements(busy, clock, new Completeness(busy, book, clock), new Signer(store, clock));

        SignedStatement statement = statements
                .of("STATEMENT", new AskedDays(BEGINNING.toLocalDate(), END.toLocalDate(), true))
                .orElseThrow();

        assertThat(statement.toString()).contains("UNKNOWN").doesNotContain("INCOMPLETE");
    }

    @Test
    void deletedRow_noticedFirstBySendingItAgain_isCountedAnew() {
        List<EventKey> keys = stored("DELETED03", 12);
        RowCount.execute(
                database,
                "delete from @event where serial_no = 5 and device_id = (select id from @device where device_key = 'DELETED03')");
        ingest(List.of(punch("DELETED03", 5).observation()));

        assertThat(ask("DELETED03", keys, "ALL", false))
                .extracting(Difference::state)
                .containsExactly("COUNTING");
        assertThat(ask("DELETED03", keys, "ALL", true)).isEmpty();
        assertThat(ask("DELETED03", keys, "ALL", false)).isEmpty();
    }

    /** Somebody else comes upon the deleted row when the count is past its hour already. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void deviceThatIsMarkedWhileItIsCounted_isCountedAgain_withoutAFalseAlarm(boolean marked) {
        String name = marked ? "MARKED001" : "MARKED002";
        List<EventKey> keys = stored(name, 12);
        if (marked) {
            RowCount.execute(
                    database,
                    "insert into @tally_due (device_id) values (" + device(name).id() + ")");
        }
        boolean[] once = {true};
        Store busy = new BusyStore(store, () -> {}, () -> {
            if (once[0]) {
                once[0] = false;
                RowCount.execute(
                        database,
                        "delete from @event where serial_no = 5 and device_id = "
                                + device(name).id());
                ingest(List.of(punch(name, 5).observation()));
            }
        });

        assertThat(new Recount(busy, InstantSource.fixed(NOW)).all(device(name)))
                .isEmpty();

        assertThat(ask(name, keys, "ALL", false)).extracting(Difference::state).containsExactly("COUNTING");
        assertThat(recount.all(device(name))).isEmpty();
        assertThat(ask(name, keys, "ALL", false)).isEmpty();
        assertThat(alarms(name)).isEmpty();
    }

    @Test
    void devicesFromBeforeTallies_areCountedByTheStep_oneAfterTheOther() {
        List<EventKey> keys = stored("BEFORE001", 40);
        RowCount.execute(database, "delete from @tally");
        RowCount.execute(database, "delete from @tally_due");
        RowCount.execute(database, "insert into @tally_due (device_id) select id from @device");
        assertThat(ask("BEFORE001", keys, "ALL", false))
                .extracting(Difference::state)
                .containsExactly("COUNTING");

        RecountStep step = new RecountStep(store, InstantSource.fixed(NOW), Duration.ofDays(1));
        int steps = 0;
        while (step.run()) {
            steps++;
        }

        assertThat(steps).isGreaterThanOrEqualTo(1);
        assertThat(ask("BEFORE001", keys, "ALL", false)).isEmpty();
        assertThat(alarms("BEFORE001")).isEmpty();
    }

    private boolean settingsArePostgres() {
        return database.describe().contains("postgresql");
    }

    private List<EventKey> stored(String device, int count) {
        List<Observation> all = IntStream.rangeClosed(1, count)
                .mapToObj(number -> punch(device, number).observation())
                .toList();
        ingest(all);
        return all.stream()
                .map(seen -> new EventKey(EventIdentity.idOf(seen.event()), EventIdentity.digestOf(seen.event())))
                .toList();
    }

    private static Punch punch(String device, int number) {
        return Punch.at(device).serial((long) number).time(String.format("2026-11-23T09:%02d:07", number));
    }

    private void ingest(List<Observation> observations) {
        store.write(unit -> EventIngest.ingest(
                unit, unit.devices().lock(observations.get(0).event().device(), NOW), observations, NOW));
    }

    private List<Difference> ask(String device, List<EventKey> keys, String level, boolean recount) {
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

    private Device device(String key) {
        return store.read(unit -> unit.devices().all().stream()
                .filter(one -> one.key().value().equals(key))
                .findFirst()
                .orElseThrow());
    }

    private TallySheet kept(String key) {
        return store.read(unit -> unit.tallies().kept(device(key).id(), null, null));
    }

    private TallySheet counted(String key) {
        Map<LocalDateTime, Tally> hours = new HashMap<>();
        List<CountedEvent> rows = store.read(unit -> unit.tallies().rows(device(key), BEGINNING, END));
        assertThat(rows).allMatch(CountedEvent::asWritten);
        rows.forEach(row -> hours.merge(row.tallied().hour(), row.tallied().tally(), Tally::plus));
        return TallySheet.of(hours);
    }

    private List<String> alarms(String key) {
        int id = device(key).id();
        return store.read(unit -> unit.alarms().latest(1000)).stream()
                .filter(alarm -> alarm.deviceId() == id)
                .map(Alarm::kind)
                .toList();
    }
}
