package dev.rollcall.receiver.reconcile;

import dev.rollcall.attendance.reconcile.Tally;
import dev.rollcall.attendance.reconcile.TallySheet;
import dev.rollcall.receiver.store.AlarmLog;
import dev.rollcall.receiver.store.CountedEvent;
import dev.rollcall.receiver.store.Device;
import dev.rollcall.receiver.store.Store;
import dev.rollcall.receiver.store.UnitOfWork;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Holds the kept tallies against the rows, a month in each transaction. Where they differ somebody changed rows by hand (or an older version
 * stored some): the rows count from then on, and an alarm tells. A row that does not say what was stored raises an alarm of its own.
 * Hours with archived events are left alone.
 * Thread-safe.
 */
public final class Recount {

    private static final int DAYS = 31;
    private static final int REPRINT_DAYS = 2;
    private static final LocalDateTime END = LocalDateTime.of(9999, 12, 31, 0, 0);

    private final Store store;
    private final InstantSource clock;

    public Recount(Store store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Counts all of a device.
     *
     * @return a sentence for each row that does not say what was stored, and for each day that has not the rows that were stored there;
     *     such a day is told once, since the rows count from then on
     */
    public List<String> all(Device device) {
        int marks = store.read(unit -> unit.tallies().marks(device.id()));
        List<String> found = window(device, null, null);
        return store.write(unit -> {
            unit.tallies().counted(device.id(), marks, clock.instant());
            return found;
        });
    }

    /** Counts a window of a device; a null bound is none. */
    public List<String> window(Device device, @Nullable LocalDateTime from, @Nullable LocalDateTime to) {
        List<String> found = new ArrayList<>();
        LocalDateTime end = to == null ? END : to;
        LocalDateTime start = from == null ? next(device, null) : from;
        while (start.isBefore(end)) {
            LocalDateTime pieceStart = start;
            LocalDateTime pieceEnd = start.plusDays(DAYS).isBefore(end) ? start.plusDays(DAYS) : end;
            found.addAll(store.write(unit -> piece(unit, device, pieceStart, pieceEnd)));
            LocalDateTime next = next(device, pieceEnd);
            start = next.isAfter(pieceEnd) ? next : pieceEnd;
        }
        return found;
    }

    /**
     * Returns where to go on: before it nothing counts and nothing is kept. An event may count as a re-print, a little before what is
     * indexed; and of hours that lost all their rows only the tallies are left.
     */
    private LocalDateTime next(Device device, @Nullable LocalDateTime from) {
        return store.read(unit -> Stream.of(
                        unit.tallies()
                                .firstRow(device.id(), from == null ? null : from.minusDays(REPRINT_DAYS))
                                .map(hour -> hour.minusDays(REPRINT_DAYS)),
                        unit.tallies().firstKept(device.id(), from))
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder())
                .orElse(END));
    }

    private List<String> piece(UnitOfWork unit, Device device, LocalDateTime from, LocalDateTime to) {
        Instant now = clock.instant();
        List<String> found = new ArrayList<>();
        Device locked = unit.devices().lock(device.key(), now);
        List<CountedEvent> rows = unit.tallies().rows(locked, from, to);
        Map<LocalDateTime, Tally> hours = new HashMap<>();
        for (CountedEvent row : rows) {
            hours.merge(row.tallied().hour(), row.tallied().tally(), Tally::plus);
            if (!row.asWritten()) {
                found.add(raise(unit, locked, row.tallied().key().id().hex(), now));
            }
        }
        TallySheet kept = unit.tallies().kept(locked.id(), from, to);
        if (!kept.equals(TallySheet.of(hours))) {
            Set<LocalDateTime> leftAlone = archivedHours(unit, locked, from, to);
            TallySheet keptHere = without(leftAlone, kept.hours());
            TallySheet counted = without(leftAlone, hours);
            if (!keptHere.equals(counted)) {
                boolean expected = !unit.tallies().due(List.of(locked.key())).isEmpty();
                if (!expected) {
                    found.addAll(tell(unit, locked, keptHere, counted, now));
                }
                unit.tallies().replace(locked, from, to, rows);
            }
        }
        return found;
    }

    /** Of an hour with archived events there is nothing to count but what is kept of it. */
    private static Set<LocalDateTime> archivedHours(
            UnitOfWork unit, Device device, LocalDateTime from, LocalDateTime to) {
        return unit.tallies().archived(device, from, to).values().stream()
                .map(TallySheet::hourOf)
                .collect(Collectors.toSet());
    }

    private static TallySheet without(Set<LocalDateTime> some, Map<LocalDateTime, Tally> hours) {
        Map<LocalDateTime, Tally> others = new HashMap<>(hours);
        others.keySet().removeAll(some);
        return TallySheet.of(others);
    }

    private static String raise(UnitOfWork unit, Device device, String id, Instant now) {
        String detail = "Event " + id
                + " does not say what it said when it was stored: it was edited in the database, or is damaged.";
        unit.alarms().raise(device.id(), AlarmLog.EDITED, id, detail, now);
        return detail;
    }

    private static List<String> tell(UnitOfWork unit, Device device, TallySheet kept, TallySheet rows, Instant now) {
        Map<String, ?> differing = TallySheet.differing(
                TallySheet.sums(kept.days(), Object::toString), TallySheet.sums(rows.days(), Object::toString));
        List<String> told = new ArrayList<>();
        for (String day : differing.keySet()) {
            String detail =
                    "The rows of " + day + " are not those that were stored there: some were added, removed or edited"
                            + " in the database. They are counted as they are now; the next comparison with an agent names each.";
            unit.alarms().raise(device.id(), AlarmLog.RECOUNTED, day, detail, now);
            told.add(detail);
        }
        return told;
    }
}
