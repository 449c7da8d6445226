package dev.rollcall.receiver.web;

import dev.rollcall.attendance.exchange.HeartbeatMessage;
import dev.rollcall.receiver.config.RollcallSettings;
import dev.rollcall.receiver.ingest.Storable;
import dev.rollcall.receiver.store.Store;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Takes agents' facts about themselves. */
@RestController
final class HeartbeatController {

    private final ExchangeJson json;
    private final Store store;
    private final InstantSource clock;
    private final BodyReader bodies;

    HeartbeatController(ExchangeJson json, Store store, InstantSource clock, RollcallSettings settings) {
        this.json = json;
        this.store = store;
        this.clock = clock;
        this.bodies = new BodyReader(settings.limits());
    }

    @PostMapping("/api/attendance/agents/heartbeat")
    ResponseEntity<byte[]> heartbeat(HttpServletRequest request) throws IOException {
        HeartbeatMessage message = json.read(bodies.read(request), HeartbeatMessage.class);
        List<String> missing = missingFields(message);
        if (!missing.isEmpty()) {
            throw new ProblemException(Problems.missingFields(missing));
        }
        String text = Storable.wellFormed(json.writeText(message));
        String agent = Storable.cleaned(message.agent());
        String version = Storable.cleaned(message.version());
        store.write(unit -> {
            unit.agents().heartbeat(agent, version, text, clock.instant());
            return agent;
        });
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .body(json.write(Map.of("success", true, "store", store.id())));
    }

    private static List<String> missingFields(HeartbeatMessage message) {
        List<String> missing = new ArrayList<>();
        note(missing, "agent", message.agent());
        note(missing, "version", message.version());
        note(missing, "sentAt", message.sentAt());
        note(missing, "devices", message.devices());
        if (message.devices() != null) {
            message.devices().forEach(device -> note(missing, "devices[].name", device == null ? null : device.name()));
        }
        return missing;
    }

    private static void note(List<String> missing, String field, @Nullable Object value) {
        if (value == null) {
            missing.add(field);
        }
    }
}
