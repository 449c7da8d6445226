package dev.rollcall.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Takes every request: authentication, then faults, then the endpoint, then the answer. Safe for several threads. */
final class FrontDoor implements HttpHandler {
    private static final int BODY_LIMIT = 1 << 20;

    private final Router endpoints;
    private final Authentication authentication;
    private final FirmwareProfile profile;
    private final FaultScript faults;
    private final RequestLog log;
    private final Supplier<Duration> latency;
    private final CountDownLatch closing;

    private FrontDoor(Builder builder, List<Endpoint> endpoints) {
        this.endpoints = new Router(endpoints);
        this.authentication = builder.authentication;
        this.profile = builder.profile;
        this.faults = builder.faults;
        this.log = builder.log;
        this.latency = builder.latency;
        this.closing = builder.closing;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readNBytes(BODY_LIMIT), StandardCharsets.UTF_8);
            pause(latency.get());
            String path = exchange.getRequestURI().getPath();
            Answer refusal = authentication.refusal(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    exchange.getRequestHeaders().getFirst("Authorization"));
            if (refusal != null) {
                send(exchange, body, refusal, null);
                return;
            }
            Fault fault = faults.next(path);
            if (fault instanceof Fault.Delay delay) {
                pause(delay.by());
            }
            Answer answer = answer(exchange, body, fault);
            send(exchange, body, answer, fault);
            answer.next().run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Answer answer(HttpExchange exchange, String body, @Nullable Fault fault) {
        if (fault instanceof Fault.Instead instead) {
            return Answer.of(
                    instead.status(), instead.contentType(), instead.body().getBytes(StandardCharsets.UTF_8));
        } else if (fault instanceof Fault.Busy) {
            return Refusal.deviceBusy().xml();
        } else if (fault instanceof Fault.StaleNonce) {
            return authentication.stale();
        }
        String path = exchange.getRequestURI().getPath();
        Request request = new Request(
                exchange.getRequestMethod(), path, exchange.getRequestURI().getRawQuery(), body, fault);
        return endpoints
                .endpoint(path)
                .map(endpoint -> endpoint.answer(request))
                .orElseGet(() -> Refusal.notSupport(profile.notSupportStatus()).inFormatOf(request));
    }

    private void send(HttpExchange exchange, String requestBody, Answer answer, @Nullable Fault fault)
            throws IOException, InterruptedException {
        boolean silent = fault instanceof Fault.CloseBeforeAnswer;
        log.add(new RecordedRequest(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                exchange.getRequestURI().getRawQuery(),
                requestBody,
                exchange.getRequestHeaders().containsKey("Authorization"),
                silent ? 0 : answer.status()));
        if (silent) {
            return;
        } else if (answer.isSilence()) {
            closing.await();
            return;
        }
        exchange.getResponseHeaders().set("Server", "webs");
        exchange.getResponseHeaders().set("Content-Type", answer.contentType());
        answer.challenges().forEach(value -> exchange.getResponseHeaders().add("WWW-Authenticate", value));
        if (!profile.keepAlive()) {
            exchange.getResponseHeaders().set("Connection", "close");
        }
        Streaming streaming = answer.streaming();
        if (streaming == null) {
            write(exchange, answer, fault);
        } else {
            exchange.sendResponseHeaders(answer.status(), 0);
            streaming.writeTo(exchange.getResponseBody());
        }
    }

    private static void write(HttpExchange exchange, Answer answer, @Nullable Fault fault) throws IOException {
        byte[] body = answer.body();
        int sent = body.length;
        int promised = body.length;
        if (fault instanceof Fault.CloseWithinBody close) {
            sent = Math.min(sent, close.bytes());
            promised = Math.max(promised, sent + 1);
        } else if (fault instanceof Fault.TruncatedBody cut) {
            sent = Math.min(sent, cut.bytes());
            promised = sent;
        } else if (fault instanceof Fault.WrongContentLength wrong) {
            promised = sent + wrong.extra();
        }
        exchange.sendResponseHeaders(answer.status(), promised == 0 ? -1 : promised);
        if (promised == 0) {
            return;
        }
        OutputStream out = exchange.getResponseBody();
        out.write(body, 0, sent);
        out.flush();
    }

    /** Waits, but no longer than until the simulator closes. */
    private void pause(Duration time) throws InterruptedException {
        if (!time.isZero() && closing.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new InterruptedException("the simulator is closing");
        }
    }

    /** Everything the door needs. */
    record Builder(
            Authentication authentication,
            FirmwareProfile profile,
            FaultScript faults,
            RequestLog log,
            Supplier<Duration> latency,
            CountDownLatch closing) {

        FrontDoor build(List<Endpoint> endpoints) {
            return new FrontDoor(this, endpoints);
        }
    }
}
