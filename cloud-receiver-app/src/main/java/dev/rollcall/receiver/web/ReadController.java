package dev.rollcall.receiver.web;

import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.PunchKind;
import dev.rollcall.receiver.query.Cursor;
import dev.rollcall.receiver.query.DeviceList;
import dev.rollcall.receiver.query.EventQuery;
import dev.rollcall.receiver.store.EventFilter;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Gives out events and devices. */
@RestController
final class ReadController {

    private static final int DEFAULT_LIMIT = 100;
    private static final int HIGHEST_LIMIT = 1000;

    private final ExchangeJson json;
    private final EventQuery events;
    private final DeviceList devices;

    ReadController(ExchangeJson json, EventQuery events, DeviceList devices) {
        this.json = json;
        this.events = events;
        this.devices = devices;
    }

    @GetMapping("/api/attendance/events")
    ResponseEntity<byte[]> events(@RequestParam Map<String, String> parameters) {
        EventFilter filter = new EventFilter(
                device(parameters.get("device")),
                parameters.get("employee"),
                instant("from", parameters.get("from")),
                instant("to", parameters.get("to")),
                kind(parameters.get("kind")));
        return answer(events.page(filter, cursor(parameters.get("after")), limit(parameters.get("limit"))));
    }

    @GetMapping("/api/devices")
    ResponseEntity<byte[]> devices() {
        return answer(Map.of("devices", devices.all()));
    }

    private ResponseEntity<byte[]> answer(Object message) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(json.write(message));
    }

    private @Nullable Cursor cursor(@Nullable String text) {
        if (text == null) {
            return null;
        }
        Cursor cursor = Cursor.parse(text)
                .orElseThrow(() -> new ProblemException(
                        Problems.invalidParameter("after", "it is no cursor; use 'next' of the page before")));
        if (!cursor.store().equals(events.storeId())) {
            throw new ProblemException(Problems.otherStore());
        }
        return cursor;
    }

    private static @Nullable DeviceKey device(@Nullable String text) {
        try {
            return text == null ? null : DeviceKey.of(text);
        } catch (IllegalArgumentException unusable) {
            throw new ProblemException(Problems.invalidParameter("device", "a device key has 1 to 64 characters"));
        }
    }

    private static @Nullable Instant instant(String parameter, @Nullable String text) {
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException unreadable) {
            throw new ProblemException(Problems.invalidParameter(
                    parameter,
                    "it is no time with offset; write it like 2026-11-23T09:00:00+05:30 (%2B for the plus)"));
        }
    }

    private static @Nullable PunchKind kind(@Nullable String text) {
        try {
            return text == null ? null : PunchKind.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new ProblemException(
                    Problems.invalidParameter("kind", "it is none of " + Arrays.toString(PunchKind.values())));
        }
    }

    private static int limit(@Nullable String text) {
        if (text == null) {
            return DEFAULT_LIMIT;
        }
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= HIGHEST_LIMIT) {
                return limit;
            }
        } catch (NumberFormatException noNumber) {
            // Said below, for both reasons alike.
        }
        throw new ProblemException(Problems.invalidParameter("limit", "it is no number from 1 to " + HIGHEST_LIMIT));
    }
}
