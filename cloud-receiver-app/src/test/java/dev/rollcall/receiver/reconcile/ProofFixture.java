package dev.rollcall.receiver.reconcile;

import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.exchange.HeartbeatMessage.SerialSpan;
import dev.rollcall.attendance.exchange.ProofMessage;
import dev.rollcall.attendance.exchange.ProofMessages;
import dev.rollcall.attendance.exchange.TalliesMessage.Count;
import dev.rollcall.attendance.reconcile.Finding;
import dev.rollcall.attendance.reconcile.TallySum;
import dev.rollcall.receiver.ingest.EventIngest;
import dev.rollcall.receiver.ingest.Introduction;
import dev.rollcall.receiver.jdbc.Database;
import dev.rollcall.receiver.jdbc.DatabaseSettings;
import dev.rollcall.receiver.jdbc.JdbcStore;
import dev.rollcall.receiver.jdbc.RowCount;
import dev.rollcall.receiver.reconcile.Completeness.DayLine;
import dev.rollcall.receiver.reconcile.Completeness.DeviceLine;
import dev.rollcall.receiver.store.DayTally;
import dev.rollcall.receiver.store.Device;
import dev.rollcall.receiver.testing.Punch;
import dev.rollcall.receiver.testing.Stores;
import dev.rollcall.receiver.web.ExchangeJson;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A receiver's store in a database, and what agents tell it. All devices are heard of first on 3 November 2026; it is 1 December. Each test
 * has devices of its own.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ProofFixture {

    static final Instant KNOWN = Instant.parse("2026-11-03T09:00:00Z");
    static final Instant NOW = Instant.parse("2026-12-01T09:00:00Z");
    static final AskedDays NOVEMBER = asked("2026-11-01", "2026-12-01");
    static final TallySum CHANGED = new TallySum(3, "1f".repeat(16));

    Database database;
    JdbcStore store;
    ProofBook book;
    Completeness completeness;
    Statements statements;
    Instant now = NOW;

    abstract DatabaseSettings settings(Path folder);

    @BeforeAll
    void open(@TempDir Path folder) {
        database = Stores.open(settings(folder));
        store = JdbcStore.in(database, KNOWN);
        book = new ProofBook(store, () -> now, new ExchangeJson(), new Introduction(1000));
        completeness = new Completeness(store, book, () -> now);
        statements = new Statements(store, () -> now, completeness, new Signer(store, () -> now));
    }

    @AfterAll
    void close() {
        database.close();
    }

    @BeforeEach
    void today() {
        now = NOW;
    }

    void known(String key, @Nullable String zone) {
        store.write(unit -> unit.devices().add(DeviceKey.of(key), key, null, zone, KNOWN));
    }

    void store(String key, String wallClock, long serial) {
        store.write(unit -> EventIngest.ingest(
                unit,
                unit.devices().lock(DeviceKey.of(key), KNOWN),
                List.of(Punch.at(key).serial(serial).time(wallClock).observation()),
                KNOWN));
    }

    void tell(String key, String until, ProofMessage.Day... days) {
        tell(key, until, List.of(), days);
    }

    void tell(String key, String until, List<Finding> findings, ProofMessage.Day... days) {
        tell("office", now, List.of(), key, until, findings, days);
    }

    /** An agent tells; null for a device's clock before which something may be missing. */
    void tell(
            String agent,
            Instant checkedAt,
            List<SerialSpan> covered,
            String key,
            @Nullable String until,
            List<Finding> findings,
            ProofMessage.Day... days) {
        book.keep(
                agent,
                List.of(new ProofMessage(
                        key, checkedAt.toString(), until, covered, ProofMessages.toMessages(findings), List.of(days))));
    }

    static ProofMessage.Day complete(String day) {
        return proof(day, TallySum.ZERO, true, List.of());
    }

    static ProofMessage.Day begun(String day) {
        return proof(day, TallySum.ZERO, false, List.of());
    }

    static ProofMessage.Day proof(String day, TallySum sum, boolean over, List<Finding> findings) {
        Count count = ProofMessages.count(null, sum);
        return new ProofMessage.Day(
                day, "COUNTED", 7L, 7, count, count, true, over, ProofMessages.toMessages(findings));
    }

    DeviceLine of(String key, AskedDays days) {
        return completeness.of(key, days).get(0);
    }

    static DayLine day(DeviceLine line, String day) {
        return line.days().stream()
                .filter(one -> one.day().equals(day))
                .findFirst()
                .orElseThrow();
    }

    static AskedDays asked(String from, String to) {
        return new AskedDays(LocalDate.parse(from), LocalDate.parse(to), true);
    }

    /** Deletes a row as somebody at the database might. */
    void delete(String key, long serial) {
        for (String table : List.of("event", "event_identity")) {
            RowCount.execute(
                    database,
                    "delete from @" + table + " where serial_no = " + serial + " and device_id = "
                            + device(key).id());
        }
    }

    Device device(String key) {
        return store.<Optional<Device>>read(unit -> unit.devices().find(DeviceKey.of(key)))
                .orElseThrow();
    }

    /** Returns what is kept of a day. */
    TallySum sum(String key, String day) {
        LocalDate from = LocalDate.parse(day);
        return store.<SortedMap<LocalDate, DayTally>>read(
                        unit -> unit.tallies().days(device(key).id(), from, from.plusDays(1)))
                .getOrDefault(from, DayTally.ZERO)
                .tally()
                .sum();
    }
}
