package dev.rollcall.receiver.jdbc;

import dev.rollcall.attendance.event.AttendanceEvent;
import dev.rollcall.attendance.event.EventId;
import dev.rollcall.attendance.event.RawRecord;
import dev.rollcall.attendance.identity.EventIdentity;
import dev.rollcall.attendance.identity.Relation;
import dev.rollcall.receiver.store.Device;
import dev.rollcall.receiver.store.EventRef;
import dev.rollcall.receiver.store.OtherVersion;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;

/** What is rare: versions that contradict each other, and two stored events that turn out to be one. */
final class EventVersions {

    private static final String INTO_VERSIONS =
            "insert into @event_version (device_id, event_id, content_digest, serial_no,"
                    + " wall_clock, printed_offset, employee_no, card_no, name, raw, kept_at) ";
    private static final String INTO_OBSERVATIONS =
            "insert into @observation (device_id, event_id, channel, seen_at, received_at, clock_offset)"
                    + " select device_id, ?, channel, seen_at, received_at, clock_offset from ";
    private static final String NOT_FIRST_CHANNEL =
            " and channel <> (select channel from @event where device_id = ? and month = ? and id = ?)"
                    + " on conflict do nothing";

    private final Sql sql;

    EventVersions(Sql sql) {
        this.sql = sql;
    }

    /** Keeps a version, and tells whether it was not kept before. */
    boolean keep(Device device, OtherVersion version) {
        AttendanceEvent event = version.event();
        ZoneOffset offset = event.time().printedOffset();
        int kept = sql.of(INTO_VERSIONS + "values (" + Sql.marks(11) + ") on conflict do nothing")
                .params(Arrays.asList(
                        device.id(),
                        version.ref().id(),
                        EventRow.bytes(EventIdentity.digestOf(event).hex()),
                        event.serialNo(),
                        EventRow.wallClock(event.time().wallClock()),
                        offset == null ? null : offset.getTotalSeconds(),
                        event.employeeNo() == null ? null : event.employeeNo().value(),
                        event.cardNo(),
                        event.name(),
                        version.raw() == null ? null : version.raw().toByteArray(),
                        version.keptAt().toEpochMilli()))
                .update();
        return kept == 1;
    }

    void replaceRaw(Device device, EventRef ref, RawRecord raw) {
        sql.of("update @event_version set raw ="
                        + " (select raw from @event_raw where device_id = ? and month = ? and event_id = ?)"
                        + " where device_id = ? and event_id = ? and raw is null")
                .params(List.of(device.id(), ref.month(), ref.id(), device.id(), ref.id()))
                .update();
        sql.of("update @event_raw set raw = ? where device_id = ? and month = ? and event_id = ?")
                .param(raw.toByteArray())
                .params(List.of(device.id(), ref.month(), ref.id()))
                .update();
    }

    void absorb(Device device, EventRef gone, EventRef into) {
        moveIds(device, gone, into);
        moveSights(device, gone, into);
        moveVersions(device, gone, into);
        List<Object> row = List.of(device.id(), gone.id());
        sql.of("delete from @observation where device_id = ? and event_id = ?")
                .params(row)
                .update();
        sql.of("delete from @event_version where device_id = ? and event_id = ?")
                .params(row)
                .update();
        List<Object> wide = List.of(device.id(), gone.month(), gone.id());
        sql.of("delete from @event_raw where device_id = ? and month = ? and event_id = ?")
                .params(wide)
                .update();
        sql.of("delete from @event where device_id = ? and month = ? and id = ?")
                .params(wide)
                .update();
    }

    private void moveIds(Device device, EventRef gone, EventRef into) {
        sql.of("update @event_identity set event_id = ?, month = ?"
                        + " where device_id = ? and relation is not null and event_id = ?")
                .params(List.of(into.id(), into.month(), device.id(), gone.id()))
                .update();
        record PublicId(EventId id, long wallClock) {}
        PublicId id = sql.of("select public_id, coalesce(first_wall_clock, wall_clock) from @event"
                        + " where device_id = ? and month = ? and id = ?")
                .params(List.of(device.id(), gone.month(), gone.id()))
                .query((row, number) -> new PublicId(EventRow.id(row.getBytes(1)), row.getLong(2)))
                .single();
        sql.of("update @event_identity set event_id = ?, month = ?, relation = ?, position = null"
                        + " where device_id = ? and wall_clock = ? and id = ?")
                .params(List.of(into.id(), into.month(), Relation.SERIAL_MISSING.name()))
                .params(List.of(
                        device.id(), id.wallClock(), EventRow.bytes(id.id().hex())))
                .update();
    }

    private void moveSights(Device device, EventRef gone, EventRef into) {
        List<Object> staying = List.of(device.id(), into.month(), into.id());
        sql.of(INTO_OBSERVATIONS + "@event where device_id = ? and month = ? and id = ?" + NOT_FIRST_CHANNEL)
                .param(into.id())
                .params(List.of(device.id(), gone.month(), gone.id()))
                .params(staying)
                .update();
        sql.of(INTO_OBSERVATIONS + "@observation where device_id = ? and event_id = ?" + NOT_FIRST_CHANNEL)
                .param(into.id())
                .params(List.of(device.id(), gone.id()))
                .params(staying)
                .update();
    }

    private void moveVersions(Device device, EventRef gone, EventRef into) {
        sql.of(INTO_VERSIONS
                        + "select device_id, ?, content_digest, serial_no, wall_clock, printed_offset, employee_no,"
                        + " card_no, name, raw, kept_at from @event_version where device_id = ? and event_id = ?"
                        + " on conflict do nothing")
                .params(List.of(into.id(), device.id(), gone.id()))
                .update();
        sql.of(INTO_VERSIONS + "select e.device_id, ?, e.content_digest, e.serial_no, e.wall_clock, e.printed_offset,"
                        + " e.employee_no, e.card_no, e.name, r.raw, e.received_at from @event e"
                        + " left join @event_raw r on r.device_id = e.device_id and r.month = e.month and r.event_id = e.id"
                        + " where e.device_id = ? and e.month = ? and e.id = ? on conflict do nothing")
                .params(List.of(into.id(), device.id(), gone.month(), gone.id()))
                .update();
    }
}
