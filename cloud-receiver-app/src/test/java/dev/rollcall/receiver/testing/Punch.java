package dev.rollcall.receiver.testing;

import dev.rollcall.attendance.event.AttendanceEvent;
import dev.rollcall.attendance.event.Channel;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.EmployeeNumber;
import dev.rollcall.attendance.event.EventCategory;
import dev.rollcall.attendance.event.EventTime;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.attendance.event.PunchKind;
import dev.rollcall.attendance.event.RawRecord;
import dev.rollcall.attendance.event.VerifyMethod;
import dev.rollcall.attendance.event.Zones;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Random;

/** An observed punch to vary in tests. */
public record Punch(DeviceKey device, Long serial, LocalDateTime at, String person, String name, Channel channel) {

    public static final Instant SEEN = Instant.parse("2026-11-23T06:00:00.250Z");

    public static Punch at(String device) {
        return new Punch(
                DeviceKey.of(device), 173L, LocalDateTime.parse("2026-11-23T09:00:00"), "00012", null, Channel.POLL);
    }

    /** One of a handful by chance, seen in any way, so that they often are of one event or nearly so. */
    public static Observation odd(String device, Random random) {
        Channel channel = random.nextInt(3) == 0 ? Channel.WEBHOOK : Channel.POLL;
        int number = 1 + random.nextInt(6);
        LocalDateTime at = LocalDateTime.parse("2026-11-23T08:58:00")
                .plusMinutes(number)
                .plusHours(random.nextInt(5) == 0 ? 1 : 0);
        boolean withoutSerial = channel == Channel.WEBHOOK && random.nextBoolean();
        return at(device)
                .serial(withoutSerial ? null : (long) number)
                .time(at.toString())
                .person(random.nextInt(6) == 0 ? "666" : random.nextInt(6) == 0 ? null : "00012")
                .by(channel)
                .observation();
    }

    public Punch serial(Long other) {
        return new Punch(device, other, at, person, name, channel);
    }

    public Punch time(String other) {
        return new Punch(device, serial, LocalDateTime.parse(other), person, name, channel);
    }

    public Punch person(String other) {
        return new Punch(device, serial, at, other, name, channel);
    }

    public Punch name(String other) {
        return new Punch(device, serial, at, person, other, channel);
    }

    public Punch by(Channel other) {
        return new Punch(device, serial, at, person, name, other);
    }

    public AttendanceEvent event() {
        EventTime time = EventTime.resolve(at + "+05:30", at, ZoneOffset.ofHoursMinutes(5, 30), Zones.UNKNOWN, SEEN);
        return new AttendanceEvent(
                device,
                serial,
                time,
                5,
                75,
                person == null ? null : EmployeeNumber.of(person),
                null,
                name,
                person == null ? PunchKind.NOT_A_PUNCH : PunchKind.UNSPECIFIED,
                VerifyMethod.FACE,
                1,
                null,
                EventCategory.PERSON);
    }

    public Observation observation() {
        String raw = "{\"serialNo\":" + serial + ",\"employeeNoString\":\"" + person + "\",\"by\":\"" + channel + "\"}";
        return new Observation(event(), channel, SEEN, null, RawRecord.ofText(raw));
    }
}
