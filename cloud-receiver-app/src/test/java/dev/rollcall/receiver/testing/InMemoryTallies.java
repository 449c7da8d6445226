package dev.rollcall.receiver.testing;

import dev.rollcall.attendance.event.Channel;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.reconcile.Tally;
import dev.rollcall.attendance.reconcile.TallySheet;
import dev.rollcall.receiver.store.CountedEvent;
import dev.rollcall.receiver.store.DayTally;
import dev.rollcall.receiver.store.Device;
import dev.rollcall.receiver.store.TallyShelf;
import dev.rollcall.receiver.testing.InMemoryTables.Identity;
import dev.rollcall.receiver.testing.InMemoryTables.Row;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The tallies of {@link InMemoryStore}: counted from its rows each time they are asked for, so that none can ever be otherwise. */
record InMemoryTallies(InMemoryTables tables) implements TallyShelf {

    @Override
    public Map<DeviceKey, Tally> totals(
            Collection<DeviceKey> devices, @Nullable LocalDateTime from, @Nullable LocalDateTime to) {
        Map<DeviceKey, Tally> totals = new HashMap<>();
        for (DeviceKey key : devices) {
            Integer number = tables.deviceNumbers.get(key.value());
            Tally total = number == null ? Tally.ZERO : kept(number, from, to).total();
            if (!total.isZero()) {
                totals.put(key, total);
            }
        }
        return totals;
    }

    @Override
    public TallySheet kept(int deviceId, @Nullable LocalDateTime from, @Nullable LocalDateTime to) {
        Map<LocalDateTime, Tally> hours = new HashMap<>();
        of(deviceId, from, to).forEach(row -> {
            InMemoryTables.Counted event = tables.counted(row.stored());
            hours.merge(event.event().hour(), event.tally(), Tally::plus);
        });
        return TallySheet.of(hours);
    }

    @Override
    public SortedMap<LocalDate, DayTally> days(int deviceId, LocalDate from, LocalDate to) {
        SortedMap<LocalDate, DayTally> days = new TreeMap<>();
        of(deviceId, from.atStartOfDay(), to.atStartOfDay()).forEach(row -> {
            InMemoryTables.Counted event = tables.counted(row.stored());
            DayTally one = new DayTally(event.tally(), Map.of(row.first().channel(), 1L));
            days.merge(event.event().hour().toLocalDate(), one, InMemoryTallies::plus);
        });
        return days;
    }

    private static DayTally plus(DayTally one, DayTally other) {
        Map<Channel, Long> firstSeenBy = new HashMap<>(one.firstSeenBy());
        other.firstSeenBy().forEach((channel, count) -> firstSeenBy.merge(channel, count, Long::sum));
        return new DayTally(one.tally().plus(other.tally()), firstSeenBy);
    }

    @Override
    public List<CountedEvent> rows(Device device, LocalDateTime from, LocalDateTime to) {
        return of(device.id(), from, to)
                .sorted(Comparator.comparing(Row::firstPrinted)
                        .thenComparing(row -> row.stored().publicId()))
                .map(row -> new CountedEvent(
                        tables.counted(row.stored()).event(),
                        serial(row),
                        row.stored().confirmed(),
                        true,
                        row.first().channel()))
                .toList();
    }

    @Override
    public Optional<LocalDateTime> firstRow(int deviceId, @Nullable LocalDateTime from) {
        return tables.identities.all().entrySet().stream()
                .filter(identity -> identity.getKey().device() == deviceId)
                .map(identity -> identity.getValue().printed().wallClock())
                .filter(printed -> from == null || !printed.isBefore(from))
                .min(Comparator.naturalOrder())
                .map(TallySheet::hourOf);
    }

    @Override
    public Optional<LocalDateTime> firstKept(int deviceId, @Nullable LocalDateTime from) {
        return of(deviceId, from, null)
                .map(row -> TallySheet.hourOf(wallClock(row)))
                .min(Comparator.naturalOrder());
    }

    @Override
    public void replace(Device device, LocalDateTime from, LocalDateTime to, List<CountedEvent> counted) {
        throw new UnsupportedOperationException("what is counted here is never otherwise than the rows");
    }

    @Override
    public Set<DeviceKey> due(Collection<DeviceKey> devices) {
        return Set.of();
    }

    @Override
    public Optional<Device> nextToCount(Instant countedBefore) {
        return Optional.empty();
    }

    @Override
    public int marks(int deviceId) {
        return 0;
    }

    @Override
    public void counted(int deviceId, int marks, Instant now) {
        // nobody asks when
    }

    private Stream<Row> of(int deviceId, @Nullable LocalDateTime from, @Nullable LocalDateTime to) {
        return tables.events.values().stream()
                .filter(row -> row.device() == deviceId)
                .filter(row -> from == null || !wallClock(row).isBefore(from))
                .filter(row -> to == null || wallClock(row).isBefore(to));
    }

    /** Returns the serial number under which its public id was printed. */
    private @Nullable Long serial(Row row) {
        return tables.idsOf.get(row.ref().id(), List.of()).stream()
                .map(tables.identities::get)
                .filter(identity -> !identity.alias())
                .map(Identity::printed)
                .findFirst()
                .map(printed -> printed.serialNo())
                .orElse(null);
    }

    private static LocalDateTime wallClock(Row row) {
        return row.stored().event().time().wallClock();
    }
}
