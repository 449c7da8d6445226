package dev.rollcall.receiver.reconcile;

import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.IsoText;
import dev.rollcall.attendance.reconcile.EventKey;
import dev.rollcall.attendance.reconcile.MerkleTree;
import dev.rollcall.attendance.reconcile.Statement;
import dev.rollcall.attendance.reconcile.Tally;
import dev.rollcall.attendance.reconcile.Verdict;
import dev.rollcall.receiver.reconcile.Completeness.DayLine;
import dev.rollcall.receiver.reconcile.Completeness.DeviceLine;
import dev.rollcall.receiver.reconcile.Completeness.FindingLine;
import dev.rollcall.receiver.store.CountedEvent;
import dev.rollcall.receiver.store.DayTally;
import dev.rollcall.receiver.store.Device;
import dev.rollcall.receiver.store.Store;
import dev.rollcall.receiver.store.UnitOfWork;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes signed statements: the roots are computed from the rows, never from what is kept about them, and all of a statement from one
 * state of the store, whatever comes meanwhile. Thread-safe.
 */
public final class Statements {

    private final Store store;
    private final InstantSource clock;
    private final Completeness completeness;
    private final Signer signer;

    public Statements(Store store, InstantSource clock, Completeness completeness, Signer signer) {
        this.store = store;
        this.clock = clock;
        this.completeness = completeness;
        this.signer = signer;
    }

    /**
     * Returns the statement of a device's days; empty if there is no such device.
     *
     * @param asked which days, by the device's clock
     */
    public Optional<SignedStatement> of(String device, AskedDays asked) {
        return store.snapshot(unit -> unit.devices()
                        .find(DeviceKey.of(device))
                        .map(known -> statement(unit, known, completeness.line(unit, known, asked))))
                .map(signer::sign);
    }

    /** A day, and whether its rows are those that were counted when they were stored. */
    private record Stated(Statement.Day day, boolean sound) {}

    private Statement statement(UnitOfWork unit, Device device, DeviceLine line) {
        SortedMap<LocalDate, DayTally> kept =
                unit.tallies().days(device.id(), LocalDate.parse(line.from()), LocalDate.parse(line.to()));
        List<Stated> days =
                line.days().stream().map(day -> day(unit, device, day, kept)).toList();
        return new Statement(
                store.id(),
                line.device(),
                line.from(),
                line.to(),
                clock.instant().toString(),
                completeUntil(line, days),
                line.checkedAt(),
                Stream.concat(
                                FindingLine.missing("of no day", line.findings(), line.findingsLeftOut()),
                                line.days().stream()
                                        .flatMap(day ->
                                                FindingLine.missing(day.day(), day.findings(), day.findingsLeftOut())))
                        .distinct()
                        .toList(),
                days.stream().map(Stated::day).toList());
    }

    /** Rows that were edited by hand are found here first, so nothing is complete beyond them either. */
    private static @Nullable String completeUntil(DeviceLine line, List<Stated> days) {
        String until = line.completeUntil();
        if (until == null) {
            return null;
        }
        return days.stream()
                .filter(stated -> !stated.sound())
                .map(stated -> LocalDate.parse(stated.day().day()).atStartOfDay())
                .filter(start -> start.isBefore(LocalDateTime.parse(until)))
                .findFirst()
                .map(IsoText::of)
                .orElse(until);
    }

    private static Stated day(UnitOfWork unit, Device device, DayLine line, SortedMap<LocalDate, DayTally> keptDays) {
        LocalDate day = LocalDate.parse(line.day());
        List<CountedEvent> rows =
                unit.tallies().rows(device, day.atStartOfDay(), day.plusDays(1).atStartOfDay());
        List<EventKey> keys = rows.stream().map(row -> row.tallied().key()).toList();
        Tally kept = keptDays.getOrDefault(day, DayTally.ZERO).tally();
        boolean sound = keys.stream()
                        .map(Tally::of)
                        .reduce(Tally.ZERO, Tally::plus)
                        .sum()
                        .equals(kept.sum())
                && rows.stream().allMatch(CountedEvent::asWritten);
        Statement.Day stated = new Statement.Day(
                line.day(),
                sound ? line.verdict() : Verdict.INCOMPLETE.name(),
                sound ? line.why() : "rows of this day were changed by hand, or are gone",
                line.deviceSays(),
                line.journalSays(),
                keys.size(),
                MerkleTree.rootOf(keys));
        return new Stated(stated, sound);
    }
}
