package dev.rollcall.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.simulator.SimulatedDevice;
import dev.rollcall.simulator.SimulatedEvent;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a terminal logged, what the agent's journal has and what the receiver has, each told by its own means and in one
 * form: serial, wall clock, code and person, with how often it is there.
 */
public final class Truth {

    private static final Set<Integer> CLOCK_POWER_AND_RESET_OPERATIONS = Set.of(123, 1028, 1029, 1031, 1034);
    private static final Set<Integer> POWER_EXCEPTIONS = Set.of(1024, 1025, 1026);

    private Truth() {}

    /** Everything the terminal logged. */
    public static TreeMap<String, Long> ofDevice(SimulatedDevice device) {
        return counted(device.events().stream().map(Truth::line));
    }

    /** What of it is to be in the receiver: who was there, and when clock or power changed. */
    public static TreeMap<String, Long> deliverable(SimulatedDevice device) {
        return deliverable(device.events());
    }

    /** The same of events that were logged, wherever they are now. */
    public static TreeMap<String, Long> deliverable(List<SimulatedEvent> events) {
        return counted(events.stream().filter(Truth::isDeliverable).map(Truth::line));
    }

    /** What the receiver tells of a device. */
    public static TreeMap<String, Long> ofReceiver(List<JsonNode> events) {
        return counted(events.stream()
                .map(event -> line(
                        event.path("serialNo").asLong(-1),
                        LocalDateTime.parse(event.path("wallClock").asText()),
                        event.path("major").asInt(),
                        event.path("minor").asInt(),
                        event.path("employeeNo").asText(""))));
    }

    /** What the agent's journal has of a device, read from its file. */
    public static TreeMap<String, Long> ofJournal(Path dataDir, String device) throws SQLException {
        String sql = "select serial_no, wall_clock, major, minor, employee_no from event where device = ?";
        try (Connection journal = DriverManager.getConnection("jdbc:sqlite:" + dataDir.resolve("journal.db"));
                PreparedStatement query = journal.prepareStatement(sql)) {
            query.setString(1, device);
            Stream.Builder<String> lines = Stream.builder();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    lines.add(line(
                            rows.getLong(1),
                            LocalDateTime.parse(rows.getString(2)),
                            rows.getInt(3),
                            rows.getInt(4),
                            Objects.requireNonNullElse(rows.getString(5), "")));
                }
            }
            return counted(lines.build());
        }
    }

    private static boolean isDeliverable(SimulatedEvent event) {
        return event.person() != null
                || (event.major() == 2 && POWER_EXCEPTIONS.contains(event.minor()))
                || (event.major() == 3 && CLOCK_POWER_AND_RESET_OPERATIONS.contains(event.minor()));
    }

    private static String line(SimulatedEvent event) {
        return line(
                event.serialNo(),
                Objects.requireNonNull(event.time()).toLocalDateTime(),
                event.major(),
                event.minor(),
                event.person() == null ? "" : event.person().employeeNo());
    }

    /** One event in the form of all. */
    public static String line(long serialNo, LocalDateTime wallClock, int major, int minor, String person) {
        return "%06d %s %d/%d %s".formatted(serialNo, wallClock, major, minor, person);
    }

    private static TreeMap<String, Long> counted(Stream<String> lines) {
        return lines.collect(Collectors.groupingBy(line -> line, TreeMap::new, Collectors.counting()));
    }
}
