package dev.rollcall.receiver.reconcile;

import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.reconcile.EventKey;
import dev.rollcall.attendance.reconcile.MerkleTree;
import dev.rollcall.attendance.reconcile.Statement;
import dev.rollcall.attendance.reconcile.Verdict;
import dev.rollcall.receiver.reconcile.Completeness.DayLine;
import dev.rollcall.receiver.reconcile.Completeness.DeviceLine;
import dev.rollcall.receiver.store.CountedEvent;
import dev.rollcall.receiver.store.Device;
import dev.rollcall.receiver.store.Store;
import dev.rollcall.receiver.store.UnitOfWork;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

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
     * @param from the first day, by the device's clock
     * @param to   the day after the last
     */
    public Optional<SignedStatement> of(String device, LocalDate from, LocalDate to) {
        return store.snapshot(unit -> unit.devices()
                        .find(DeviceKey.of(device))
                        .map(known -> statement(unit, known, completeness.line(unit, known, from, to))))
                .map(signer::sign);
    }

    private Statement statement(UnitOfWork unit, Device device, DeviceLine line) {
        return new Statement(
                store.id(),
                line.device(),
                clock.instant().toString(),
                line.completeUntil(),
                line.checkedAt(),
                line.days().stream().map(day -> day(unit, device, day)).toList());
    }

    private static Statement.Day day(UnitOfWork unit, Device device, DayLine line) {
        LocalDate day = LocalDate.parse(line.day());
        List<CountedEvent> rows =
                unit.tallies().rows(device, day.atStartOfDay(), day.plusDays(1).atStartOfDay());
        List<EventKey> keys = rows.stream().map(row -> row.tallied().key()).toList();
        boolean sound = rows.size() == line.receiverSays() && rows.stream().allMatch(CountedEvent::asWritten);
        return new Statement.Day(
                line.day(),
                sound ? line.verdict() : Verdict.INCOMPLETE.name(),
                line.deviceSays(),
                line.journalSays(),
                keys.size(),
                MerkleTree.rootOf(keys));
    }
}
