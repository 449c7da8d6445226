package dev.rollcall.receiver.web;

import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.exchange.ProofMessage;
import dev.rollcall.attendance.exchange.TalliesAnswer;
import dev.rollcall.attendance.exchange.TalliesMessage;
import dev.rollcall.receiver.config.RollcallSettings;
import dev.rollcall.receiver.reconcile.Asked;
import dev.rollcall.receiver.reconcile.ProofBook;
import dev.rollcall.receiver.reconcile.TallyComparison;
import dev.rollcall.receiver.security.Grant;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Compares what agents counted, and keeps what they found. */
@RestController
final class TalliesController {

    private final ExchangeJson json;
    private final TallyComparison comparison;
    private final ProofBook book;
    private final BodyReader bodies;

    TalliesController(ExchangeJson json, TallyComparison comparison, ProofBook book, RollcallSettings settings) {
        this.json = json;
        this.comparison = comparison;
        this.book = book;
        this.bodies = new BodyReader(settings.limits());
    }

    @PostMapping("/api/attendance/tallies")
    ResponseEntity<byte[]> tallies(HttpServletRequest request, @AuthenticationPrincipal Grant grant)
            throws IOException {
        TalliesMessage message = json.read(bodies.read(request), TalliesMessage.class);
        check(message);
        List<ProofMessage> proofs = message.proofs() == null ? List.of() : message.proofs();
        Asked asked = understood(message, proofs);
        asked.windows().forEach(window -> check(window.device(), grant));
        proofs.forEach(proof -> check(DeviceKey.of(proof.device()), grant));
        book.keep(message.agent(), proofs);
        TalliesAnswer answer = comparison.compare(asked);
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(json.write(answer));
    }

    private static void check(TalliesMessage message) {
        if (message.version() != TalliesMessage.VERSION) {
            throw new ProblemException(Problems.invalidField(
                    "version",
                    "this receiver speaks version " + TalliesMessage.VERSION + ", not " + message.version()
                            + "; install an agent and a receiver that fit"));
        }
        List<String> missing = new ArrayList<>();
        note(missing, "agent", message.agent());
        note(missing, "windows", message.windows());
        if (message.windows() != null) {
            message.windows().forEach(window -> {
                note(missing, "windows[].device", window == null ? null : window.device());
                note(missing, "windows[].level", window == null ? null : window.level());
            });
        }
        if (!missing.isEmpty()) {
            throw new ProblemException(
                    Problems.missingFields(missing.stream().distinct().toList()));
        }
    }

    private static void note(List<String> missing, String field, @Nullable Object value) {
        if (value == null) {
            missing.add(field);
        }
    }

    /** A null in a list is as unreadable as a wrong word. */
    private static Asked understood(TalliesMessage message, List<ProofMessage> proofs) {
        try {
            proofs.forEach(ProofBook::check);
        } catch (IllegalArgumentException | DateTimeException | NullPointerException unreadable) {
            throw new ProblemException(Problems.invalidField("proofs", String.valueOf(unreadable.getMessage())));
        }
        try {
            return Asked.of(message);
        } catch (IllegalArgumentException | DateTimeException | NullPointerException unreadable) {
            throw new ProblemException(Problems.invalidField("windows", String.valueOf(unreadable.getMessage())));
        }
    }

    private static void check(DeviceKey device, Grant grant) {
        if (!grant.maySpeakFor(device)) {
            throw new ProblemException(Problems.deviceNotAllowed(device));
        }
    }
}
