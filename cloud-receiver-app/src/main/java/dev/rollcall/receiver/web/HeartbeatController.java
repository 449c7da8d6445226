package dev.rollcall.receiver.web;

import dev.rollcall.attendance.exchange.HeartbeatMessage;
import dev.rollcall.receiver.config.RollcallSettings;
import dev.rollcall.receiver.ingest.Storable;
import dev.rollcall.receiver.store.Store;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
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
        missingFields(message).refuse();
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

    private static MissingFields missingFields(HeartbeatMessage message) {
        MissingFields missing = new MissingFields()
                .note("agent", message.agent())
                .note("version", message.version())
                .note("sentAt", message.sentAt())
                .note("devices", message.devices());
        if (message.devices() != null) {
            message.devices().forEach(device -> missing.note("devices[].name", device == null ? null : device.name()));
        }
        return missing;
    }
}
