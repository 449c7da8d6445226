package dev.rollcall.agent.sqlite;

import dev.rollcall.agent.journal.JournalPage;
import dev.rollcall.agent.journal.QuarantinedRecord;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.attendance.window.SerialRange;
import dev.rollcall.attendance.window.SerialSet;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Notes which serials of a device's present log the journal has, inside a transaction of the caller. */
final class CoveredRows {

    /** The ranges that may overlap or touch another one: from the last that begins at or before it on. */
    static final String NEAR = """
            select first_serial, last_serial from covered where device = ?1 and epoch = ?2 and first_serial <= ?4 + 1
              and first_serial >= coalesce((select max(c.first_serial) from covered c
                where c.device = ?1 and c.epoch = ?2 and c.first_serial <= ?3), 0)""";

    private CoveredRows() {}

    /** Notes the serials of pages of one device: what was read from the log itself, understood or not. */
    static void add(Session session, List<JournalPage> pages) throws SQLException {
        SerialSet serials =
                SerialSet.of(pages.stream().flatMap(CoveredRows::serials).toList());
        if (!serials.isEmpty()) {
            DeviceKey device = pages.get(0).device();
            int epoch = LogRows.epoch(session, device);
            for (SerialRange range : serials.ranges()) {
                add(session, device, epoch, range);
            }
        }
    }

    private static Stream<Long> serials(JournalPage page) {
        Stream<Long> understood = page.observations().stream()
                .filter(seen -> seen.channel().confirms())
                .map(Observation::event)
                .map(event -> event.serialNo() == null ? 0L : event.serialNo());
        Stream<Long> quarantined = page.quarantined().stream()
                .filter(QuarantinedRecord::isOfLog)
                .map(QuarantinedRecord::serialNo)
                .filter(Objects::nonNull);
        return Stream.concat(understood, quarantined);
    }

    static SerialSet of(Session session, DeviceKey device, int epoch) throws SQLException {
        return SerialSet.ofRanges(Statements.list(
                session,
                CoveredRows::range,
                "select first_serial, last_serial from covered where device = ? and epoch = ? order by first_serial",
                device.value(),
                epoch));
    }

    /** Returns the ranges that may overlap or touch one. */
    static List<SerialRange> near(Session session, DeviceKey device, int epoch, long first, long last)
            throws SQLException {
        return Statements.list(session, CoveredRows::range, NEAR, device.value(), epoch, first, last);
    }

    /** Returns the highest ranges, lowest first. */
    static List<SerialRange> newest(Session session, String device, int epoch, int most) throws SQLException {
        return SerialSet.ofRanges(Statements.list(
                        session,
                        CoveredRows::range,
                        "select first_serial, last_serial from covered where device = ? and epoch = ?"
                                + " order by first_serial desc limit ?",
                        device,
                        epoch,
                        most))
                .ranges();
    }

    private static void add(Session session, DeviceKey device, int epoch, SerialRange range) throws SQLException {
        List<SerialRange> near = near(session, device, epoch, range.first(), range.last()).stream()
                .filter(known -> known.last() >= range.first() - 1)
                .toList();
        if (near.stream().anyMatch(known -> known.contains(range.first()) && known.contains(range.last()))) {
            return;
        }
        SerialRange merged = SerialSet.ofRanges(near)
                .plus(SerialSet.ofRanges(List.of(range)))
                .ranges()
                .get(0);
        for (SerialRange swallowed : near) {
            Statements.update(
                    session,
                    "delete from covered where device = ? and epoch = ? and first_serial = ?",
                    device.value(),
                    epoch,
                    swallowed.first());
        }
        Statements.update(
                session,
                "insert into covered (device, epoch, first_serial, last_serial) values (?, ?, ?, ?)",
                device.value(),
                epoch,
                merged.first(),
                merged.last());
    }

    private static SerialRange range(ResultSet rows) throws SQLException {
        return new SerialRange(rows.getLong("first_serial"), rows.getLong("last_serial"));
    }
}
