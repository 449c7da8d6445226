package dev.rollcall.receiver.web;

import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.exchange.BatchMessage;
import dev.rollcall.receiver.config.RollcallSettings;
import dev.rollcall.receiver.ingest.BatchIngest;
import dev.rollcall.receiver.security.Grant;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Takes agents' batches, and at the same path what the original system asked for. */
@RestController
final class BatchController {

    private final ExchangeJson json;
    private final BatchIngest ingest;
    private final DevicePullAnswers pulls;
    private final BodyReader bodies;
    private final int mostEvents;

    BatchController(ExchangeJson json, BatchIngest ingest, DevicePullAnswers pulls, RollcallSettings settings) {
        this.json = json;
        this.pulls = pulls;
        this.ingest = ingest;
        this.bodies = new BodyReader(settings.limits());
        this.mostEvents = settings.limits().batchEvents();
    }

    @PostMapping("/api/attendance/backup-sync")
    ResponseEntity<byte[]> backupSync(HttpServletRequest request, @AuthenticationPrincipal Grant grant)
            throws IOException {
        BackupSyncBody body = json.read(bodies.read(request), BackupSyncBody.class);
        if (body.isDevicePull()) {
            return pulls.answer(body, grant);
        }
        body.missingFields().refuse();
        BatchMessage batch = body.toBatch();
        DeviceKey device = check(batch, grant);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .body(json.write(ingest.accept(device, batch)));
    }

    private DeviceKey check(BatchMessage batch, Grant grant) {
        if (batch.version() != BatchMessage.VERSION) {
            throw new ProblemException(Problems.otherVersion(BatchMessage.VERSION, batch.version()));
        }
        if (batch.events().size() > mostEvents) {
            throw new ProblemException(Problems.tooLarge("rollcall.limits.batch-events", mostEvents));
        }
        Double offset = batch.device().clockOffset();
        if (offset != null && !Double.isFinite(offset)) {
            throw new ProblemException(Problems.invalidField("device.clockOffset", "it is beyond all numbers"));
        }
        DeviceKey device = Parameters.deviceKey("device.key", batch.device().key());
        if (!grant.maySpeakFor(device)) {
            throw new ProblemException(Problems.deviceNotAllowed(device));
        }
        return device;
    }
}
