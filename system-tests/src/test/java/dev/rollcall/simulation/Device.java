package dev.rollcall.simulation;

import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.simulation.Truth.Happening;
import dev.rollcall.simulation.Truth.Kind;
import dev.rollcall.simulation.Truth.Loss;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** A terminal in its corner: its clock, its ring of events, and what becomes of both. Knows no network. */
final class Device {

    /** Where a clock without battery begins, in any zone. */
    static final Instant NO_BATTERY = Instant.parse("1970-01-03T00:00:00Z");

    private static final ZoneOffset FACTORY = ZoneOffset.ofHours(8);
    private static final Duration HOW_FAR_REPRINTS_GO = Duration.ofHours(26);

    private final Nature nature;
    private final Truth truth;
    private final Instant start;
    private final LongSupplier millis;
    private final Dice dice;
    private final List<Row> log = new ArrayList<>();
    private final Map<Happening, Row> gone = new IdentityHashMap<>();
    private final Set<ZoneOffset> offsets = new HashSet<>();
    private Consumer<Happening> told = event -> {};
    private ZoneId zone;
    private long clockAhead;
    private double drift;
    private long serial;
    private int epoch = 1;
    private int upheavals;
    private LocalDateTime latest = LocalDateTime.MIN;
    private boolean clockRight = true;
    private boolean stepped;
    private boolean putBack;
    private ZoneOffset offset;
    private long offsetAt = -1;
    private int offsetOf;

    Device(Nature nature, Truth truth, Instant start, LongSupplier millis, Dice dice) {
        this.nature = nature;
        this.truth = truth;
        this.start = start;
        this.millis = millis;
        this.dice = dice;
        this.zone = nature.zone();
        this.serial = dice.chance(0.5) ? 0 : dice.between(1, 5_000);
    }

    Nature nature() {
        return nature;
    }

    DeviceKey key() {
        return DeviceKey.of(nature.key());
    }

    /** Sets who is told of each event as it happens. */
    void tell(Consumer<Happening> listener) {
        told = listener;
    }

    /** Returns how often its log, clock or zone was changed by force so far. */
    int upheavals() {
        return upheavals;
    }

    /** Tells whether it prints a row otherwise than at first, on top of a clock that was set: that only a sweep finds. */
    boolean isPrintedAnewAfterStep(Row row) {
        return stepped && !printed(row).equals(row.event().firstPrinted);
    }

    /** Tells whether its numbers have gone on from the first to the last. */
    boolean wasNeverCleared() {
        return epoch == 1;
    }

    /** Returns the number of its present log, 1 and up. */
    int epoch() {
        return epoch;
    }

    /** Tells whether its log was ever put back from a backup. */
    boolean wasPutBack() {
        return putBack;
    }

    /** Tells whether its clock or zone was ever changed, so that later events may be dated earlier. */
    boolean isOutOfOrder() {
        return upheavals > 0 || !zone.getRules().isFixedOffset();
    }

    List<Row> log() {
        return log;
    }

    ZoneId zone() {
        return zone;
    }

    /** What its clock takes for the present instant. */
    Instant instant() {
        long elapsed = millis.getAsLong();
        return notBeforeTime(start.plusMillis(elapsed + clockAhead + (long) (drift * elapsed)));
    }

    private static Instant notBeforeTime(Instant instant) {
        return instant.isBefore(NO_BATTERY) ? NO_BATTERY : instant;
    }

    ZoneOffset offset() {
        long now = millis.getAsLong();
        if (offsetAt != now || offsetOf != upheavals) {
            offset = zone.getRules().getOffset(instant());
            offsets.add(offset);
            offsetAt = now;
            offsetOf = upheavals;
        }
        return offset;
    }

    LocalDateTime wallClock() {
        return LocalDateTime.ofInstant(instant(), zone).withNano(0);
    }

    /** Somebody looks at its clock: what it dates earlier from now on is late. */
    void show() {
        LocalDateTime shown = wallClock();
        latest = shown.isAfter(latest) ? shown : latest;
    }

    /** Returns the offset that it prints now; null if it prints none. */
    ZoneOffset printedOffset() {
        return switch (nature.offset()) {
            case TRUE -> offset();
            case NONE -> null;
            case FACTORY -> FACTORY;
        };
    }

    /** Returns what it prints of a row now. */
    LocalDateTime printed(Row row) {
        return nature.printing() == Nature.Printing.AS_LOGGED ? row.logged() : byPresentOffset(row);
    }

    /** Returns what it has printed of an event, and of one that is gone what it would have, under each offset that it has had. */
    Stream<LocalDateTime> printings(Happening event) {
        Row row = nature.printing() == Nature.Printing.AS_LOGGED ? null : gone.get(event);
        return Stream.concat(
                event.printed.stream(),
                row == null ? Stream.empty() : offsets.stream().map(row::under));
    }

    private LocalDateTime byPresentOffset(Row row) {
        return row.under(offset());
    }

    private ZoneOffset offsetOf(Row row) {
        return switch (nature.offset()) {
            case TRUE -> nature.printing() == Nature.Printing.AS_LOGGED ? row.offset() : offset();
            case NONE -> null;
            case FACTORY -> FACTORY;
        };
    }

    /** Somebody or something is logged now. */
    Happening log(Kind kind, String person, boolean readable) {
        return log(kind, person, readable, Duration.ZERO);
    }

    /** The same, dated back. */
    Happening log(Kind kind, String person, boolean readable, Duration back) {
        Instant at = notBeforeTime(instant().minus(back));
        serial++;
        while (looksLikeAnother(kind, person, LocalDateTime.ofInstant(at, zone).withNano(0))) {
            at = at.plusSeconds(1 + dice.below(5));
        }
        LocalDateTime wall = LocalDateTime.ofInstant(at, zone).withNano(0);
        Happening event = truth.add(
                nature.key(), epoch, serial, millis.getAsLong(), kind, person, readable, clockRight && back.isZero());
        Row row = new Row(event, serial, at, wall, zone.getRules().getOffset(at));
        event.firstPrinted = printed(row);
        event.printed.add(event.firstPrinted);
        event.late = !back.isZero() || event.firstPrinted.isBefore(latest);
        event.inLog = true;
        markAhead(event, back);
        latest = event.late ? latest : event.firstPrinted;
        log.add(row);
        trim();
        told.accept(event);
        return event;
    }

    /** What was logged before and is dated after it was logged by a clock that was wrong. */
    private void markAhead(Happening event, Duration back) {
        if (event.late && back.isZero()) {
            truth.all().stream()
                    .filter(other -> other != event
                            && other.device.equals(nature.key())
                            && !other.forged
                            && other.firstPrinted.isAfter(event.firstPrinted))
                    .forEach(other -> other.ahead = true);
        }
    }

    /**
     * Two events that no rule could tell apart are kept from happening: the same second, person and door without a serial; or, after
     * the log was cleared, the same serial and code in the same second, whoever it is, or for one person at a distance that a change of
     * zone could make.
     */
    private boolean looksLikeAnother(Kind kind, String person, LocalDateTime wall) {
        for (Happening other : truth.all()) {
            boolean sameCode =
                    other.device.equals(nature.key()) && other.major == kind.major && other.minor == kind.minor;
            if (sameCode
                    && !other.forged
                    && nature.serials()
                    && other.serial == serial
                    && other.printed.contains(wall)) {
                return true;
            }
            boolean alike =
                    sameCode && (person == null ? other.person == null : person.equals(other.person) || other.forged);
            if (alike && (other.forged || sameByRule(other, wall))) {
                boolean forgedHere = other.forged && other.printed.contains(wall);
                if (!other.forged || forgedHere) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean sameByRule(Happening other, LocalDateTime wall) {
        for (LocalDateTime printed : other.printed) {
            Duration apart = Duration.between(printed, wall).abs();
            boolean shift = apart.toSeconds() % 900 == 0 && apart.compareTo(HOW_FAR_REPRINTS_GO.plusHours(3)) <= 0;
            if (apart.isZero() || (shift && (other.serial == serial || !nature.serials()))) {
                return true;
            }
        }
        return false;
    }

    private void trim() {
        while (log.size() > nature.ring()) {
            Row oldest = log.remove(0);
            gone(oldest, Loss.OVERWRITTEN);
        }
    }

    private void gone(Row row, Loss how) {
        gone.put(row.event(), row);
        row.event().lostBy = how;
        row.event().inLog = log.stream().anyMatch(other -> other.event() == row.event());
        row.event().goneAt = row.event().inLog ? Long.MAX_VALUE : millis.getAsLong();
    }

    /** An administrator clears the log, or the device is reset to factory state. */
    void clearLog() {
        upheavals++;
        List<Row> lost = List.copyOf(log);
        log.clear();
        lost.forEach(row -> gone(row, Loss.CLEARED));
        serial = 0;
        epoch++;
    }

    /** An administrator deletes some rows. */
    void deleteRows(int from, int count) {
        for (int left = count; left > 0 && from < log.size(); left--) {
            gone(log.remove(from), Loss.DELETED);
        }
        upheavals++;
    }

    /** Returns the place of the newest row that can be read; -1 if there is none. */
    int lastReadable() {
        int place = log.size() - 1;
        while (place >= 0
                && (!log.get(place).event().readable || log.get(place).event().major == nature.unreadable())) {
            place--;
        }
        return place;
    }

    /** Returns an image of the log, to be put back later. */
    List<Row> image() {
        return List.copyOf(log);
    }

    /** The device goes back to an image: the log is as it was then, and numbers go on from there. */
    void restore(List<Row> image) {
        upheavals++;
        putBack = true;
        List<Row> lost = List.copyOf(log);
        log.clear();
        log.addAll(image);
        lost.forEach(row -> gone(row, Loss.PUT_BACK));
        log.forEach(row -> {
            row.event().inLog = true;
            row.event().late = true;
            row.event().goneAt = Long.MAX_VALUE;
        });
        serial = log.isEmpty() ? 0 : log.get(log.size() - 1).serial();
        epoch++;
    }

    /** Somebody, or the network, sets its clock. */
    void setClock(long millisAhead) {
        upheavals++;
        stepped = true;
        clockAhead = millisAhead - (long) (drift * millis.getAsLong());
        clockRight = millisAhead == 0 && drift == 0;
    }

    void stepClock(long byMillis) {
        upheavals++;
        stepped = true;
        clockAhead += byMillis;
        clockRight = false;
    }

    void drift(double share) {
        drift = share;
        offsetAt = -1;
        clockRight = false;
    }

    void changeZone(ZoneId other) {
        upheavals++;
        zone = other;
        clockRight = false;
    }

    /** Returns the rows between two wall clocks, in the order of their printed times. */
    List<Row> between(LocalDateTime startInclusive, LocalDateTime endExclusive, int major) {
        List<Row> found = new ArrayList<>();
        LocalDateTime last = LocalDateTime.MIN;
        boolean sorted = true;
        for (Row row : log) {
            LocalDateTime printed = printed(row);
            boolean before = nature.endIncluded() ? !printed.isAfter(endExclusive) : printed.isBefore(endExclusive);
            if (before && !printed.isBefore(startInclusive) && isOf(row, major)) {
                found.add(row);
                sorted &= !printed.isBefore(last);
                last = printed;
            }
        }
        if (!sorted) {
            found.sort(Comparator.comparing(this::printed));
        }
        return found;
    }

    /** Returns the rows of a range of serials. */
    List<Row> numbered(long first, long last, int major) {
        return log.stream()
                .filter(row -> nature.rangeIgnored() || (row.serial() >= first && row.serial() <= last))
                .filter(row -> isOf(row, major))
                .toList();
    }

    private boolean isOf(Row row, int major) {
        return row.event().major != nature.unreadable() && (major == 0 || row.event().major == major);
    }

    /** Prints a row as its search does. */
    String text(Row row) {
        LocalDateTime printed = printed(row);
        row.event().printed.add(printed);
        ZoneOffset offset = offsetOf(row);
        return row.text(printed, offset, () -> text(row, printed, offset));
    }

    private String text(Row row, LocalDateTime printed, ZoneOffset offset) {
        StringBuilder text = new StringBuilder(160).append("{\"major\":").append(row.event().major);
        text.append(",\"minor\":").append(row.event().minor).append(",\"time\":\"");
        text.append(row.event().readable ? time(printed, offset) : "yesterday").append('"');
        person(text, row.event());
        if (nature.serials()) {
            text.append(",\"serialNo\":").append(row.serial());
        }
        return text.append(",\"doorNo\":1,\"cardReaderNo\":1,\"verifyNo\":")
                .append(row.event().tag)
                .append('}')
                .toString();
    }

    static void person(StringBuilder text, Happening event) {
        if (event.person != null) {
            text.append(",\"employeeNoString\":\"").append(event.person).append('"');
        }
    }

    static String time(LocalDateTime wall, ZoneOffset offset) {
        String zone = offset == null ? "" : offset.equals(ZoneOffset.UTC) ? "+00:00" : offset.toString();
        String text = wall.toString();
        return (text.length() == 16 ? text + ":00" : text) + zone;
    }
}
