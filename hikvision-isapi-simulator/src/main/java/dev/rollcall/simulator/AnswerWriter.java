package dev.rollcall.simulator;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Puts an answer on the wire in the frame of the firmware, whole or as a fault wants it. Safe for several threads. */
final class AnswerWriter {
    private static final String USUAL_NAMESPACE = NetworkTraits.NAMESPACE.usual();
    private static final byte[] ENDLESS = " ".repeat(1_024).getBytes(StandardCharsets.US_ASCII);

    private final FirmwareProfile profile;
    private final CountDownLatch closing;

    AnswerWriter(FirmwareProfile profile, CountDownLatch closing) {
        this.profile = profile;
        this.closing = closing;
    }

    void write(HttpExchange exchange, Answer answer, @Nullable Fault fault) throws IOException, InterruptedException {
        exchange.getResponseHeaders().set("Server", profile.get(NetworkTraits.SERVER));
        exchange.getResponseHeaders().set("Content-Type", answer.contentType());
        answer.challenges().forEach(value -> exchange.getResponseHeaders().add("WWW-Authenticate", value));
        if (!profile.keepAlive()) {
            exchange.getResponseHeaders().set("Connection", "close");
        }
        Streaming streaming = answer.streaming();
        if (answer.isSilence()) {
            closing.await();
            return;
        } else if (streaming != null) {
            streaming.writeTo(() -> {
                exchange.sendResponseHeaders(answer.status(), 0);
                return exchange.getResponseBody();
            });
            return;
        }
        byte[] body = framed(answer);
        if (fault instanceof Fault.EndlessBody) {
            endless(exchange, answer.status(), body);
        } else if (fault instanceof Fault.Dribble dribble) {
            dribble(exchange, answer.status(), body, dribble.perByte());
        } else {
            if (fault instanceof Fault.Redirect redirect) {
                exchange.getResponseHeaders().set("Location", redirect.target().toString());
            }
            atOnce(exchange, answer.status(), body, fault);
        }
    }

    /** Waits, but no longer than until the simulator closes. */
    void pause(Duration time) throws InterruptedException {
        if (!time.isZero() && closing.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new InterruptedException("the simulator is closing");
        }
    }

    /** With the firmware's own namespace, and blanks before the declaration where it has them. */
    private byte[] framed(Answer answer) {
        String before = profile.get(NetworkTraits.BEFORE_XML);
        String namespace = profile.get(NetworkTraits.NAMESPACE);
        if (!answer.contentType().contains("xml") || (before.isEmpty() && namespace.equals(USUAL_NAMESPACE))) {
            return answer.body();
        }
        String body = new String(answer.body(), StandardCharsets.UTF_8).replace(USUAL_NAMESPACE, namespace);
        return (before + body).getBytes(StandardCharsets.UTF_8);
    }

    private static void atOnce(HttpExchange exchange, int status, byte[] body, @Nullable Fault fault)
            throws IOException {
        int sent = body.length;
        int promised = body.length;
        if (fault instanceof Fault.CloseWithinBody close) {
            sent = Math.min(sent, close.bytes());
            promised = Math.max(promised, sent + 1);
        } else if (fault instanceof Fault.TruncatedBody cut) {
            sent = Math.min(sent, cut.bytes());
            promised = sent;
        } else if (fault instanceof Fault.WrongContentLength wrong) {
            promised = Math.max(0, sent + wrong.extra());
            sent = Math.min(sent, promised);
        }
        exchange.sendResponseHeaders(status, promised == 0 ? -1 : promised);
        if (promised == 0) {
            return;
        }
        OutputStream out = exchange.getResponseBody();
        out.write(body, 0, sent);
        out.flush();
    }

    private void endless(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, 0);
        OutputStream out = exchange.getResponseBody();
        out.write(body, 0, Math.max(0, body.length - 1));
        while (closing.getCount() > 0) {
            out.write(ENDLESS);
            out.flush();
        }
    }

    private void dribble(HttpExchange exchange, int status, byte[] body, Duration perByte)
            throws IOException, InterruptedException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        OutputStream out = exchange.getResponseBody();
        for (byte one : body) {
            pause(perByte);
            out.write(one);
            out.flush();
        }
    }
}
