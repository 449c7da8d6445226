package dev.rollcall.receiver.jdbc;

import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.identity.EventIdentity;
import dev.rollcall.attendance.identity.StoredEvent;
import dev.rollcall.receiver.store.EventProof;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/** The proof of stored events in SQL. */
final class JdbcProof implements EventProof {

    private static final String EVENTS =
            "select e.*, d.device_key, i.position, i.serial_no as id_serial from @event_identity i"
                    + " join @event e on e.device_id = i.device_id and e.month = i.month and e.id = i.event_id"
                    + " join @device d on d.id = i.device_id where i.position > ? order by i.position limit ?";

    private final Sql sql;

    private record Row(long position, int device, StoredEvent stored, boolean sound) {}

    JdbcProof(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Sound after(long position, int limit) {
        List<Row> rows = sql.of(EVENTS)
                .params(List.of(position, limit))
                .query((row, number) -> row(row))
                .list();
        return new Sound(
                rows.isEmpty() ? position : rows.get(rows.size() - 1).position(),
                rows.size(),
                rows.stream()
                        .filter(row -> !row.sound())
                        .map(row -> new Edited(row.device(), row.stored().publicId()))
                        .toList());
    }

    private static Row row(ResultSet row) throws SQLException {
        StoredEvent stored = EventRow.read(row, DeviceKey.of(row.getString("device_key")));
        byte[] digest = EventRow.bytes(EventIdentity.digestOf(stored.event()).hex());
        boolean sound = Arrays.equals(digest, row.getBytes("content_digest")) && hasItsId(row, stored);
        return new Row(row.getLong("position"), row.getInt("device_id"), stored, sound);
    }

    /** An id is a hash of what was first printed; only with a serial number does the row still have all of that. */
    private static boolean hasItsId(ResultSet row, StoredEvent stored) throws SQLException {
        Long first = Columns.number(row, "first_wall_clock");
        if (Columns.number(row, "id_serial") == null) {
            return true;
        }
        return EventIdentity.idOf(
                        first == null ? stored.event() : stored.event().printedAt(EventRow.wallClock(first)))
                .equals(stored.publicId());
    }
}
