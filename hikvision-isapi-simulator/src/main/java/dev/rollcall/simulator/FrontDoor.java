package dev.rollcall.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Takes every request: authentication, then faults, then the endpoint, then the answer. Safe for several threads. */
final class FrontDoor implements HttpHandler {
    private static final int BODY_LIMIT = 1 << 20;

    private final Router endpoints;
    private final Authentication authentication;
    private final SimulatedDevice device;
    private final FirmwareProfile profile;
    private final FaultScript faults;
    private final RequestLog log;
    private final Latency latency;
    private final AnswerWriter writer;
    /** Remote ends of connections that get nothing but 401 any more. */
    private final Set<InetSocketAddress> stuck = ConcurrentHashMap.newKeySet();

    private FrontDoor(Builder builder, List<Endpoint> endpoints) {
        this.endpoints = new Router(endpoints);
        this.authentication = builder.authentication;
        this.profile = builder.profile;
        this.faults = builder.faults;
        this.log = builder.log;
        this.latency = builder.latency;
        this.writer = new AnswerWriter(builder.profile, builder.closing);
        this.device = builder.device;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            OptionalLong arrival = latency.arrival(exchange);
            String body = new String(exchange.getRequestBody().readNBytes(BODY_LIMIT), StandardCharsets.UTF_8);
            long begun = arrival.orElse(System.nanoTime());
            String path = exchange.getRequestURI().getPath();
            Fault fault = faults.beforeLogin(path);
            if (fault == null) {
                Answer refusal = refusal(exchange);
                if (refusal != null) {
                    latency.waitSince(begun);
                    send(exchange, body, refusal, null);
                    return;
                }
                fault = faults.next(path);
            }
            begin(fault, exchange);
            Answer answer = answer(exchange, body, fault);
            latency.waitSince(begun);
            send(exchange, body, answer, fault);
            answer.next().run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable Answer refusal(HttpExchange exchange) {
        return stuck.contains(exchange.getRemoteAddress())
                ? Authentication.silence()
                : authentication.refusal(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().toString(),
                        exchange.getRequestHeaders().getFirst("Authorization"));
    }

    /** What a fault does before there is an answer. */
    private void begin(@Nullable Fault fault, HttpExchange exchange) throws InterruptedException {
        if (fault instanceof Fault.Delay delay) {
            writer.pause(delay.by());
        } else if (fault instanceof Fault.Meanwhile meanwhile) {
            meanwhile.happening().accept(device);
        } else if (fault instanceof Fault.StuckConnection) {
            stuck.add(exchange.getRemoteAddress());
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
        } else if (fault instanceof Fault.StuckConnection) {
            return Authentication.silence();
        } else if (fault instanceof Fault.Redirect) {
            return Answer.of(302, "text/html", new byte[0]);
        }
        Answer right = endpointsAnswer(exchange, body, fault);
        return fault instanceof AnswerChange change && right.streaming() == null ? change.of(right) : right;
    }

    private Answer endpointsAnswer(HttpExchange exchange, String body, @Nullable Fault fault) {
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
        }
        writer.write(exchange, answer, fault);
    }

    /** Everything the door needs. */
    record Builder(
            Authentication authentication,
            SimulatedDevice device,
            FirmwareProfile profile,
            FaultScript faults,
            RequestLog log,
            Latency latency,
            CountDownLatch closing) {

        FrontDoor build(List<Endpoint> endpoints) {
            return new FrontDoor(this, endpoints);
        }
    }
}
