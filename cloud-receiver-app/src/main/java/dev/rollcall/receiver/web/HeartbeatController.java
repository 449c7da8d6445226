package dev.rollcall.receiver.web;

import dev.rollcall.attendance.exchange.HeartbeatMessage;
import dev.rollcall.receiver.config.RollcallSettings;
import dev.rollcall.receiver.ingest.Storable;
import dev.rollcall.receiver.security.Grant;
import dev.rollcall.receiver.store.Store;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
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
    ResponseEntity<byte[]> heartbeat(HttpServletRequest request, @AuthenticationPrincipal Grant grant)
            throws IOException {
        HeartbeatMessage sent = json.read(bodies.read(request), HeartbeatMessage.class);
        missingFields(sent).refuse();
        List<String> ignored = sent.devices().stream()
                .filter(device -> !maySpeakFor(device, grant))
                .map(device -> String.valueOf(device.key()))
                .toList();
        HeartbeatMessage message = about(
                sent.devices().stream()
                        .filter(device -> maySpeakFor(device, grant))
                        .toList(),
                sent);
        String text = Storable.wellFormed(json.writeText(message));
        String agent = Storable.cleaned(message.agent());
        String version = Storable.cleaned(message.version());
        store.write(unit -> {
            unit.agents().heartbeat(agent, version, text, clock.instant());
            return agent;
        });
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .body(json.write(new Noted(true, store.id(), ignored.isEmpty() ? null : ignored)));
    }

    /**
     * The answer.
     *
     * @param success        always true
     * @param store          the id of the database
     * @param ignoredDevices the keys of devices that the token may not speak for, so that what was said of them is not kept; null if there
     *                       are none
     */
    record Noted(boolean success, String store, @Nullable List<String> ignoredDevices) {}

    /** What has no key yet has never answered, and nothing is shown of it but its name. */
    private static boolean maySpeakFor(HeartbeatMessage.DeviceState device, Grant grant) {
        String key = device.key();
        return key == null
                || grant.devices().isEmpty()
                || grant.devices().stream().anyMatch(own -> own.value().equals(key));
    }

    private static HeartbeatMessage about(List<HeartbeatMessage.DeviceState> devices, HeartbeatMessage sent) {
        return new HeartbeatMessage(
                sent.agent(),
                sent.version(),
                sent.sentAt(),
                sent.lastRun(),
                sent.backlog(),
                sent.blocked(),
                devices,
                sent.alarms(),
                sent.problems(),
                sent.nextRun(),
                sent.oldestWaitSeconds());
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
