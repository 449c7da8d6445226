package dev.rollcall.attendance.identity;

import dev.rollcall.attendance.event.AttendanceEvent;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.EmployeeNumber;
import dev.rollcall.attendance.event.EventCategory;
import dev.rollcall.attendance.event.EventTime;
import dev.rollcall.attendance.event.PunchKind;
import dev.rollcall.attendance.event.VerifyMethod;
import dev.rollcall.attendance.event.Zones;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Builds events for tests, one changed field at a time. */
record Events(
        String device,
        @Nullable Long serialNo,
        LocalDateTime wallClock,
        @Nullable ZoneOffset offset,
        int major,
        int minor,
        @Nullable String person,
        @Nullable String card,
        @Nullable Integer door,
        @Nullable Integer reader) {

    static final Instant SEEN_AT = Instant.parse("2026-11-24T00:00:00Z");

    static Events punch() {
        return new Events(
                "GA6820584",
                173L,
                LocalDateTime.parse("2026-11-23T09:00:00"),
                ZoneOffset.ofHours(3),
                5,
                75,
                "00012",
                null,
                1,
                1);
    }

    Events serial(@Nullable Long serial) {
        return new Events(device, serial, wallClock, offset, major, minor, person, card, door, reader);
    }

    Events at(String time) {
        return new Events(
                device, serialNo, LocalDateTime.parse(time), offset, major, minor, person, card, door, reader);
    }

    Events code(int newMajor, int newMinor) {
        return new Events(device, serialNo, wallClock, offset, newMajor, newMinor, person, card, door, reader);
    }

    Events person(@Nullable String number) {
        return new Events(device, serialNo, wallClock, offset, major, minor, number, card, door, reader);
    }

    Events card(@Nullable String number) {
        return new Events(device, serialNo, wallClock, offset, major, minor, person, number, door, reader);
    }

    Events door(@Nullable Integer number) {
        return new Events(device, serialNo, wallClock, offset, major, minor, person, card, number, reader);
    }

    Events reader(@Nullable Integer number) {
        return new Events(device, serialNo, wallClock, offset, major, minor, person, card, door, number);
    }

    Events device(String key) {
        return new Events(key, serialNo, wallClock, offset, major, minor, person, card, door, reader);
    }

    AttendanceEvent build() {
        boolean somebody = person != null || card != null;
        return new AttendanceEvent(
                DeviceKey.of(device),
                serialNo,
                EventTime.resolve(wallClock.toString(), wallClock, offset, Zones.UNKNOWN, SEEN_AT),
                major,
                minor,
                person == null ? null : EmployeeNumber.of(person),
                card,
                null,
                somebody ? PunchKind.UNSPECIFIED : PunchKind.NOT_A_PUNCH,
                VerifyMethod.UNKNOWN,
                door,
                reader,
                somebody ? EventCategory.PERSON : EventCategory.OTHER);
    }
}
