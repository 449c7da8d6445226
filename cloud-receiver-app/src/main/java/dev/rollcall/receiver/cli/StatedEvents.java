package dev.rollcall.receiver.cli;

import dev.rollcall.attendance.event.EventId;
import dev.rollcall.attendance.identity.ContentDigest;
import dev.rollcall.attendance.identity.EventIdentity;
import dev.rollcall.attendance.reconcile.EventKey;
import dev.rollcall.attendance.reconcile.MerkleTree;
import dev.rollcall.attendance.reconcile.Statement;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Events as they were exported, to be held against a statement. Of each only what the signature covers is looked at: its id, the printed
 * time, the person, and the two numbers of its code.
 */
final class StatedEvents {

    private static final List<String> NEEDED = List.of("id", "device", "time", "employeeNo", "major", "minor");
    private static final int WALL_CLOCK_LENGTH = "2026-11-23T09:00:00".length();
    private static final Pattern TIME =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(Z|[+-]\\d\\d:\\d\\d(:\\d\\d)?)?");

    private final Map<String, List<EventKey>> days = new TreeMap<>();
    private final Set<String> stated;
    private final String device;
    private int otherDevices;
    private int otherDays;

    private StatedEvents(Statement statement) {
        this.device = statement.device();
        this.stated = statement.days().stream().map(Statement.Day::day).collect(Collectors.toSet());
    }

    /**
     * Reads exported events.
     *
     * @param csv       the export
     * @param statement what they are to be held against
     * @throws UnreadableEventsException if it is not as our export writes it, or names a device that looks like the statement's
     */
    static StatedEvents of(String csv, Statement statement) throws UnreadableEventsException {
        StatedEvents events = new StatedEvents(statement);
        List<List<String>> lines = CsvText.lines(csv);
        List<String> names = lines.isEmpty() ? List.of() : lines.get(0);
        check(names);
        for (int number = 1; number < lines.size(); number++) {
            events.add(row(names, lines.get(number), number + 1), number + 1);
        }
        return events;
    }

    private static void check(List<String> names) throws UnreadableEventsException {
        for (String name : names) {
            if (Collections.frequency(names, name) > 1) {
                throw new UnreadableEventsException("it has the column '" + name + "' more than once");
            }
        }
        for (String name : NEEDED) {
            if (!names.contains(name)) {
                throw new UnreadableEventsException("it has no column '" + name + "'");
            }
        }
    }

    private static Map<String, String> row(List<String> names, List<String> line, int number)
            throws UnreadableEventsException {
        if (line.size() != names.size()) {
            throw new UnreadableEventsException(
                    "row " + number + " has " + line.size() + " cells, and there are " + names.size() + " columns");
        }
        Map<String, String> row = new TreeMap<>();
        for (int column = 0; column < names.size(); column++) {
            row.put(names.get(column), line.get(column));
        }
        return row;
    }

    private void add(Map<String, String> row, int number) throws UnreadableEventsException {
        String named = row.getOrDefault("device", "");
        if (!named.equals(device)) {
            if (plain(named).equals(plain(device))) {
                throw new UnreadableEventsException(
                        "row " + number + " is of device '" + named + "', which only looks like '" + device + "'");
            }
            otherDevices++;
            return;
        }
        try {
            add(row);
        } catch (IllegalArgumentException | DateTimeException unreadable) {
            throw new UnreadableEventsException(
                    "row " + number + " has an id, a time, a person or a code that is none");
        }
    }

    private void add(Map<String, String> row) {
        String time = row.getOrDefault("time", "");
        if (!TIME.matcher(time).matches()) {
            throw new DateTimeException("no time");
        }
        LocalDateTime wallClock = LocalDateTime.parse(time.substring(0, WALL_CLOCK_LENGTH));
        ContentDigest content = EventIdentity.digestOf(
                wallClock,
                Integer.parseInt(row.getOrDefault("major", "")),
                Integer.parseInt(row.getOrDefault("minor", "")),
                row.getOrDefault("employeeNo", ""));
        String day = wallClock.toLocalDate().toString();
        if (stated.contains(day)) {
            days.computeIfAbsent(day, some -> new ArrayList<>())
                    .add(new EventKey(EventId.of(row.getOrDefault("id", "")), content));
        } else {
            otherDays++;
        }
    }

    /** The same for upper and lower case, blanks and signs, and letters of another width. */
    private static String plain(String device) {
        return Normalizer.normalize(device, Normalizer.Form.NFKC)
                .replaceAll("[^\\p{L}\\p{N}]", "")
                .toUpperCase(Locale.ROOT);
    }

    /** Tells how many rows were checked, and how many were not. */
    String counts() {
        int checked = days.values().stream().mapToInt(List::size).sum();
        int all = checked + otherDevices + otherDays;
        return checked + " of " + all + " rows of the file were checked; " + otherDevices + " are of other devices and "
                + otherDays + " of other days";
    }

    /** Returns in what these events are not those that were stated. */
    List<String> faults(Statement statement) {
        List<String> faults = new ArrayList<>();
        for (Statement.Day day : statement.days()) {
            List<EventKey> held = days.getOrDefault(day.day(), List.of());
            if (held.size() != day.events()) {
                faults.add("on " + day.day() + " " + day.events() + " events were stated, the file has " + held.size());
            } else if (!MerkleTree.rootOf(held).equals(day.root())) {
                faults.add("on " + day.day() + " the events of the file are not those that were stated");
            }
        }
        return faults;
    }

    /** Tells whether there are fewer of some day than were stated. */
    boolean lackSome(Statement statement) {
        return statement.days().stream()
                .anyMatch(day -> days.getOrDefault(day.day(), List.of()).size() < day.events());
    }
}
