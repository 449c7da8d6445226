package dev.rollcall.agent.testing;

import dev.rollcall.agent.journal.DeviceSight;
import dev.rollcall.attendance.event.AttendanceEvent;
import dev.rollcall.attendance.event.Channel;
import dev.rollcall.attendance.event.ClockOffset;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.DeviceZone;
import dev.rollcall.attendance.event.EmployeeNumber;
import dev.rollcall.attendance.event.EventCategory;
import dev.rollcall.attendance.event.EventTime;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.attendance.event.PunchKind;
import dev.rollcall.attendance.event.RawRecord;
import dev.rollcall.attendance.event.VerifyMethod;
import dev.rollcall.attendance.event.Zones;
import dev.rollcall.attendance.exchange.BatchMessage;
import dev.rollcall.attendance.exchange.DeviceMessage;
import dev.rollcall.attendance.exchange.EventMessages;
import dev.rollcall.attendance.identity.EventIdentity;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Events for tests. */
public final class Events {

    public static final DeviceKey DEVICE = DeviceKey.of("FX0000001");
    public static final LocalDateTime MORNING = LocalDateTime.of(2026, 11, 23, 9, 0);
    public static final Instant SEEN = Instant.parse("2026-11-23T04:00:00Z");
    private static final ZoneOffset OFFSET = ZoneOffset.ofHoursMinutes(5, 30);

    private Events() {}

    /** A punch by face, {@code serial} seconds after the morning. */
    public static Observation punch(DeviceKey device, long serial) {
        return punch(device, serial, MORNING.plusSeconds(serial), "00012", Channel.POLL);
    }

    public static Observation punch(DeviceKey device, Long serial, LocalDateTime at, String person, Channel channel) {
        return of(device, serial, at, 75, person, EventCategory.PERSON, channel, SEEN);
    }

    /** A punch by face that is read from the log later. */
    public static Observation punchSeen(DeviceKey device, @Nullable Long serial, LocalDateTime at, Instant seen) {
        return of(device, serial, at, 75, "00012", EventCategory.PERSON, Channel.POLL, seen);
    }

    /** A door event, which stays in the journal. */
    public static Observation door(DeviceKey device, long serial) {
        return door(device, serial, MORNING.plusSeconds(serial));
    }

    public static Observation door(DeviceKey device, long serial, LocalDateTime at) {
        return of(device, serial, at, 21, null, EventCategory.DOOR, Channel.POLL, SEEN);
    }

    public static DeviceSight sight(DeviceKey device, String name) {
        return new DeviceSight(
                device,
                name,
                "10.0.0.1:80",
                "DS-K1T342MWX",
                "V4.48.40",
                "Asia/Colombo",
                new ClockOffset(Duration.ofMillis(1_500)),
                SEEN);
    }

    public static BatchMessage batch(String batchId, int events) {
        return new BatchMessage(
                BatchMessage.VERSION,
                batchId,
                "agent",
                new DeviceMessage(DEVICE.value(), "front", null, null, null, null),
                null,
                null,
                LongStream.rangeClosed(1, events)
                        .mapToObj(serial -> punch(DEVICE, serial))
                        .map(seen -> EventMessages.toMessage(EventIdentity.idOf(seen.event()), seen))
                        .toList());
    }

    private static Observation of(
            DeviceKey device,
            Long serial,
            LocalDateTime at,
            int minor,
            String person,
            EventCategory category,
            Channel channel,
            Instant seen) {
        EventTime time =
                EventTime.resolve(at + "+05:30", at, OFFSET, Zones.configured(DeviceZone.parse("Asia/Colombo")), seen);
        AttendanceEvent event = new AttendanceEvent(
                device,
                serial,
                time,
                5,
                minor,
                person == null ? null : EmployeeNumber.of(person),
                null,
                person == null ? null : "Nimal",
                person == null ? PunchKind.NOT_A_PUNCH : PunchKind.UNSPECIFIED,
                person == null ? VerifyMethod.UNKNOWN : VerifyMethod.FACE,
                1,
                1,
                category);
        return new Observation(
                event, channel, seen, null, RawRecord.ofText("{\"serialNo\":" + serial + "," + at + person + "}"));
    }
}
