package dev.rollcall.agent.sqlite;

import dev.rollcall.agent.journal.LogFacts;
import dev.rollcall.agent.journal.LogLosses;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.window.Anchor;
import dev.rollcall.attendance.window.Checkpoint;
import dev.rollcall.attendance.window.GapBook;
import dev.rollcall.attendance.window.LogProof;
import dev.rollcall.attendance.window.RingWatch;
import dev.rollcall.attendance.window.SerialGap;
import dev.rollcall.attendance.window.SerialRange;
import dev.rollcall.attendance.window.SerialSet;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads and writes what is known of devices' logs, inside a transaction of the caller. */
final class LogRows {

    static final String WALL_CLOCK =
            "select wall_clock from event where device = ? and serial_no = ? order by seq desc limit 1";

    /** What bounds a gap bounds it also when it is pruned. */
    static final String PRUNED_WALL_CLOCK =
            "select max(wall_clock) as wall_clock from pruned where device = ? and serial_no = ?";

    /** The device that answers at an address, in a question. */
    static final String AT_ADDRESS = "(select key from device where address = ? order by last_seen desc limit 1)";

    private LogRows() {}

    /** Returns the number of a device's present log, 1 and up. */
    static int epoch(Session session, DeviceKey device) throws SQLException {
        Long number = Statements.first(
                session,
                rows -> rows.getLong(1),
                "select coalesce(max(number), 1) from epoch where device = ?",
                device.value());
        return number == null ? 1 : number.intValue();
    }

    /** Counts a new log, once for the same last event of the log before: a pass that was killed notices it again. */
    static void beginEpoch(Session session, DeviceKey device, @Nullable Anchor last, Instant at) throws SQLException {
        Statements.update(
                session,
                """
                insert into epoch (device, number, noticed_at, after_wall) select ?1, ?2 + 1, ?3, ?4
                  where not exists (select 1 from epoch where device = ?1 and number = ?2 and after_wall is ?4)""",
                device.value(),
                epoch(session, device),
                at,
                last == null ? null : last.wallClock().toString());
    }

    /** Returns the wall clock of the last event known of the log before the present one; null if there is none. */
    static @Nullable LocalDateTime beganAfter(Session session, DeviceKey device) throws SQLException {
        return DatedRows.wallClock(
                session, "select after_wall from epoch where device = ? order by number desc limit 1", device.value());
    }

    static GapBook book(Session session, DeviceKey device, @Nullable LogProof proof) throws SQLException {
        int epoch = epoch(session, device);
        return new GapBook(
                CoveredRows.of(session, device, epoch),
                gaps(session, device.value(), epoch),
                epoch == 1 ? GapBook.Start.BEFORE_US : start(session, device, epoch, proof));
    }

    /** Writes the gaps of the present log and returns those of all. */
    static List<SerialGap> settle(Session session, DeviceKey device, @Nullable LogProof proof, Instant at)
            throws SQLException {
        int epoch = epoch(session, device);
        closeEarlier(session, device, epoch);
        List<SerialGap> before = gaps(session, device.value(), epoch);
        if (proof == null && before.isEmpty()) {
            return gaps(session, device.value());
        }
        List<SerialGap> now =
                book(session, device, proof).settled(proof, serial -> wallClock(session, device, serial), at);
        if (!now.equals(before)) {
            Statements.update(session, "delete from gap where device = ? and epoch = ?", device.value(), epoch);
            for (SerialGap gap : now) {
                insert(session, device, epoch, gap);
            }
        }
        return gaps(session, device.value());
    }

    /** What an earlier log lacked nobody can be asked for any more. */
    private static void closeEarlier(Session session, DeviceKey device, int epoch) throws SQLException {
        Statements.update(
                session,
                "update gap set kind = ? where device = ? and epoch < ? and kind = ?",
                SerialGap.Kind.OVERWRITTEN.name(),
                device.value(),
                epoch,
                SerialGap.Kind.DELETED.name());
    }

    /** Writes a gap in parts: what is lost, and what is elsewhere. */
    static List<SerialGap> part(Session session, DeviceKey device, SerialGap gap, SerialSet elsewhere)
            throws SQLException {
        List<SerialGap> parts = gap.parted(elsewhere);
        Long epoch = Statements.first(
                session,
                rows -> rows.getLong(1),
                "select epoch from gap where device = ? and first_serial = ? and last_serial = ? and noticed_at = ?",
                device.value(),
                gap.serials().first(),
                gap.serials().last(),
                gap.noticedAt());
        if (epoch != null) {
            Statements.update(
                    session,
                    "delete from gap where device = ? and epoch = ? and first_serial = ?",
                    device.value(),
                    epoch,
                    gap.serials().first());
            for (SerialGap part : parts) {
                insert(session, device, epoch.intValue(), part);
            }
        }
        return parts;
    }

    static List<SerialGap> gaps(Session session, String device) throws SQLException {
        return Statements.list(
                session, LogRows::gap, "select * from gap where device = ? order by epoch, first_serial", device);
    }

    /** Returns what is lost of other devices of a name and nobody has accepted. */
    static List<SerialGap> gapsOfOthers(Session session, DeviceKey device, String name) throws SQLException {
        List<String> others = Statements.list(
                session,
                rows -> rows.getString("key"),
                "select key from device where name = ? and key <> ? order by key",
                name,
                device.value());
        List<SerialGap> open = new ArrayList<>();
        for (String other : others) {
            open.addAll(AcceptanceRows.all(session, other).open(gaps(session, other)));
        }
        return open;
    }

    static @Nullable RingWatch ring(Session session, String address) throws SQLException {
        return Statements.first(session, LogRows::ring, "select * from ring where device = " + AT_ADDRESS, address);
    }

    static void writeRing(Session session, DeviceKey device, RingWatch ring, @Nullable Double fill)
            throws SQLException {
        Statements.update(
                session,
                """
                insert or replace into ring (device, capacity, start_serial, start_at, newest_serial, read_at, fill)
                values (?, ?, ?, ?, ?, ?, ?)""",
                device.value(),
                ring.capacity(),
                ring.startSerial(),
                ring.startAt(),
                ring.newest(),
                ring.readAt(),
                fill);
    }

    static void writeFill(Session session, String address, @Nullable Double fill) throws SQLException {
        Statements.update(session, "update ring set fill = ? where device = " + AT_ADDRESS, fill, address);
    }

    static LogFacts facts(Session session, String device, @Nullable Checkpoint checkpoint) throws SQLException {
        if (device.isEmpty()) {
            return LogFacts.NONE;
        }
        int epoch = epoch(session, DeviceKey.of(device));
        // What the device was shown not to have was never there to be lost; what is elsewhere is not.
        List<SerialGap> all = gaps(session, device);
        LogLosses losses = AcceptanceRows.losses(session, device);
        List<SerialGap> gaps = losses.accepted().open(all);
        List<SerialRange> covered = CoveredRows.newest(session, device, epoch, LogFacts.COVERED_TOLD);
        return new LogFacts(
                epoch,
                covered,
                LogFacts.newest(gaps, LogFacts.GAPS_TOLD),
                gaps.stream().mapToLong(gap -> gap.serials().size()).sum(),
                LogFacts.accepted(all, losses),
                LogFacts.completeUntil(checkpoint == null ? null : checkpoint.position(), gaps, losses.openTimes()),
                Statements.first(
                        session,
                        rows -> real(rows, "fill"),
                        "select fill from ring where device = ? and fill >= 0",
                        device),
                Statements.first(
                        session,
                        rows -> rows.getLong("capacity"),
                        "select capacity from ring where device = ? and capacity > 0",
                        device));
    }

    /** A log that began while we watched counts from 1, unless it is one we know: a backup that was restored. */
    private static GapBook.Start start(Session session, DeviceKey device, int epoch, @Nullable LogProof proof)
            throws SQLException {
        if (proof == null) {
            return new GapBook.Start(false, beganAfter(session, device));
        }
        Anchor oldest = proof.oldest();
        GapBook.Start found = Statements.first(
                session,
                rows -> new GapBook.Start(rows.getInt("known") == 0, Statements.wallClock(rows, "after_wall")),
                """
                select after_wall, exists (select 1 from event e where e.device = epoch.device and e.serial_no = ?
                  and e.wall_clock = ? and e.seen_at < epoch.noticed_at) as known
                from epoch where device = ? and number = ?""",
                oldest.serialNo(),
                EventRows.wall(oldest.wallClock()),
                device.value(),
                epoch);
        return Objects.requireNonNullElse(found, GapBook.Start.BEFORE_US);
    }

    private static @Nullable LocalDateTime wallClock(Session session, DeviceKey device, long serial) {
        try {
            LocalDateTime kept = DatedRows.wallClock(session, WALL_CLOCK, device.value(), serial);
            return kept != null ? kept : DatedRows.wallClock(session, PRUNED_WALL_CLOCK, device.value(), serial);
        } catch (SQLException failed) {
            throw new UncheckedSqlException(failed);
        }
    }

    static List<SerialGap> gaps(Session session, String device, int epoch) throws SQLException {
        return Statements.list(
                session,
                LogRows::gap,
                "select * from gap where device = ? and epoch = ? order by first_serial",
                device,
                epoch);
    }

    private static void insert(Session session, DeviceKey device, int epoch, SerialGap gap) throws SQLException {
        Statements.update(
                session,
                """
                insert into gap (device, epoch, first_serial, last_serial, not_before, not_after, kind, noticed_at)
                values (?, ?, ?, ?, ?, ?, ?, ?)""",
                device.value(),
                epoch,
                gap.serials().first(),
                gap.serials().last(),
                Statements.text(gap.notBefore()),
                Statements.text(gap.notAfter()),
                gap.kind().name(),
                gap.noticedAt());
    }

    private static SerialGap gap(ResultSet rows) throws SQLException {
        return new SerialGap(
                new SerialRange(rows.getLong("first_serial"), rows.getLong("last_serial")),
                Statements.wallClock(rows, "not_before"),
                Statements.wallClock(rows, "not_after"),
                SerialGap.Kind.valueOf(rows.getString("kind")),
                Instant.parse(rows.getString("noticed_at")));
    }

    private static RingWatch ring(ResultSet rows) throws SQLException {
        return new RingWatch(
                Statements.number(rows, "capacity"),
                rows.getLong("start_serial"),
                Instant.parse(rows.getString("start_at")),
                rows.getLong("newest_serial"),
                Instant.parse(rows.getString("read_at")));
    }

    private static Double real(ResultSet rows, String column) throws SQLException {
        return rows.getDouble(column);
    }
}
