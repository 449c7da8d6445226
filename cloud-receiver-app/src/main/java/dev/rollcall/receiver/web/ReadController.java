package dev.rollcall.receiver.web;

import dev.rollcall.receiver.query.Cursor;
import dev.rollcall.receiver.query.DeviceList;
import dev.rollcall.receiver.query.EventQuery;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Gives out events and devices. */
@RestController
final class ReadController {

    private final ExchangeJson json;
    private final EventQuery events;
    private final DeviceList devices;

    ReadController(ExchangeJson json, EventQuery events, DeviceList devices) {
        this.json = json;
        this.events = events;
        this.devices = devices;
    }

    @GetMapping("/api/attendance/events")
    ResponseEntity<byte[]> events(
            @ModelAttribute EventParameters parameters,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String limit) {
        return answer(events.page(parameters.filter(), cursor(after), Parameters.limit(limit)));
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
                .orElseThrow(() -> Parameters.wrong("after", "it is no cursor; use 'next' of the page before"));
        if (!cursor.store().equals(events.storeId())) {
            throw new ProblemException(Problems.otherStore());
        }
        return cursor;
    }
}
