package dev.rollcall.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;

/** What a receiver, or something on the way to it, does to one batch instead of what it should. */
@FunctionalInterface
public interface WireFault {

    /** Does it. */
    void strike(Exchange exchange, Ledger ledger) throws IOException;

    /** Nothing goes wrong this time. */
    static WireFault none() {
        return ScriptedReceiver::honestly;
    }

    /** Behaves, under another clock. */
    static WireFault datedAt(Instant time) {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atOffset(ZoneOffset.UTC));
        return (exchange, ledger) ->
                exchange.answer(200, "application/json", ledger.commit(exchange.body()), "Date: " + date);
    }

    /** Is a proxy that lets nobody through without this log-in, and the receiver behind it. */
    static WireFault behindLogin(String user, String password) {
        String right =
                "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return (exchange, ledger) -> {
            byte[] body = exchange.body();
            if (exchange.header("Proxy-Authorization").equals(right)) {
                exchange.answer(200, "application/json", ledger.commit(body));
            } else {
                exchange.answer(407, "text/plain", new byte[0], "Proxy-Authenticate: Basic realm=\"office\"");
            }
        };
    }

    /** RST as soon as the head has arrived; nothing is stored. */
    static WireFault reset() {
        return (exchange, ledger) -> exchange.reset();
    }

    /** Takes so many bytes of the request's body, then closes; nothing is stored. */
    static WireFault requestCutAt(int bytes) {
        return (exchange, ledger) -> {
            exchange.readSome(Math.min(bytes, Math.max(0, exchange.length() - 1)));
            exchange.reset();
        };
    }

    /** Stores, and closes without a word: whether it was stored is unknown to the agent. */
    static WireFault answerLostAfterCommit() {
        return answerCutAt(0);
    }

    /** Stores, and sends only so many bytes of the answer, head included. */
    static WireFault answerCutAt(int bytes) {
        return (exchange, ledger) -> {
            byte[] answer = receiptAnswer(ledger.commit(exchange.body()));
            exchange.send(answer, 0, Math.min(bytes, answer.length - 1));
            exchange.hangUp();
        };
    }

    /** Takes the request and never answers; nothing is stored. */
    static WireFault blackHole() {
        return (exchange, ledger) -> {
            exchange.body();
            exchange.keepSilent();
        };
    }

    /** Stores and never answers. */
    static WireFault silentAfterCommit() {
        return (exchange, ledger) -> {
            ledger.commit(exchange.body());
            exchange.keepSilent();
        };
    }

    /** Does not even take the request. */
    static WireFault deaf() {
        return (exchange, ledger) -> exchange.keepSilent();
    }

    /** Stores, and answers one byte at a time. */
    static WireFault dribbledAnswer(Duration perByte) {
        return (exchange, ledger) -> {
            byte[] answer = receiptAnswer(ledger.commit(exchange.body()));
            for (int at = 0; at < answer.length && !exchange.pause(perByte); at++) {
                exchange.send(answer, at, 1);
            }
        };
    }

    /** Takes the request slowly, then behaves. */
    static WireFault slowUplink(int bytesPerPause, Duration pause) {
        return (exchange, ledger) -> {
            exchange.takeSlowly(bytesPerPause, pause);
            ScriptedReceiver.honestly(exchange, ledger);
        };
    }

    /** Any answer at all; nothing is stored. */
    static WireFault status(int status, String contentType, String body, String... headers) {
        return (exchange, ledger) -> {
            exchange.body();
            exchange.answer(status, contentType, body.getBytes(StandardCharsets.UTF_8), headers);
        };
    }

    /** Stores, and answers with the receipt under another status. */
    static WireFault receiptUnder(int status) {
        return (exchange, ledger) -> exchange.answer(status, "application/json", ledger.commit(exchange.body()));
    }

    /** A problem document of the receiver's own kinds; nothing is stored. */
    static WireFault problem(int status, String kind, String detail) {
        String body = "{\"type\":\"https://rollcall.dev/problems/" + kind + "\",\"title\":\"" + kind + "\",\"status\":"
                + status + ",\"detail\":\"" + detail + "\"}";
        return status(status, "application/problem+json", body);
    }

    /** The token is not known, or no longer. */
    static WireFault tokenRefused() {
        return problem(401, "token-refused", "This token was revoked.");
    }

    /** Too big for something on the way, unless the batch has no more events than this. */
    static WireFault tooBigAbove(int events) {
        return (exchange, ledger) -> {
            if (eventsOf(exchange) > events) {
                exchange.answer(413, "text/html", "<h1>Request Entity Too Large</h1>".getBytes(StandardCharsets.UTF_8));
            } else {
                ScriptedReceiver.honestly(exchange, ledger);
            }
        };
    }

    /** Never answers a batch with more events than this; nothing of it is stored. */
    static WireFault silentAbove(int events) {
        return (exchange, ledger) -> {
            if (eventsOf(exchange) > events) {
                exchange.keepSilent();
            } else {
                ScriptedReceiver.honestly(exchange, ledger);
            }
        };
    }

    /** A receipt that was changed on the way; nothing is stored, so taking it for an acknowledgement loses events. */
    static WireFault forgedReceipt(UnaryOperator<ObjectNode> change) {
        return (exchange, ledger) -> {
            ObjectNode receipt = (ObjectNode) new ObjectMapper().readTree(new Ledger().commit(exchange.body()));
            exchange.answer(
                    200, "application/json", change.apply(receipt).toString().getBytes(StandardCharsets.UTF_8));
        };
    }

    /** The answer that was kept from an earlier batch, as a caching proxy would give it; nothing is stored. */
    static WireFault answerFrom(AtomicReference<byte[]> cache) {
        return (exchange, ledger) -> {
            exchange.body();
            exchange.answer(200, "application/json", cache.get());
        };
    }

    /** Behaves, and keeps the answer for {@link #answerFrom}. */
    static WireFault cachedIn(AtomicReference<byte[]> cache) {
        return (exchange, ledger) -> {
            byte[] receipt = ledger.commit(exchange.body());
            cache.set(receipt);
            exchange.answer(200, "application/json", receipt);
        };
    }

    /** Keeps the request for later, as a queue on the way would, and drops the connection: it was not stored, yet. */
    static WireFault delayedIn(Queue<byte[]> middlebox) {
        return (exchange, ledger) -> {
            middlebox.add(exchange.body());
            exchange.reset();
        };
    }

    /** Stores, and answers with a receipt that never ends. */
    static WireFault endlessBody() {
        return (exchange, ledger) -> {
            ledger.commit(exchange.body());
            exchange.send(Exchange.head(200, "application/json", -1, "Connection: close"));
            byte[] blanks = new byte[64 * 1024];
            Arrays.fill(blanks, (byte) ' ');
            while (!exchange.pause(Duration.ZERO)) {
                exchange.send(blanks);
            }
        };
    }

    /** Stores, and answers with a receipt within so many inflated bytes of nothing, small on the wire. */
    static WireFault gzipBomb(long inflated) {
        return (exchange, ledger) -> {
            byte[] receipt = ledger.commit(exchange.body());
            ByteArrayOutputStream small = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(small)) {
                byte[] blanks = new byte[1 << 20];
                Arrays.fill(blanks, (byte) ' ');
                for (long left = inflated; left > 0; left -= blanks.length) {
                    gzip.write(blanks);
                }
                gzip.write(receipt);
            }
            exchange.answer(200, "application/json", small.toByteArray(), "Content-Encoding: gzip");
        };
    }

    /** Sends the agent elsewhere; nothing is stored. */
    static WireFault redirect(int status, URI target) {
        return status(status, "", "", "Location: " + target);
    }

    private static int eventsOf(Exchange exchange) throws IOException {
        JsonNode batch = new ObjectMapper().readTree(exchange.body());
        return batch.path("events").size();
    }

    private static byte[] receiptAnswer(byte[] receipt) {
        return Exchange.bytesOf(200, "application/json", receipt);
    }
}
