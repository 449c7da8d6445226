package dev.rollcall.agent.reconcile;

import dev.rollcall.agent.journal.TallyBook;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.EventId;
import dev.rollcall.attendance.exchange.ProofMessages;
import dev.rollcall.attendance.exchange.TalliesAnswer;
import dev.rollcall.attendance.exchange.TalliesAnswer.Difference;
import dev.rollcall.attendance.exchange.TalliesAnswer.Held;
import dev.rollcall.attendance.exchange.TalliesMessage;
import dev.rollcall.attendance.exchange.TalliesMessage.Count;
import dev.rollcall.attendance.exchange.TalliesMessage.Level;
import dev.rollcall.attendance.exchange.TalliesMessage.Window;
import dev.rollcall.attendance.reconcile.Finding;
import dev.rollcall.attendance.reconcile.Finding.Kind;
import dev.rollcall.attendance.reconcile.Finding.State;
import dev.rollcall.attendance.reconcile.Tally;
import dev.rollcall.attendance.reconcile.TallySheet;
import dev.rollcall.attendance.reconcile.TallySum;
import dev.rollcall.attendance.window.SerialGap;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Compares what was acknowledged with what the receiver has: one sum for each device, and only where that differs its days, the hours of
 * those, and the events of those. Used by one thread.
 */
final class CloudCheck {

    private static final int HOURS_AT_ONCE = 24;

    private final TallyReceiver receiver;
    private final TallyBook book;
    private final String agent;
    private final @Nullable LocalDateTime from;
    private final @Nullable LocalDateTime to;
    private final Map<DeviceKey, TallySheet> sheets = new LinkedHashMap<>();
    private final Map<DeviceKey, CloudView> views = new LinkedHashMap<>();
    private final Map<DeviceKey, @Nullable LocalDateTime> positions = new HashMap<>();
    private final Map<DeviceKey, List<SerialGap>> gaps = new HashMap<>();
    private String store = "";

    CloudCheck(TallyReceiver receiver, TallyBook book, String agent, Pieces.Piece piece) {
        this.receiver = receiver;
        this.book = book;
        this.agent = agent;
        this.from = piece.from();
        this.to = piece.to();
    }

    /** Returns the id of the store that answered. */
    String store() {
        return store;
    }

    /**
     * Compares devices.
     *
     * @param devices the devices, and how far each is read
     * @param recount whether the receiver is to count its rows
     */
    Map<DeviceKey, CloudView> compare(Map<DeviceKey, @Nullable LocalDateTime> devices, boolean recount) {
        positions.putAll(devices);
        for (Difference difference : wholes(devices.keySet(), recount)) {
            CloudView view = view(difference);
            if (isCounting(difference)) {
                view.setCounting();
            } else {
                days(DeviceKey.of(difference.device()));
            }
        }
        return views;
    }

    /** Returns the last day on which a device differs, without looking into it; null if none does. */
    @Nullable LocalDate lastDiffering(Collection<DeviceKey> devices) {
        LocalDate last = null;
        for (Difference whole : wholes(devices, false)) {
            view(whole);
            if (isCounting(whole)) {
                throw new UnansweredException("it still counts its rows of " + whole.device(), false);
            }
            for (Difference difference : differingDays(DeviceKey.of(whole.device()))) {
                for (Count count : tallies(difference)) {
                    LocalDate day = day(count);
                    last = last == null || day.isAfter(last) ? day : last;
                }
            }
        }
        return last;
    }

    /** Asks for each device as a whole. */
    private List<Difference> wholes(Collection<DeviceKey> devices, boolean recount) {
        List<Window> all = new ArrayList<>();
        for (DeviceKey device : devices) {
            TallySheet sheet = book.sent(device).within(from, to);
            sheets.put(device, sheet);
            views.put(device, new CloudView());
            all.add(window(
                    device,
                    Level.ALL,
                    null,
                    List.of(ProofMessages.count(null, sheet.total().sum()))));
        }
        return ask(all, recount);
    }

    private static boolean isCounting(Difference difference) {
        return TalliesAnswer.State.COUNTING.name().equals(difference.state());
    }

    private List<Difference> differingDays(DeviceKey device) {
        return ask(
                List.of(window(
                        device,
                        Level.DAY,
                        null,
                        counts(TallySheet.sums(sheet(device).days(), Object::toString)))),
                false);
    }

    private static LocalDate day(Count count) {
        return read(() -> LocalDate.parse(String.valueOf(count.at())));
    }

    private void days(DeviceKey device) {
        TallySheet sheet = sheet(device);
        List<Window> windows = new ArrayList<>();
        for (Difference difference : differingDays(device)) {
            for (Count count : tallies(difference)) {
                LocalDate day = day(count);
                view(difference).differing().put(day, read(() -> new TallySum(count.events(), count.hash())));
                SortedMap<LocalDateTime, Tally> hours = sheet.within(
                                day.atStartOfDay(), day.plusDays(1).atStartOfDay())
                        .hours();
                windows.add(
                        window(device, Level.HOUR, day.toString(), counts(TallySheet.sums(hours, TallySheet::nameOf))));
            }
        }
        hours(device, windows);
    }

    private void hours(DeviceKey device, List<Window> windows) {
        List<LocalDateTime> hours = new ArrayList<>();
        for (Difference difference : windows.isEmpty() ? List.<Difference>of() : ask(windows, false)) {
            for (Count count : tallies(difference)) {
                hours.add(hour(count.at()));
            }
        }
        for (int start = 0; start < hours.size(); start += HOURS_AT_ONCE) {
            events(device, hours.subList(start, Math.min(start + HOURS_AT_ONCE, hours.size())));
        }
    }

    private void events(DeviceKey device, List<LocalDateTime> hours) {
        Map<LocalDateTime, List<TallyBook.Sent>> sent = new LinkedHashMap<>();
        hours.forEach(hour -> sent.put(hour, book.sentEvents(device, hour)));
        List<Window> windows = new ArrayList<>();
        sent.forEach((hour, events) -> windows.add(window(device, hour, events)));
        for (Difference difference : ask(windows, false)) {
            name(device, difference, sent.getOrDefault(hour(difference.at()), List.of()));
        }
    }

    private static Window window(DeviceKey device, LocalDateTime hour, List<TallyBook.Sent> events) {
        return new Window(
                device.value(),
                Level.EVENT.name(),
                null,
                TallySheet.nameOf(hour),
                events.stream()
                        .map(sent -> new TalliesMessage.Key(
                                sent.key().id().hex(), sent.key().content().hex()))
                        .toList());
    }

    private void name(DeviceKey device, Difference difference, List<TallyBook.Sent> asked) {
        CloudView view = view(difference);
        Map<EventId, TallyBook.Sent> mine = new TreeMap<>();
        asked.forEach(sent -> mine.put(sent.key().id(), sent));
        for (String hex : Objects.requireNonNullElse(difference.missing(), List.<String>of())) {
            EventId id = read(() -> EventId.of(hex));
            view.again().add(id);
            view.findings().add(finding(Kind.NOT_IN_RECEIVER, id, mine.get(id), null));
        }
        for (Held held : Objects.requireNonNullElse(difference.events(), List.<Held>of())) {
            EventId id = read(() -> EventId.of(held.id()));
            LocalDateTime wallClock = read(() -> LocalDateTime.parse(held.wallClock()));
            TallyBook.Sent sent = mine.get(id);
            if (sent != null) {
                view.again().add(id);
                view.findings().add(finding(Kind.OTHER_IN_RECEIVER, id, sent, held));
            } else if (Boolean.FALSE.equals(held.asWritten())
                    || !(isLostThere(device, held, wallClock) || isExplained(device, id, held, wallClock))) {
                view.findings().add(finding(Kind.ONLY_IN_RECEIVER, id, null, held));
            }
        }
    }

    private static LocalDateTime hour(@Nullable String name) {
        return read(() -> TallySheet.hourNamed(String.valueOf(name)));
    }

    /** What the receiver names may be no day, hour, id or sum; then it did not compare, whatever it says. */
    private static <T> T read(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException | DateTimeException unreadable) {
            throw new UnansweredException(
                    "what it answered cannot be understood (" + unreadable.getMessage() + ")", false);
        }
    }

    /** What the device overwrote before it was read here can have been pushed, or read by another agent. */
    private boolean isLostThere(DeviceKey device, Held held, LocalDateTime wallClock) {
        Long serialNo = held.serialNo();
        if (serialNo == null) {
            return false;
        }
        for (SerialGap gap : gaps.computeIfAbsent(device, book::gaps)) {
            if (gap.isOver() && gap.mayHold(serialNo, wallClock)) {
                Objects.requireNonNull(views.get(device)).hasOf(gap, serialNo);
                return true;
            }
        }
        return false;
    }

    /**
     * What waits here or was pruned is known; what was pushed may not be read back yet; what is older than this journal others have read, or
     * it was pushed. Of a log that is known from its first number on nothing is older.
     */
    private boolean isExplained(DeviceKey device, EventId id, Held held, LocalDateTime wallClock) {
        LocalDateTime position = positions.get(device);
        if (book.knows(id) || book.isLostTime(device, wallClock) || position == null || !wallClock.isBefore(position)) {
            return true;
        }
        LocalDateTime beginning = book.beginning(device);
        Long lowest = book.lowestSerial(device);
        boolean before = beginning == null || wallClock.isBefore(beginning);
        boolean below = lowest != null && held.serialNo() != null && held.serialNo() < lowest;
        boolean fromItsFirst = lowest != null && lowest == 1;
        return (held.confirmed() || !fromItsFirst) && (before || below);
    }

    private static Finding finding(Kind kind, EventId id, TallyBook.@Nullable Sent sent, @Nullable Held held) {
        if (sent != null) {
            return new Finding(kind, id, sent.row().serialNo(), null, sent.row().wallClock(), State.OPEN);
        }
        return new Finding(
                kind,
                id,
                held == null ? null : held.serialNo(),
                null,
                held == null ? null : LocalDateTime.parse(held.wallClock()),
                State.OPEN);
    }

    private List<Difference> ask(List<Window> windows, boolean recount) {
        if (windows.isEmpty()) {
            return List.of();
        }
        TalliesAnswer answer = receiver.ask(new TalliesMessage(
                TalliesMessage.VERSION,
                agent,
                from == null ? null : TallySheet.nameOf(from),
                to == null ? null : TallySheet.nameOf(to),
                recount ? true : null,
                windows,
                null));
        store = answer.store();
        return answer.differing();
    }

    private CloudView view(Difference difference) {
        CloudView view = views.get(read(() -> DeviceKey.of(difference.device())));
        if (view == null) {
            throw new UnansweredException("it answered for a device that it was not asked about", false);
        }
        return view;
    }

    private TallySheet sheet(DeviceKey device) {
        return sheets.getOrDefault(device, TallySheet.EMPTY);
    }

    private static Window window(DeviceKey device, Level level, @Nullable String at, List<Count> counts) {
        return new Window(device.value(), level.name(), counts, at, null);
    }

    private static List<Count> tallies(Difference difference) {
        return Objects.requireNonNullElse(difference.tallies(), List.<Count>of());
    }

    private static List<Count> counts(SortedMap<String, TallySum> sums) {
        List<Count> counts = new ArrayList<>();
        sums.forEach((place, sum) -> counts.add(ProofMessages.count(place, sum)));
        return counts;
    }
}
