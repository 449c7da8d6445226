package dev.rollcall.receiver.web;

import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.PunchKind;
import dev.rollcall.receiver.store.StorableText;
import dev.rollcall.receiver.store.StorableTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads parameters of questions and fields of messages, and names the one that is wrong. */
final class Parameters {

    private static final int DEFAULT_LIMIT = 100;
    private static final int HIGHEST_LIMIT = 1000;

    private Parameters() {}

    static @Nullable DeviceKey device(@Nullable String text) {
        try {
            return text == null ? null : DeviceKey.of(text);
        } catch (IllegalArgumentException unusable) {
            throw wrong("device", "a device key has 1 to 64 characters");
        }
    }

    /** Reads the device key of a message, which may be that of a device to be entered. */
    static DeviceKey deviceKey(String field, String text) {
        try {
            DeviceKey device = DeviceKey.of(text);
            if (StorableText.isClean(device.value())) {
                return device;
            }
        } catch (IllegalArgumentException unusable) {
            // Said below, for both reasons alike.
        }
        throw new ProblemException(
                Problems.invalidField(field, "a device key has 1 to 64 characters, none of them U+0000"));
    }

    static @Nullable Instant instant(String parameter, @Nullable String text) {
        try {
            return text == null
                    ? null
                    : StorableTime.checked(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException unreadable) {
            throw wrong(
                    parameter,
                    "it is no time with offset of the years 0 to 9999; write it like 2026-11-23T09:00:00+05:30"
                            + " (%2B for the plus)");
        }
    }

    static LocalDate day(String parameter, String text) {
        try {
            return StorableTime.day(text);
        } catch (DateTimeException unreadable) {
            throw wrong(parameter, "it is no day of the years 0 to 9999; write it like 2026-11-23");
        }
    }

    static @Nullable PunchKind kind(@Nullable String text) {
        try {
            return text == null ? null : PunchKind.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw wrong("kind", "it is none of " + Arrays.toString(PunchKind.values()));
        }
    }

    static int limit(@Nullable String text) {
        long limit = number("limit", text, DEFAULT_LIMIT);
        if (limit < 1 || limit > HIGHEST_LIMIT) {
            throw wrong("limit", "it is no number from 1 to " + HIGHEST_LIMIT);
        }
        return Math.toIntExact(limit);
    }

    static long number(String parameter, @Nullable String text, long otherwise) {
        try {
            return text == null ? otherwise : Long.parseLong(text);
        } catch (NumberFormatException noNumber) {
            throw wrong(parameter, "it is no number");
        }
    }

    static ProblemException wrong(String parameter, String reason) {
        return new ProblemException(Problems.invalidParameter(parameter, reason));
    }
}
