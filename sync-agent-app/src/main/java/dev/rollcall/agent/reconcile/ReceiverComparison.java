package dev.rollcall.agent.reconcile;

import dev.rollcall.agent.journal.TallyBook;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.EventId;
import dev.rollcall.attendance.reconcile.Finding.State;
import dev.rollcall.attendance.reconcile.Tally;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Compares what was acknowledged of all devices with what the receiver has, and once more after what can be was put right. */
final class ReceiverComparison {

    private final TallyReceiver receiver;
    private final TallyBook book;
    private final String agent;
    private final VerifyScope scope;
    private final OpenDays open;
    private final Predicate<DeviceKey> goesBack;

    /**
     * Creates one.
     *
     * @param goesBack of which devices it is found out whether more is to be compared of older days
     */
    ReceiverComparison(
            TallyReceiver receiver, TallyBook book, String agent, VerifyScope scope, Predicate<DeviceKey> goesBack) {
        this.goesBack = goesBack;
        this.receiver = receiver;
        this.book = book;
        this.agent = agent;
        this.scope = scope;
        this.open = new OpenDays(book, scope);
    }

    /**
     * What asking the receiver came to.
     *
     * @param views   what of each device; none if it did not answer
     * @param pieces  the time that was compared
     * @param problem why it did not answer; null if it did
     * @param refused whether it refuses us
     * @param earlier before which day more is to be compared; null if nothing is, or nobody asked
     */
    record Result(
            Map<DeviceKey, CloudView> views,
            Pieces pieces,
            @Nullable String problem,
            boolean refused,
            @Nullable LocalDate earlier) {

        /** Tells whether all that the receiver has of a device was compared. */
        boolean coversAll(DeviceKey device) {
            CloudView view = views.get(device);
            return view != null && !view.isCounting() && pieces.coverAll();
        }

        /** Tells whether all was compared where an event of a device's day may be. */
        boolean covers(DeviceKey device, LocalDate day) {
            CloudView view = views.get(device);
            return view != null && !view.isCounting() && pieces.cover(day);
        }
    }

    /**
     * Compares.
     *
     * @param devices the devices, and how far each is read
     * @param mending puts right what differs, as far as that can be done
     */
    Result run(Map<DeviceKey, @Nullable LocalDateTime> devices, Consumer<Map<DeviceKey, CloudView>> mending) {
        if (devices.isEmpty()) {
            return new Result(Map.of(), Pieces.NONE, null, false, null);
        }
        LocalDateTime from = from(devices);
        Set<LocalDate> beside = new HashSet<>();
        devices.keySet().forEach(device -> beside.addAll(open.again(device)));
        Pieces pieces = Pieces.of(from, scope.endHour(), beside);
        try {
            Map<DeviceKey, CloudView> before = compare(devices, pieces, scope.recount());
            Map<DeviceKey, CloudView> views = before;
            if (!before.values().stream().allMatch(CloudView::isEqual)) {
                mending.accept(before);
                views = compare(devices, pieces, false);
                views.forEach((device, view) -> settle(view, Objects.requireNonNull(before.get(device))));
            }
            return new Result(views, pieces, null, false, earlier(devices.keySet(), from));
        } catch (UnansweredException unanswered) {
            return new Result(Map.of(), Pieces.NONE, unanswered.getMessage(), unanswered.refused(), null);
        }
    }

    /** Returns from when on is compared with the receiver; null for everything. */
    private @Nullable LocalDateTime from(Map<DeviceKey, @Nullable LocalDateTime> devices) {
        LocalDateTime first = null;
        LocalDateTime last = null;
        for (Map.Entry<DeviceKey, @Nullable LocalDateTime> device : devices.entrySet()) {
            LocalDateTime hour = scope.firstHour(device.getValue());
            first = first == null || (hour != null && hour.isBefore(first)) ? hour : first;
            LocalDateTime sent = scope.older() ? lastSent(device.getKey()) : null;
            last = last == null || (sent != null && sent.isAfter(last)) ? sent : last;
        }
        // Where all devices are away what is older is compared in steps all the same.
        return first == null ? scope.firstHour(last) : first;
    }

    private @Nullable LocalDateTime lastSent(DeviceKey device) {
        SortedMap<LocalDateTime, Tally> hours = book.sent(device).hours();
        return hours.isEmpty() ? null : hours.lastKey();
    }

    private Map<DeviceKey, CloudView> compare(
            Map<DeviceKey, @Nullable LocalDateTime> devices, Pieces pieces, boolean recount) {
        Map<DeviceKey, CloudView> all = new LinkedHashMap<>();
        for (Pieces.Piece piece : pieces.all()) {
            CloudCheck check = new CloudCheck(receiver, book, agent, piece);
            check.compare(devices, recount && all.isEmpty())
                    .forEach((device, view) ->
                            all.computeIfAbsent(device, none -> new CloudView()).add(view));
        }
        return all;
    }

    /** Returns before which day more differs or was not shown to be complete. */
    private @Nullable LocalDate earlier(Set<DeviceKey> all, @Nullable LocalDateTime from) {
        List<DeviceKey> devices = all.stream().filter(goesBack).toList();
        if (from == null || !scope.older() || devices.isEmpty()) {
            return null;
        }
        LocalDate last = new CloudCheck(receiver, book, agent, new Pieces.Piece(null, from)).lastDiffering(devices);
        LocalDate lastOpen = open.lastBefore(devices, from.toLocalDate());
        last = last == null || (lastOpen != null && lastOpen.isAfter(last)) ? lastOpen : last;
        return last == null ? null : last.plusDays(1);
    }

    /** What was found before and is not any more is put right. */
    private static void settle(CloudView now, CloudView before) {
        Set<EventId> open = new HashSet<>();
        now.findings().forEach(finding -> open.add(Objects.requireNonNull(finding.id())));
        before.findings().stream()
                .filter(finding -> !open.contains(Objects.requireNonNull(finding.id())))
                .forEach(finding -> now.findings().add(finding.as(State.REPAIRED)));
    }
}
