package dev.rollcall.receiver.cli;

import dev.rollcall.attendance.event.EventId;
import dev.rollcall.attendance.identity.ContentDigest;
import dev.rollcall.attendance.identity.EventIdentity;
import dev.rollcall.attendance.reconcile.EventKey;
import dev.rollcall.attendance.reconcile.MerkleTree;
import dev.rollcall.attendance.reconcile.Statement;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Events as they were exported, to be held against a statement. */
final class StatedEvents {

    private static final int WALL_CLOCK_LENGTH = "2026-11-23T09:00:00".length();

    private final Map<String, List<EventKey>> days = new TreeMap<>();

    private StatedEvents() {}

    /**
     * Reads exported events.
     *
     * @param csv    the export
     * @param device the key of the device whose events matter
     */
    static StatedEvents of(String csv, String device) {
        StatedEvents events = new StatedEvents();
        List<List<String>> lines = CsvText.lines(csv);
        List<String> names = lines.isEmpty() ? List.of() : lines.get(0);
        for (List<String> line : lines.subList(Math.min(1, lines.size()), lines.size())) {
            Map<String, String> row = new TreeMap<>();
            for (int column = 0; column < Math.min(names.size(), line.size()); column++) {
                row.put(names.get(column), line.get(column));
            }
            if (device.equals(row.get("device"))) {
                events.add(row);
            }
        }
        return events;
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

    private void add(Map<String, String> row) {
        LocalDateTime wallClock =
                LocalDateTime.parse(row.getOrDefault("time", "").substring(0, WALL_CLOCK_LENGTH));
        ContentDigest content = EventIdentity.digestOf(
                wallClock,
                Integer.parseInt(row.getOrDefault("major", "")),
                Integer.parseInt(row.getOrDefault("minor", "")),
                row.getOrDefault("employeeNo", ""));
        days.computeIfAbsent(wallClock.toLocalDate().toString(), day -> new ArrayList<>())
                .add(new EventKey(EventId.of(row.getOrDefault("id", "")), content));
    }
}
