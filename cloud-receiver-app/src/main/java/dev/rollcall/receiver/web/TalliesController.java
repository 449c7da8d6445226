package dev.rollcall.receiver.web;

import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.exchange.ProofMessage;
import dev.rollcall.attendance.exchange.TalliesAnswer;
import dev.rollcall.attendance.exchange.TalliesMessage;
import dev.rollcall.receiver.config.RollcallSettings;
import dev.rollcall.receiver.reconcile.Asked;
import dev.rollcall.receiver.reconcile.ProofBook;
import dev.rollcall.receiver.reconcile.TallyComparison;
import dev.rollcall.receiver.reconcile.WrongFieldException;
import dev.rollcall.receiver.security.Grant;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
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
        proofs.forEach(proof -> check(Parameters.deviceKey("proofs[].device", proof.device()), grant));
        book.keep(message.agent(), proofs);
        TalliesAnswer answer = comparison.compare(asked);
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(json.write(answer));
    }

    private static void check(TalliesMessage message) {
        if (message.version() != TalliesMessage.VERSION) {
            throw new ProblemException(Problems.otherVersion(TalliesMessage.VERSION, message.version()));
        }
        MissingFields missing =
                new MissingFields().note("agent", message.agent()).note("windows", message.windows());
        if (message.windows() != null) {
            message.windows()
                    .forEach(window -> missing.note("windows[].device", window == null ? null : window.device())
                            .note("windows[].level", window == null ? null : window.level()));
        }
        missing.refuse();
    }

    private static Asked understood(TalliesMessage message, List<ProofMessage> proofs) {
        try {
            ProofBook.check(proofs);
            return Asked.of(message);
        } catch (WrongFieldException wrong) {
            throw new ProblemException(Problems.invalidField(wrong.field(), String.valueOf(wrong.getMessage())));
        }
    }

    private static void check(DeviceKey device, Grant grant) {
        if (!grant.maySpeakFor(device)) {
            throw new ProblemException(Problems.deviceNotAllowed(device));
        }
    }
}
