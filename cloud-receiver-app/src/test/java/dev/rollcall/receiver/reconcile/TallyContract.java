package dev.rollcall.receiver.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.attendance.event.EventId;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.attendance.exchange.TalliesAnswer.Difference;
import dev.rollcall.attendance.exchange.TalliesMessage.Count;
import dev.rollcall.attendance.identity.EventIdentity;
import dev.rollcall.attendance.reconcile.EventKey;
import dev.rollcall.attendance.reconcile.Tally;
import dev.rollcall.receiver.ingest.Introduction;
import dev.rollcall.receiver.jdbc.RowCount;
import dev.rollcall.receiver.store.DayTally;
import dev.rollcall.receiver.store.Store;
import dev.rollcall.receiver.testing.BusyStore;
import dev.rollcall.receiver.testing.Punch;
import dev.rollcall.receiver.upkeep.RecountStep;
import dev.rollcall.receiver.web.ExchangeJson;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What both databases have to do with tallies: keep them true to the rows, count anew where it is due, name what differs. */
abstract class TallyContract extends TallyFixture {

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
}
