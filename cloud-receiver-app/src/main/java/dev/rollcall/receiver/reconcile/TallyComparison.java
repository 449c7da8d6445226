package dev.rollcall.receiver.reconcile;

import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.EventId;
import dev.rollcall.attendance.event.IsoText;
import dev.rollcall.attendance.exchange.ProofMessages;
import dev.rollcall.attendance.exchange.TalliesAnswer;
import dev.rollcall.attendance.exchange.TalliesAnswer.Difference;
import dev.rollcall.attendance.exchange.TalliesAnswer.Held;
import dev.rollcall.attendance.exchange.TalliesAnswer.State;
import dev.rollcall.attendance.exchange.TalliesMessage.Count;
import dev.rollcall.attendance.exchange.TalliesMessage.Level;
import dev.rollcall.attendance.reconcile.EventKey;
import dev.rollcall.attendance.reconcile.KeyDifference;
import dev.rollcall.attendance.reconcile.Tally;
import dev.rollcall.attendance.reconcile.TallySheet;
import dev.rollcall.attendance.reconcile.TallySum;
import dev.rollcall.receiver.reconcile.Asked.Window;
import dev.rollcall.receiver.store.CountedEvent;
import dev.rollcall.receiver.store.Device;
import dev.rollcall.receiver.store.Store;
import dev.rollcall.receiver.store.UnitOfWork;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Compares what an agent counted with what is stored. Only tallies are read, unless events are named or rows are to be counted. Thread-safe. */
public final class TallyComparison {

    private final Store store;
    private final Recount recount;

    public TallyComparison(Store store, InstantSource clock) {
        this.store = store;
        this.recount = new Recount(store, clock);
    }

    /** Returns what differs. */
    public TalliesAnswer compare(Asked asked) {
        if (asked.recount()) {
            recount(asked);
        }
        List<Difference> differing = store.read(unit -> differing(unit, asked));
        return new TalliesAnswer(true, store.id(), differing);
    }

    private void recount(Asked asked) {
        Set<DeviceKey> devices = devices(asked);
        Set<DeviceKey> due = store.read(unit -> unit.tallies().due(devices));
        for (DeviceKey key : devices) {
            Optional<Device> device = store.read(unit -> unit.devices().find(key));
            if (device.isPresent() && due.contains(key)) {
                recount.all(device.get());
            } else if (device.isPresent()) {
                recount.window(device.get(), asked.from(), asked.to());
            }
        }
    }

    private static Set<DeviceKey> devices(Asked asked) {
        Set<DeviceKey> devices = new LinkedHashSet<>();
        asked.windows().forEach(window -> devices.add(window.device()));
        return devices;
    }

    private static List<Difference> differing(UnitOfWork unit, Asked asked) {
        Set<DeviceKey> devices = devices(asked);
        Set<DeviceKey> due = unit.tallies().due(devices);
        Map<DeviceKey, Tally> totals = asked.windows().stream().anyMatch(window -> window.level() == Level.ALL)
                ? unit.tallies().totals(devices, asked.from(), asked.to())
                : Map.of();
        List<Difference> differing = new ArrayList<>();
        for (Window window : asked.windows()) {
            Difference difference;
            if (due.contains(window.device())) {
                difference = new Difference(window.device().value(), State.COUNTING.name(), null, null, null, null);
            } else if (window.level() == Level.ALL) {
                Tally total = totals.getOrDefault(window.device(), Tally.ZERO);
                difference = ofSums(window, new TreeMap<>(Map.of(Asked.WHOLE, total.sum())));
            } else {
                difference = window.level() == Level.EVENT ? ofEvents(unit, window) : ofPlaces(unit, window, asked);
            }
            if (difference != null) {
                differing.add(difference);
            }
        }
        return differing;
    }

    private static @Nullable Difference ofPlaces(UnitOfWork unit, Window window, Asked asked) {
        LocalDateTime day = window.at();
        LocalDateTime from = day == null ? asked.from() : later(asked.from(), day);
        LocalDateTime to = day == null ? asked.to() : earlier(asked.to(), day.plusDays(1));
        TallySheet kept = unit.devices()
                .find(window.device())
                .map(device -> unit.tallies().kept(device.id(), from, to))
                .orElse(TallySheet.EMPTY);
        return ofSums(
                window,
                day == null
                        ? TallySheet.sums(kept.days(), Object::toString)
                        : TallySheet.sums(kept.hours(), TallySheet::nameOf));
    }

    private static LocalDateTime later(@Nullable LocalDateTime bound, LocalDateTime day) {
        return bound == null || day.isAfter(bound) ? day : bound;
    }

    private static LocalDateTime earlier(@Nullable LocalDateTime bound, LocalDateTime day) {
        return bound == null || day.isBefore(bound) ? day : bound;
    }

    private static @Nullable Difference ofSums(Window window, SortedMap<String, TallySum> held) {
        SortedMap<String, TallySum> differing = TallySheet.differing(window.sums(), held);
        if (differing.isEmpty()) {
            return null;
        }
        List<Count> counts = new ArrayList<>();
        differing.forEach((place, sum) -> counts.add(ProofMessages.count(place.isEmpty() ? null : place, sum)));
        return new Difference(window.device().value(), State.DIFFERENT.name(), counts, null, null, null);
    }

    private static @Nullable Difference ofEvents(UnitOfWork unit, Window window) {
        LocalDateTime hour = window.at();
        List<EventKey> named = window.events();
        if (hour == null || named == null) {
            return null;
        }
        Optional<Device> device = unit.devices().find(window.device());
        List<CountedEvent> rows = device.map(known -> unit.tallies().rows(known, hour, hour.plusHours(1)))
                .orElse(List.of());
        KeyDifference difference = KeyDifference.between(
                named, rows.stream().map(row -> row.tallied().key()).toList());
        List<EventId> missing = difference.missing();
        if (!missing.isEmpty() && device.isPresent()) {
            Set<EventId> archived = unit.tallies()
                    .archived(device.get(), hour, hour.plusHours(1))
                    .keySet();
            missing = missing.stream().filter(id -> !archived.contains(id)).toList();
        }
        if (missing.isEmpty()
                && difference.surplus().isEmpty()
                && difference.other().isEmpty()) {
            return null;
        }
        Set<EventId> odd = new HashSet<>(difference.surplus());
        odd.addAll(difference.other());
        return new Difference(
                window.device().value(),
                State.DIFFERENT.name(),
                null,
                TallySheet.nameOf(hour),
                missing.stream().map(EventId::hex).toList(),
                rows.stream()
                        .filter(row -> odd.contains(row.tallied().key().id()))
                        .map(TallyComparison::held)
                        .toList());
    }

    private static Held held(CountedEvent row) {
        return new Held(
                row.tallied().key().id().hex(),
                row.tallied().key().content().hex(),
                row.serialNo(),
                IsoText.of(row.tallied().wallClock()),
                row.confirmed(),
                row.asWritten() ? null : Boolean.FALSE);
    }
}
