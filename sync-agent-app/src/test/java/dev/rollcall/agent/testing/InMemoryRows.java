package dev.rollcall.agent.testing;

import dev.rollcall.agent.journal.Keeping;
import dev.rollcall.agent.journal.PageTally;
import dev.rollcall.agent.testing.InMemoryRow.State;
import dev.rollcall.attendance.event.AttendanceEvent;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.EventId;
import dev.rollcall.attendance.event.EventTime;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.attendance.identity.EventIdentity;
import dev.rollcall.attendance.identity.Recognition;
import dev.rollcall.attendance.identity.Relation;
import dev.rollcall.attendance.identity.Reprint;
import dev.rollcall.attendance.identity.StoredEvent;
import dev.rollcall.attendance.window.Anchor;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The events of {@link InMemoryStore}, found by id, place in the log, time and state. */
final class InMemoryRows {

    private static final Comparator<InMemoryRow> LEAST_TRIED_FIRST =
            Comparator.comparingInt((InMemoryRow row) -> row.attempts).thenComparingLong(row -> row.order);

    final InMemoryPruned pruned = new InMemoryPruned();
    private final Map<EventId, InMemoryRow> rows = new LinkedHashMap<>();
    private final Map<EventId, InMemoryRow> byAlias = new HashMap<>();
    private final Map<InMemoryRow, Set<EventId>> aliases = new HashMap<>();
    private final Map<Place, Set<InMemoryRow>> places = new HashMap<>();
    private final Map<State, TreeSet<InMemoryRow>> states = new EnumMap<>(State.class);
    private long order;

    /** Where a row is looked for: a serial number or a second of a device. Rows may stand at places that they have left. */
    private record Place(DeviceKey device, Object serialOrSecond) {}

    InMemoryRows() {
        for (State state : List.of(State.WAITING, State.CLAIMED, State.BLOCKED)) {
            states.put(state, new TreeSet<>(LEAST_TRIED_FIRST));
        }
    }

    InMemoryRows copy() {
        InMemoryRows copy = new InMemoryRows();
        Map<InMemoryRow, InMemoryRow> copies = new HashMap<>();
        rows.forEach((id, row) -> {
            InMemoryRow same = row.copy();
            copies.put(row, same);
            copy.rows.put(id, same);
            copy.place(same);
            copy.enter(same);
        });
        byAlias.forEach((alias, row) -> copy.byAlias.put(alias, Objects.requireNonNull(copies.get(row))));
        aliases.forEach(
                (row, ids) -> copy.aliases.put(Objects.requireNonNull(copies.get(row)), new LinkedHashSet<>(ids)));
        pruned.copyTo(copy.pruned);
        copy.order = order;
        return copy;
    }

    Collection<InMemoryRow> all() {
        return rows.values();
    }

    /** Returns those of a state that is on its way, the least tried first. */
    List<InMemoryRow> of(State state) {
        return List.copyOf(in(state));
    }

    int count(State state) {
        return in(state).size();
    }

    /** Returns the first so many that wait, of the device whose turn it is; stopped devices are left out. */
    List<InMemoryRow> next(int limit, Set<DeviceKey> notOf) {
        List<InMemoryRow> next = new ArrayList<>();
        for (InMemoryRow row : in(State.WAITING)) {
            DeviceKey device = row.seen.event().device();
            boolean fits = next.isEmpty()
                    ? !notOf.contains(device)
                    : device.equals(next.get(0).seen.event().device());
            if (fits && next.size() < limit) {
                next.add(row);
            }
        }
        return next;
    }

    /** Returns the claimed ones of a batch. */
    List<InMemoryRow> claimed(String batch) {
        return in(State.CLAIMED).stream().filter(row -> batch.equals(row.batch)).toList();
    }

    private TreeSet<InMemoryRow> in(State state) {
        return Objects.requireNonNull(states.get(state));
    }

    void claim(InMemoryRow row, String batch) {
        leave(row);
        row.attempts++;
        row.batch = batch;
        row.state = State.CLAIMED;
        enter(row);
    }

    void move(InMemoryRow row, State state, @Nullable String reason) {
        leave(row);
        row.state = state;
        row.reason = reason;
        enter(row);
    }

    /** Makes a row wait, as if it had never been tried. */
    void await(InMemoryRow row) {
        leave(row);
        row.state = State.WAITING;
        row.attempts = 0;
        row.sentAs(null);
        enter(row);
    }

    private void enter(InMemoryRow row) {
        TreeSet<InMemoryRow> others = states.get(row.state);
        if (others != null) {
            others.add(row);
        }
    }

    private void leave(InMemoryRow row) {
        TreeSet<InMemoryRow> others = states.get(row.state);
        if (others != null) {
            others.remove(row);
        }
    }

    @Nullable InMemoryRow at(EventId id) {
        return byAlias.get(id);
    }

    @Nullable InMemoryRow at(String id) {
        return EventId.isForm(id) ? byAlias.get(EventId.of(id)) : null;
    }

    boolean knows(EventId id) {
        return byAlias.containsKey(id) || pruned.has(id);
    }

    PageTally add(Observation seen, Recognition recognition) {
        if (recognition instanceof Recognition.Known known) {
            return addKnown(seen, known);
        }
        EventId id = ((Recognition.New) recognition).id();
        if (pruned.has(id, seen.event())) {
            return new PageTally(0, 1, 0, 0, 0, 0);
        }
        InMemoryRow row = new InMemoryRow(id, ++order, Keeping.of(seen));
        rows.put(id, row);
        adopt(id, row);
        place(row);
        boolean travels = seen.event().category().goesToReceiver();
        move(row, travels ? State.WAITING : State.KEPT, null);
        return new PageTally(1, 0, 0, 0, travels ? 1 : 0, 0);
    }

    Recognition recognise(Observation seen) {
        return Recognition.of(seen.event(), seen.channel().confirms(), candidatesOf(seen.event()));
    }

    /** Makes another id lead to a row, unless it leads somewhere already. */
    void adopt(EventId id, InMemoryRow row) {
        if (byAlias.putIfAbsent(id, row) == null) {
            aliases.computeIfAbsent(row, none -> new LinkedHashSet<>()).add(id);
        }
    }

    private List<StoredEvent> candidatesOf(AttendanceEvent event) {
        Set<InMemoryRow> found =
                new LinkedHashSet<>(at(event.device(), event.time().wallClock()));
        if (event.serialNo() != null) {
            found.addAll(at(event.device(), event.serialNo()));
        }
        InMemoryRow aliased = byAlias.get(EventIdentity.idOf(event));
        if (aliased != null) {
            found.add(aliased);
        }
        return found.stream()
                .filter(row -> row == aliased || rows.get(row.id) == row)
                .map(InMemoryRow::stored)
                .toList();
    }

    /** Tells whether the log has shown an event already. */
    boolean isLogged(Observation seen, Recognition recognition) {
        if (recognition instanceof Recognition.Known known) {
            return Objects.requireNonNull(rows.get(known.publicId())).confirmed;
        }
        return pruned.has(((Recognition.New) recognition).id(), seen.event());
    }

    /** Returns the latest wall clock of another event that the log has shown with the number of this one; null if there is none. */
    @Nullable LocalDateTime otherWallClock(Observation seen) {
        long serial = Objects.requireNonNull(seen.event().serialNo());
        DeviceKey device = seen.event().device();
        Stream<LocalDateTime> live = of(device, serial).stream()
                .filter(row -> row.confirmed)
                .map(row -> row.seen.event().time().wallClock());
        return Stream.concat(live, pruned.wallClocks(device, serial))
                .filter(wallClock ->
                        !Reprint.isSame(wallClock, seen.event().time().wallClock()))
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    /** Returns the rows that have a serial number. */
    List<InMemoryRow> of(DeviceKey device, long serial) {
        return at(device, serial).stream()
                .filter(row -> rows.get(row.id) == row
                        && Long.valueOf(serial).equals(row.seen.event().serialNo()))
                .toList();
    }

    /** Returns the wall clock of the event that was stored last under a serial number. */
    @Nullable LocalDateTime wallClock(DeviceKey device, long serial) {
        return of(device, serial).stream()
                .max(Comparator.comparingLong(row -> row.order))
                .map(row -> row.seen.event().time().wallClock())
                .orElseGet(() -> pruned.wallClock(device, serial));
    }

    /** Returns the order of the row that was stored last; 0 if none was. */
    long last() {
        return order;
    }

    /** Returns the wall clocks at which was printed what was read of a device's log up to a row, as far as they are plausible. */
    Stream<LocalDateTime> wallClocksRead(DeviceKey device, long upTo) {
        return all().stream()
                .filter(row -> row.seen.event().device().equals(device) && row.isDated() && row.order <= upTo)
                .flatMap(InMemoryRow::printed);
    }

    /** Tells whether the log has shown records since a wall clock with one number for two, or one above a number. */
    boolean showedAnotherLog(DeviceKey device, LocalDateTime first, long highest) {
        Map<Long, Set<LocalDateTime>> given = new HashMap<>();
        Stream<Map.Entry<Long, LocalDateTime>> live = all().stream()
                .filter(row -> row.seen.event().device().equals(device) && row.isDated())
                .filter(row -> row.seen.event().serialNo() != null)
                .map(row -> Map.entry(
                        row.seen.event().serialNo(), row.seen.event().time().wallClock()));
        Stream.concat(live, pruned.dated(device))
                .filter(one -> !one.getValue().isBefore(first))
                .forEach(one -> given.computeIfAbsent(one.getKey(), none -> new HashSet<>())
                        .add(one.getValue()));
        return given.entrySet().stream()
                .anyMatch(one -> one.getKey() > highest || one.getValue().size() > 1);
    }

    /** Returns all wall clocks at which records of a device's log were printed that were printed at this one. */
    Stream<LocalDateTime> printedAt(DeviceKey device, LocalDateTime wallClock) {
        return at(device, wallClock).stream()
                .filter(row -> rows.get(row.id) == row
                        && row.confirmed
                        && row.printed().anyMatch(wallClock::equals))
                .flatMap(InMemoryRow::printed);
    }

    /** Returns the plausible wall clocks of what was read under a serial number, in any log. */
    Stream<LocalDateTime> wallClocksOf(DeviceKey device, long serial) {
        Stream<LocalDateTime> live = of(device, serial).stream()
                .filter(InMemoryRow::isDated)
                .map(row -> row.seen.event().time().wallClock());
        Stream<LocalDateTime> gone = pruned.wallClocks(device, serial)
                .filter(wallClock -> !wallClock.isBefore(EventTime.CLOCKS_WERE_SET_BY));
        return Stream.concat(live, gone);
    }

    /** Returns the wall clocks of what was pruned of a device. */
    Stream<LocalDateTime> wallClocksPruned(DeviceKey device) {
        return pruned.all().stream()
                .filter(gone -> gone.device().equals(device))
                .map(gone -> gone.own().wallClock())
                .filter(wallClock -> !wallClock.isBefore(EventTime.CLOCKS_WERE_SET_BY));
    }

    /** Tells whether an event was known before a moment. */
    boolean knownBefore(DeviceKey device, Anchor event, Instant moment) {
        return of(device, event.serialNo()).stream()
                .anyMatch(row -> row.seen.event().time().wallClock().equals(event.wallClock())
                        && row.seen.seenAt().isBefore(moment));
    }

    /** Returns the rows that are or were at a serial number or a second. */
    private Set<InMemoryRow> at(DeviceKey device, Object serialOrSecond) {
        return places.getOrDefault(new Place(device, serialOrSecond), Set.of());
    }

    private void place(InMemoryRow row) {
        AttendanceEvent event = row.seen.event();
        row.reprints.forEach(reprint -> place(row, reprint));
        place(row, event.time().wallClock());
        if (event.serialNo() != null) {
            place(row, event.serialNo());
        }
    }

    private void place(InMemoryRow row, Object serialOrSecond) {
        places.computeIfAbsent(new Place(row.seen.event().device(), serialOrSecond), place -> new LinkedHashSet<>())
                .add(row);
    }

    private PageTally addKnown(Observation seen, Recognition.Known known) {
        InMemoryRow row = Objects.requireNonNull(rows.get(known.publicId()));
        known.absorbed().forEach(gone -> absorb(Objects.requireNonNull(rows.remove(gone)), row));
        adopt(known.alias(), row);
        if (known.relation() == Relation.REPRINT) {
            row.reprints.add(seen.event().time().wallClock());
        }
        boolean teaches = known.relation() == Relation.SERIAL_MISSING
                || !known.absorbed().isEmpty()
                || !Keeping.isOnlyPlace(known.version());
        if (known.contradiction()) {
            keepOther(row, seen, known);
        }
        boolean enqueued = known.changed() && teaches && change(row, known.version());
        row.confirmed |= seen.channel().confirms();
        place(row);
        return new PageTally(0, 1, 0, 0, enqueued ? 1 : 0, known.contradiction() ? 1 : 0);
    }

    private void absorb(InMemoryRow gone, InMemoryRow into) {
        leave(gone);
        into.reprints.addAll(gone.reprints);
        into.others.addAll(gone.others);
        for (EventId alias : aliases.getOrDefault(gone, Set.of())) {
            byAlias.put(alias, into);
            aliases.computeIfAbsent(into, none -> new LinkedHashSet<>()).add(alias);
        }
        aliases.remove(gone);
    }

    /** Keeps the version that does not count; the bytes are those of the one that does. */
    private static void keepOther(InMemoryRow row, Observation seen, Recognition.Known known) {
        AttendanceEvent other = (known.changed() ? row.seen : seen).event();
        row.others.add(EventIdentity.digestOf(other).hex());
        if (known.changed()) {
            row.seen = new Observation(
                    row.seen.event(), seen.channel(), seen.seenAt(), row.seen.clockOffset(), seen.raw());
        }
    }

    private boolean change(InMemoryRow row, AttendanceEvent version) {
        Observation before = row.seen;
        row.seen = new Observation(version, before.channel(), before.seenAt(), before.clockOffset(), before.raw());
        row.sentAs(null);
        boolean travels = version.category().goesToReceiver();
        if (travels) {
            await(row);
        }
        return travels;
    }

    boolean prune(Instant before, int most) {
        List<InMemoryRow> old = rows.values().stream()
                .filter(row -> row.isDoneBefore(before))
                .limit(most)
                .toList();
        for (InMemoryRow row : old) {
            rows.remove(row.id);
            Set<EventId> ids = Objects.requireNonNull(aliases.remove(row));
            ids.forEach(byAlias::remove);
            pruned.add(row, ids);
        }
        return old.size() == most;
    }
}
