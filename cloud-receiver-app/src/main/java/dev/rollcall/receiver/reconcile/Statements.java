package dev.rollcall.receiver.reconcile;

import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.IsoText;
import dev.rollcall.attendance.reconcile.EventKey;
import dev.rollcall.attendance.reconcile.MerkleTree;
import dev.rollcall.attendance.reconcile.Statement;
import dev.rollcall.attendance.reconcile.Verdict;
import dev.rollcall.receiver.reconcile.Completeness.DayLine;
import dev.rollcall.receiver.reconcile.Completeness.DeviceLine;
import dev.rollcall.receiver.reconcile.Completeness.FindingLine;
import dev.rollcall.receiver.store.CountedEvent;
import dev.rollcall.receiver.store.Device;
import dev.rollcall.receiver.store.Store;
import dev.rollcall.receiver.store.UnitOfWork;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes signed statements: the roots are computed from the rows, never from what is kept about them, and all of a statement from one
 * state of the store, whatever comes meanwhile. Thread-safe.
 */
public final class Statements {

    /** What is complete stays so; but what is not in the database cannot be stated. */
    private static final String ARCHIVED = "events of this day are archived: their rows are not in the database";

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

    private Statement statement(UnitOfWork unit, Device device, DeviceLine line) {
        List<Statement.Day> days =
                line.days().stream().map(day -> day(unit, device, day)).toList();
        return new Statement(
                store.id(),
                line.device(),
                line.from(),
                line.to(),
                clock.instant().toString(),
                completeUntil(line, days),
                line.checkedAt(),
                Stream.concat(line.findings().stream(), line.days().stream().flatMap(day -> day.findings().stream()))
                        .filter(FindingLine::isMissing)
                        .map(FindingLine::text)
                        .distinct()
                        .toList(),
                days);
    }

    /** Rows that were edited by hand are found here first, so nothing is complete beyond them either. */
    private static @Nullable String completeUntil(DeviceLine line, List<Statement.Day> days) {
        String until = line.completeUntil();
        if (until == null) {
            return null;
        }
        return IntStream.range(0, days.size())
                .filter(day ->
                        !days.get(day).verdict().equals(line.days().get(day).verdict())
                                && !ARCHIVED.equals(days.get(day).why()))
                .mapToObj(day -> LocalDate.parse(days.get(day).day()).atStartOfDay())
                .filter(start -> start.isBefore(LocalDateTime.parse(until)))
                .findFirst()
                .map(IsoText::of)
                .orElse(until);
    }

    private static Statement.Day day(UnitOfWork unit, Device device, DayLine line) {
        LocalDate day = LocalDate.parse(line.day());
        List<CountedEvent> rows =
                unit.tallies().rows(device, day.atStartOfDay(), day.plusDays(1).atStartOfDay());
        List<EventKey> keys = rows.stream().map(row -> row.tallied().key()).toList();
        boolean sound = rows.size() == line.receiverSays() && rows.stream().allMatch(CountedEvent::asWritten);
        boolean archived = !sound && isArchived(unit, device, day);
        return new Statement.Day(
                line.day(),
                sound ? line.verdict() : (archived ? Verdict.UNKNOWN : Verdict.INCOMPLETE).name(),
                sound ? line.why() : archived ? ARCHIVED : "rows of this day were changed by hand, or are gone",
                line.deviceSays(),
                line.journalSays(),
                keys.size(),
                MerkleTree.rootOf(keys));
    }

    private static boolean isArchived(UnitOfWork unit, Device device, LocalDate day) {
        return unit
                .tallies()
                .archived(device, day.atStartOfDay(), day.plusDays(1).atStartOfDay())
                .values()
                .stream()
                .anyMatch(printed -> printed.toLocalDate().equals(day));
    }
}
