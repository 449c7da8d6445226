package dev.rollcall.receiver.web;

import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.receiver.query.CompletenessCsv;
import dev.rollcall.receiver.reconcile.AskedDays;
import dev.rollcall.receiver.reconcile.Completeness;
import dev.rollcall.receiver.reconcile.Completeness.DeviceLine;
import dev.rollcall.receiver.reconcile.SignedStatement;
import dev.rollcall.receiver.reconcile.Signer;
import dev.rollcall.receiver.reconcile.Statements;
import dev.rollcall.receiver.reconcile.TooManyDaysException;
import dev.rollcall.receiver.reconcile.UnknownDeviceException;
import dev.rollcall.receiver.security.Actor;
import dev.rollcall.receiver.security.Audit;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Tells what is complete, as JSON, as a file, and as a statement that others can check. */
@RestController
final class CompletenessController {

    private final ExchangeJson json;
    private final Completeness completeness;
    private final Statements statements;
    private final Signer signer;
    private final NamedDevices devices;
    private final Audit audit;
    private final InstantSource clock;

    CompletenessController(
            ExchangeJson json,
            Completeness completeness,
            Statements statements,
            Signer signer,
            NamedDevices devices,
            Audit audit,
            InstantSource clock) {
        this.json = json;
        this.completeness = completeness;
        this.statements = statements;
        this.signer = signer;
        this.devices = devices;
        this.audit = audit;
        this.clock = clock;
    }

    @GetMapping("/api/attendance/completeness")
    ResponseEntity<byte[]> completeness(
            @RequestParam(required = false) @Nullable String device,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to) {
        AskedDays days = DayWindow.of(from, to, clock.instant());
        return answer(Map.of("devices", told(device, days)));
    }

    @GetMapping("/api/attendance/completeness.csv")
    void file(
            @RequestParam(required = false) @Nullable String device,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            Authentication known,
            HttpServletResponse response)
            throws IOException {
        AskedDays days = DayWindow.of(from, to, clock.instant());
        List<DeviceLine> lines = told(device, days);
        audit.note(
                Actor.of(known),
                "EXPORT",
                "completeness.csv",
                "DONE",
                "device " + device + ", from " + from + ", to " + to);
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"completeness.csv\"");
        Writer writer = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
        CompletenessCsv.write(lines, writer);
        writer.flush();
    }

    @GetMapping("/api/attendance/statement")
    ResponseEntity<byte[]> statement(
            @RequestParam(required = false) @Nullable String device,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            Authentication known) {
        if (device == null) {
            throw Parameters.wrong("device", "a statement is about one device; name its key");
        }
        AskedDays days = DayWindow.of(from, to, clock.instant());
        DeviceKey one = devices.one(device);
        SignedStatement statement = statements
                .of(one.value(), days)
                .orElseThrow(() -> Parameters.wrong("device", "no device has this key"));
        audit.note(
                Actor.of(known),
                "EXPORT",
                "statement",
                "DONE",
                "device " + one + ", from " + days.from() + ", to " + days.to());
        return answer(statement);
    }

    @GetMapping("/api/attendance/statement-key")
    ResponseEntity<byte[]> key() {
        return answer(Map.of("algorithm", "Ed25519", "publicKey", signer.publicKey()));
    }

    private List<DeviceLine> told(@Nullable String device, AskedDays days) {
        try {
            return completeness.of(device, days);
        } catch (TooManyDaysException | UnknownDeviceException wrong) {
            throw Parameters.wrong("device", String.valueOf(wrong.getMessage()));
        }
    }

    private ResponseEntity<byte[]> answer(Object message) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(json.write(message));
    }
}
