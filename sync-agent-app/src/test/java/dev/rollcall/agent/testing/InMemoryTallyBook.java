package dev.rollcall.agent.testing;

import dev.rollcall.agent.journal.NotUnderstood;
import dev.rollcall.agent.journal.TallyBook;
import dev.rollcall.agent.testing.InMemoryRow.State;
import dev.rollcall.attendance.event.AttendanceEvent;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.EventId;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.attendance.identity.Recognition;
import dev.rollcall.attendance.reconcile.EventKey;
import dev.rollcall.attendance.reconcile.Finding;
import dev.rollcall.attendance.reconcile.TalliedEvent;
import dev.rollcall.attendance.reconcile.Tally;
import dev.rollcall.attendance.reconcile.TallySheet;
import dev.rollcall.attendance.window.SerialGap;
import dev.rollcall.attendance.window.SerialRange;
import dev.rollcall.attendance.window.SerialSet;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What {@link InMemoryStore} counts: from its rows, each time it is asked. */
final class InMemoryTallyBook implements TallyBook {

    private final InMemoryRows rows;
    private final InMemoryLogBook logs;
    private final Quarantine quarantine;
    private final Function<DeviceKey, @Nullable String> names;
    private final Supplier<Collection<DeviceKey>> met;
    private final Map<DeviceKey, SortedMap<LocalDate, String>> proofs = new HashMap<>();
    private final Map<DeviceKey, Map<LocalDate, Instant>> keptAt = new HashMap<>();
    private final Map<DeviceKey, Set<LocalDate>> told = new HashMap<>();

    InMemoryTallyBook(
            InMemoryRows rows,
            InMemoryLogBook logs,
            Quarantine quarantine,
            Function<DeviceKey, @Nullable String> names,
            Supplier<Collection<DeviceKey>> met) {
        this.met = met;
        this.rows = rows;
        this.logs = logs;
        this.quarantine = quarantine;
        this.names = names;
    }

    /** Keeps records that were not understood. */
    interface Quarantine {

        List<NotUnderstood> of(DeviceKey device);
    }

    /** An event of the journal, whether it was pruned or not. */
    private record Counted(
            DeviceKey device,
            @Nullable Long serialNo,
            TalliedEvent own,
            @Nullable TalliedEvent sent,
            Tally ownTally,
            @Nullable Tally sentTally) {

        Row row() {
            return new Row(own.key().id(), serialNo, own.wallClock());
        }
    }

    void copyTo(InMemoryTallyBook other) {
        proofs.forEach((device, days) -> other.proofs.put(device, new TreeMap<>(days)));
        keptAt.forEach((device, days) -> other.keptAt.put(device, new HashMap<>(days)));
        told.forEach((device, days) -> other.told.put(device, new HashSet<>(days)));
    }

    /** The receiver is another one: it was told nothing. */
    void untellAll() {
        told.clear();
    }

    private Stream<Counted> counted(DeviceKey device) {
        Stream<Counted> live = rows.all().stream()
                .filter(row -> row.seen.event().device().equals(device))
                .map(row -> new Counted(
                        device,
                        row.seen.event().serialNo(),
                        row.own(),
                        row.sent(),
                        row.ownTally(),
                        row.sent() == null ? null : row.sentTally()));
        Stream<Counted> pruned = rows.pruned.all().stream()
                .filter(gone -> gone.device().equals(device))
                .map(gone -> new Counted(
                        device, gone.serialNo(), gone.own(), gone.sent(), gone.ownTally(), gone.sentTally()));
        return Stream.concat(live, pruned);
    }

    @Override
    public TallySheet journal(DeviceKey device) {
        Map<LocalDateTime, Tally> hours = new HashMap<>();
        counted(device).forEach(event -> hours.merge(event.own().hour(), event.ownTally(), Tally::plus));
        return TallySheet.of(hours);
    }

    @Override
    public TallySheet sent(DeviceKey device) {
        Map<LocalDateTime, Tally> hours = new HashMap<>();
        counted(device).forEach(event -> {
            if (event.sent() != null) {
                hours.merge(event.sent().hour(), Objects.requireNonNull(event.sentTally()), Tally::plus);
            }
        });
        return TallySheet.of(hours);
    }

    @Override
    public List<Sent> sentEvents(DeviceKey device, LocalDateTime hour) {
        List<Sent> sent = new ArrayList<>();
        counted(device).forEach(event -> {
            TalliedEvent there = event.sent();
            if (there != null && there.hour().equals(hour)) {
                sent.add(new Sent(there.key(), event.row()));
            }
        });
        return sent;
    }

    @Override
    public List<SerialGap> gaps(DeviceKey device) {
        return logs.allGaps(device);
    }

    @Override
    public boolean isLostTime(DeviceKey device, LocalDateTime wallClock) {
        return logs.lostTimes(device).stream().anyMatch(time -> time.covers(wallClock));
    }

    @Override
    public void noteElsewhere(DeviceKey device, SerialGap gap, SerialSet elsewhere) {
        logs.part(device, gap, elsewhere);
    }

    @Override
    public List<SerialGap> unresolvedGaps(DeviceKey device) {
        return logs.gaps(device).stream()
                .filter(gap -> gap.kind() == SerialGap.Kind.DELETED)
                .toList();
    }

    @Override
    public List<Row> rows(DeviceKey device, LocalDateTime from, LocalDateTime to) {
        Predicate<TalliedEvent> within =
                event -> !event.wallClock().isBefore(from) && event.wallClock().isBefore(to);
        return counted(device)
                .filter(event -> within.test(event.own()))
                .map(Counted::row)
                .toList();
    }

    @Override
    public List<Seen> sights(List<Observation> records) {
        return records.stream().map(this::sight).toList();
    }

    private Seen sight(Observation record) {
        Recognition recognition = rows.recognise(record);
        if (recognition instanceof Recognition.Known known) {
            return new Seen(known.contradiction() ? Sight.OTHER : Sight.SAME, known.publicId());
        }
        EventId id = ((Recognition.New) recognition).id();
        return new Seen(rows.pruned.has(id, record.event()) ? Sight.SAME : Sight.NEW, id);
    }

    @Override
    public List<Finding> undelivered(DeviceKey device) {
        return rows.all().stream()
                .filter(row -> row.seen.event().device().equals(device))
                .filter(row -> row.state != State.KEPT && row.state != State.SETTLED)
                .map(InMemoryTallyBook::undelivered)
                .toList();
    }

    private static Finding undelivered(InMemoryRow row) {
        AttendanceEvent event = row.seen.event();
        return new Finding(
                row.state == State.BLOCKED ? Finding.Kind.BLOCKED : Finding.Kind.WAITING,
                row.id,
                event.serialNo(),
                null,
                event.time().wallClock(),
                Finding.State.OPEN);
    }

    @Override
    public List<Finding> damaged(DeviceKey device, Instant since) {
        return List.of();
    }

    @Override
    public List<SerialRange> covered(DeviceKey device) {
        return logs.facts(device, null).covered();
    }

    @Override
    public List<NotUnderstood> notUnderstood(DeviceKey device) {
        return quarantine.of(device);
    }

    @Override
    public boolean knows(EventId id) {
        return rows.knows(id)
                || rows.pruned.all().stream()
                        .map(InMemoryPruned.Gone::sent)
                        .filter(Objects::nonNull)
                        .map(TalliedEvent::key)
                        .map(EventKey::id)
                        .anyMatch(id::equals);
    }

    @Override
    public @Nullable LocalDateTime beginning(DeviceKey device) {
        Long lowest = logs.lowestCoveredOfFirst(device);
        LocalDateTime first = lowest == null
                ? null
                : rows.wallClocksOf(device, lowest)
                        .min(LocalDateTime::compareTo)
                        .orElse(null);
        return first != null ? first : earliest(device);
    }

    private @Nullable LocalDateTime earliest(DeviceKey device) {
        Stream<LocalDateTime> live = rows.all().stream()
                .filter(row -> row.seen.event().device().equals(device) && row.isDated())
                .map(row -> row.seen.event().time().wallClock());
        return Stream.concat(live, rows.wallClocksPruned(device))
                .min(LocalDateTime::compareTo)
                .orElse(null);
    }

    @Override
    public @Nullable Long lowestSerial(DeviceKey device) {
        return logs.lowestOfFirst(device);
    }

    @Override
    public Again sendAgain(DeviceKey device, Collection<EventId> storedAs) {
        List<Row> pruned = new ArrayList<>();
        int queued = 0;
        for (EventId id : storedAs) {
            List<InMemoryRow> held = rows.all().stream()
                    .filter(row -> row.sent() != null && row.sent().key().id().equals(id))
                    .toList();
            held.forEach(rows::await);
            queued += held.size();
            if (held.isEmpty()) {
                rows.pruned
                        .sentAs(id)
                        .forEach(gone -> pruned.add(new Row(
                                gone.own().key().id(),
                                gone.serialNo(),
                                gone.own().wallClock())));
            }
        }
        return new Again(queued, pruned);
    }

    @Override
    public void forget(EventId pruned, EventId shownAs) {
        rows.pruned.forget(pruned, shownAs);
    }

    @Override
    public List<DeviceKey> acknowledged() {
        Set<DeviceKey> devices = new TreeSet<>();
        rows.all().stream()
                .filter(row -> row.sent() != null)
                .forEach(row -> devices.add(row.seen.event().device()));
        rows.pruned.all().stream().filter(gone -> gone.sent() != null).forEach(gone -> devices.add(gone.device()));
        return List.copyOf(devices);
    }

    @Override
    public List<DeviceKey> devices() {
        return List.copyOf(new TreeSet<>(met.get()));
    }

    @Override
    public @Nullable String nameOf(DeviceKey device) {
        return names.apply(device);
    }

    @Override
    public int recount() {
        return 0;
    }

    @Override
    public void recountIfDue() {
        // nothing is kept that could be otherwise
    }

    @Override
    public int setAsideUnwritten(Instant now) {
        return 0;
    }

    @Override
    public void resolveGap(DeviceKey device, SerialRange gap, SerialGap.Kind kind) {
        logs.resolve(device, gap, kind);
    }

    @Override
    public SortedMap<LocalDate, String> proofs(DeviceKey device) {
        return new TreeMap<>(proofs.getOrDefault(device, new TreeMap<>()));
    }

    @Override
    public Map<LocalDate, Instant> proofsKeptAt(DeviceKey device) {
        return new HashMap<>(keptAt.getOrDefault(device, Map.of()));
    }

    @Override
    public SortedMap<LocalDate, String> untold(DeviceKey device) {
        SortedMap<LocalDate, String> days = proofs(device);
        days.keySet().removeAll(told.getOrDefault(device, Set.of()));
        return days;
    }

    @Override
    public void keepProofs(DeviceKey device, SortedMap<LocalDate, String> days, Instant at) {
        SortedMap<LocalDate, String> known = proofs.computeIfAbsent(device, none -> new TreeMap<>());
        days.keySet()
                .forEach(day ->
                        keptAt.computeIfAbsent(device, none -> new HashMap<>()).put(day, at));
        days.forEach((day, proof) -> {
            if (!proof.equals(known.put(day, proof))) {
                told.getOrDefault(device, new HashSet<>()).remove(day);
            }
        });
    }

    @Override
    public void told(DeviceKey device, Collection<LocalDate> days) {
        told.computeIfAbsent(device, none -> new HashSet<>()).addAll(days);
    }
}
