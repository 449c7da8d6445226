package dev.rollcall.proof;

import dev.rollcall.attendance.event.AttendanceEvent;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.EmployeeNumber;
import dev.rollcall.attendance.event.EventCategory;
import dev.rollcall.attendance.event.EventTime;
import dev.rollcall.attendance.event.PunchKind;
import dev.rollcall.attendance.event.VerifyMethod;
import dev.rollcall.attendance.event.Zones;
import dev.rollcall.attendance.identity.EventIdentity;
import dev.rollcall.attendance.reconcile.Finding.Kind;
import dev.rollcall.attendance.reconcile.Finding.State;
import dev.rollcall.simulator.DeviceBackup;
import dev.rollcall.simulator.SimulatedEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** One row deleted, altered or inserted in device, journal or receiver, and what the report must then say. */
enum Change {
    DEVICE_DELETED(Kind.ONLY_IN_JOURNAL, State.OPEN),
    DEVICE_ALTERED(Kind.OTHER_IN_JOURNAL, State.OPEN),
    DEVICE_INSERTED(Kind.NOT_IN_JOURNAL, State.REPAIRED),
    JOURNAL_DELETED(Kind.NOT_IN_JOURNAL, State.REPAIRED),
    JOURNAL_ALTERED(Kind.DAMAGED_IN_JOURNAL, State.REPAIRED),
    JOURNAL_INSERTED(Kind.DAMAGED_IN_JOURNAL, State.REPAIRED),
    RECEIVER_DELETED(Kind.NOT_IN_RECEIVER, State.REPAIRED),
    RECEIVER_ALTERED(Kind.OTHER_IN_RECEIVER, State.REPAIRED),
    RECEIVER_INSERTED(Kind.ONLY_IN_RECEIVER, State.OPEN);

    private static final List<String> JOURNAL_EDITS = List.of(
            "employee_no = '666'",
            "wall_clock = '2026-01-01T00:00:00'",
            "minor = 76",
            "kind = 'CHECK_OUT'",
            "name = 'Somebody'",
            "occurred_at = '2026-01-01T00:00:00Z'",
            "raw = x'00'");
    private static final List<String> RECEIVER_EDITS = List.of(
            "employee_no = '666'",
            "wall_clock = wall_clock + 61",
            "minor = 76",
            "kind = 'CHECK_OUT'",
            "name = 'Somebody'",
            "occurred_at = occurred_at + 1000",
            "door = 7");

    private final Kind kind;
    private final State state;

    Change(Kind kind, State state) {
        this.kind = kind;
        this.state = state;
    }

    Kind kind() {
        return kind;
    }

    State state() {
        return state;
    }

    /** What was done: the id to be named, and how to take back what heals by nobody. */
    record Done(String id, Undo undo) {}

    /** Takes a change back. */
    interface Undo {
        void run() throws SQLException;
    }

    private static final Undo NOTHING = () -> {};

    Done apply(ProvedHouse house, Random random, long hole) throws SQLException {
        return switch (this) {
            case DEVICE_DELETED, DEVICE_ALTERED -> onDevice(house, random);
            case DEVICE_INSERTED -> insertedOnDevice(house, hole);
            case JOURNAL_DELETED, JOURNAL_ALTERED, JOURNAL_INSERTED -> inJournal(house, random, hole);
            case RECEIVER_DELETED, RECEIVER_ALTERED, RECEIVER_INSERTED -> inReceiver(house, random, hole);
        };
    }

    private Done onDevice(ProvedHouse house, Random random) {
        DeviceBackup before = house.device().memory().backup();
        List<SimulatedEvent> events = new ArrayList<>(before.events());
        // The last ones are read by every pass anyway; the oldest one gone is what a ring does that comes round.
        SimulatedEvent chosen = events.get(1 + random.nextInt(events.size() - 13));
        events.remove(chosen);
        if (this == DEVICE_ALTERED) {
            events.add(chosen.withPerson(
                    house.device().people().get(chosen.person().employeeNo().equals("1001") ? 1 : 0)));
        }
        house.device().memory().restore(new DeviceBackup(sorted(events), before.nextSerial()));
        return new Done(id(house, chosen), () -> house.device().memory().restore(before));
    }

    private static Done insertedOnDevice(ProvedHouse house, long hole) {
        DeviceBackup before = house.device().memory().backup();
        SimulatedEvent inserted = house.punch(hole, (int) (hole + 1) / 2);
        SimulatedEvent odd = inserted.withTime(inserted.time().minusSeconds(30));
        List<SimulatedEvent> events = new ArrayList<>(before.events());
        events.add(odd);
        house.device().memory().restore(new DeviceBackup(sorted(events), before.nextSerial()));
        return new Done(id(house, odd), NOTHING);
    }

    private static List<SimulatedEvent> sorted(List<SimulatedEvent> events) {
        return events.stream()
                .sorted((a, b) -> Long.compare(a.serialNo(), b.serialNo()))
                .toList();
    }

    private Done inJournal(ProvedHouse house, Random random, long hole) throws SQLException {
        try (Connection journal = house.journal()) {
            List<String> ids = texts(journal, "select id from event order by serial_no limit 40");
            String chosen = ids.get(random.nextInt(ids.size()));
            String inserted = HexFormat.of().toHexDigits(random.nextLong())
                    + HexFormat.of().toHexDigits(hole);
            String change = switch (this) {
                case JOURNAL_DELETED -> "delete from event where id = '" + chosen + "'";
                case JOURNAL_ALTERED ->
                    "update event set " + pick(JOURNAL_EDITS, random) + " where id = '" + chosen + "'";
                default ->
                    "insert into event select (select max(seq) + 1 from event), '" + inserted + "', device, " + hole
                            + ", wall_clock, time_text, printed_offset, occurred_at, zone, time_quality, major, minor,"
                            + " employee_no, card_no, name, kind, verify_method, door, reader, category, channel, seen_at,"
                            + " clock_offset_ms, confirmed, digest, raw from event where id = '" + chosen + "'";
            };
            execute(journal, change);
            return new Done(this == JOURNAL_INSERTED ? inserted : chosen, NOTHING);
        }
    }

    private Done inReceiver(ProvedHouse house, Random random, long hole) throws SQLException {
        try (Connection receiver = house.receiver()) {
            String device = "(select id from device where device_key = '"
                    + house.device().shortSerial() + "')";
            List<String> numbers = texts(
                    receiver,
                    "select event_id from event_identity where relation is null and device_id = " + device
                            + " order by wall_clock limit 50");
            String chosen = numbers.get(random.nextInt(numbers.size()));
            String id = texts(receiver, "select lower(hex(public_id)) from event where id = " + chosen)
                    .get(0);
            switch (this) {
                case RECEIVER_DELETED -> {
                    execute(receiver, "delete from event where id = " + chosen);
                    execute(receiver, "delete from event_raw where event_id = " + chosen);
                    execute(receiver, "delete from event_identity where event_id = " + chosen);
                    return new Done(id, NOTHING);
                }
                case RECEIVER_ALTERED -> {
                    execute(receiver, "update event set " + pick(RECEIVER_EDITS, random) + " where id = " + chosen);
                    return new Done(id, NOTHING);
                }
                default -> {
                    return inserted(house, receiver, chosen, hole);
                }
            }
        }
    }

    /** A row as somebody would forge it who knows how everything is hashed. */
    private static Done inserted(ProvedHouse house, Connection receiver, String like, long hole) throws SQLException {
        long wall = Long.parseLong(texts(receiver, "select wall_clock from event where id = " + like)
                        .get(0))
                + 5;
        AttendanceEvent forged = event(house, hole, LocalDateTime.ofEpochSecond(wall, 0, ZoneOffset.UTC), "1001");
        String id = EventIdentity.idOf(forged).hex();
        String digest = EventIdentity.digestOf(forged).hex();
        String number = texts(receiver, "select max(id) + 500000000 from event").get(0);
        execute(
                receiver,
                "insert into event (id, wall_clock, first_wall_clock, serial_no, occurred_at, received_at, seen_at, device_id,"
                        + " month, revision, major, minor, door, reader, printed_offset, confirmed, public_id, content_digest,"
                        + " time_text, time_quality, zone, employee_no, kind, verify_method, category, channel) select "
                        + number
                        + ", " + wall + ", null, " + hole
                        + ", occurred_at, received_at, seen_at, device_id, month, 1, 5, 75, door,"
                        + " reader, printed_offset, confirmed, x'" + id + "', x'" + digest
                        + "', time_text, time_quality, zone, '1001', kind, verify_method, category, channel from event where id = "
                        + like);
        execute(
                receiver,
                "insert into event_identity (wall_clock, serial_no, event_id, position, device_id, month, id, relation) select "
                        + wall + ", " + hole + ", " + number + ", null, device_id, month, x'" + id
                        + "', null from event where id = "
                        + number);
        return new Done(id, () -> {
            try (Connection again = house.receiver()) {
                execute(again, "delete from event where id = " + number);
                execute(again, "delete from event_identity where event_id = " + number);
            }
        });
    }

    private static String id(ProvedHouse house, SimulatedEvent event) {
        return EventIdentity.idOf(event(
                        house,
                        event.serialNo(),
                        event.time().toLocalDateTime(),
                        event.person().employeeNo()))
                .hex();
    }

    private static AttendanceEvent event(ProvedHouse house, long serial, LocalDateTime at, String person) {
        return new AttendanceEvent(
                DeviceKey.of(house.device().shortSerial()),
                serial,
                EventTime.resolve(at.toString(), at, ZoneOffset.ofHoursMinutes(5, 30), Zones.UNKNOWN, Instant.now()),
                5,
                75,
                EmployeeNumber.of(person),
                null,
                null,
                PunchKind.UNSPECIFIED,
                VerifyMethod.UNKNOWN,
                null,
                null,
                EventCategory.PERSON);
    }

    private static String pick(List<String> edits, Random random) {
        return edits.get(random.nextInt(edits.size()));
    }

    private static List<String> texts(Connection connection, String query) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query);
                ResultSet rows = statement.executeQuery()) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }

    private static void execute(Connection connection, String text) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(text)) {
            if (statement.executeUpdate() != 1) {
                throw new IllegalStateException("not one row: " + text);
            }
        }
    }
}
