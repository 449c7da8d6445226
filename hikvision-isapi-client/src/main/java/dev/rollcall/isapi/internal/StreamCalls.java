package dev.rollcall.isapi.internal;

import dev.rollcall.isapi.IsapiException;
import dev.rollcall.isapi.IsapiException.Origin;
import dev.rollcall.isapi.IsapiException.Unavailable;
import dev.rollcall.isapi.PasswordGuard;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Opens answers that do not end, each on a connection of its own, with the same login and password guard as other calls. Opens one at
 * a time. Thread-safe.
 */
final class StreamCalls {

    private static final int KEPT = 64 * 1024;

    /** What an integration of DS-K1T342MWX waits; a killed listener keeps its place for minutes. */
    private static final Duration WAIT_FOR_A_PLACE = Duration.ofMinutes(2);

    /** Reasons to refuse that no waiting changes. */
    private static final Set<String> LASTING = Set.of(
            "notsupport", "methodnotallowed", "lowprivilege", "badauthorization", "notactivated", "riskpassword");

    private final DeviceSettings settings;
    private final CallFailures failures;
    private final StreamGuard guard;
    private final DigestSession digest;
    private final OkHttpClient http;
    private final ReentrantLock turn = new ReentrantLock();
    private final Set<OpenedStream> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    StreamCalls(DeviceSettings settings, CallFailures failures) {
        this.settings = settings;
        this.failures = failures;
        this.guard = new StreamGuard(settings.passwordGuard());
        this.digest = new DigestSession(settings, guard, System::nanoTime);
        this.http = DeviceHttp.authenticated(settings, digest).build();
    }

    OpenedStream open(Request prepared, Duration opening, Duration silence) {
        String path = prepared.url().encodedPath();
        try {
            turn.lockInterruptibly();
        } catch (InterruptedException e) {
            throw failures.interrupted(path, e);
        }
        try {
            if (closed) {
                throw failures.closed(path);
            }
            if (guard.beforePresenting() instanceof PasswordGuard.Withhold withhold) {
                throw failures.withheld(path, withhold);
            }
            // An aged nonce refused here and one refused to another call would add up: silence brings no success in
            // between.
            digest.forget();
            Attempt attempt = new Attempt();
            Request request = prepared.newBuilder().tag(Attempt.class, attempt).build();
            Call call = http.newBuilder().readTimeout(silence).build().newCall(request);
            return judged(path, call, begin(path, call, attempt, opening), attempt);
        } finally {
            turn.unlock();
        }
    }

    void close() {
        closed = true;
        open.forEach(OpenedStream::close);
        http.dispatcher().cancelAll();
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }

    private Response begin(String path, Call call, Attempt attempt, Duration opening) {
        CompletableFuture<Response> begun = new CompletableFuture<>();
        call.enqueue(new Beginning(begun));
        try {
            return begun.get(opening.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            abandon(call, begun);
            throw failures.interrupted(path, e);
        } catch (TimeoutException e) {
            abandon(call, begun);
            throw new Unavailable(
                    origin(path, null),
                    "the device took the connection and does not answer, as some do while their place for listeners is taken;"
                            + " wait and try again",
                    e,
                    WAIT_FOR_A_PLACE);
        } catch (ExecutionException e) {
            throw failures.of(path, attempt, e.getCause() == null ? e : e.getCause());
        }
    }

    private static void abandon(Call call, CompletableFuture<Response> begun) {
        call.cancel();
        boolean late = !begun.cancel(false) && !begun.isCompletedExceptionally();
        if (late) {
            begun.join().close();
        }
    }

    private OpenedStream judged(String path, Call call, Response response, Attempt attempt) {
        if (response.isSuccessful()) {
            return opened(path, call, response);
        }
        try (response) {
            if (response.code() == 401) {
                digest.forget();
                http.connectionPool().evictAll();
                throw failures.unauthorized(path, attempt);
            }
            throw refused(new Answer(settings.address(), path, response.code(), beginning(response)));
        } finally {
            call.cancel();
        }
    }

    private OpenedStream opened(String path, Call call, Response response) {
        OpenedStream[] itself = new OpenedStream[1];
        OpenedStream stream = new OpenedStream(
                settings.address(),
                path,
                response.header("Content-Type"),
                response.body().byteStream(),
                () -> {
                    call.cancel();
                    open.removeIf(one -> one == itself[0]);
                });
        itself[0] = stream;
        open.add(stream);
        if (closed) {
            stream.close();
        }
        return stream;
    }

    /** All places taken is told in several ways: a name of its own, 503, 403, or 404 with a status that gives no lasting reason. */
    private IsapiException refused(Answer answer) {
        IsapiException said = failures.refused(answer);
        String name = said.subStatusCode() == null ? "" : said.subStatusCode().toLowerCase(Locale.ROOT);
        boolean told = !name.isEmpty() || said.errorMsg() != null || hasStatus(answer);
        boolean busy = name.equals("deployexceedmax")
                || answer.status() == 503
                || (!LASTING.contains(name) && (answer.status() == 403 || (answer.status() == 404 && told)));
        if (!busy) {
            return said;
        }
        return new Unavailable(
                new Origin(settings.address(), answer.path(), answer.status(), said.subStatusCode(), said.errorMsg()),
                "the device's place for listeners is taken; it has one or two, and keeps the place of one that vanished for"
                        + " minutes. Wait, or end the other listener (also the vendor's software and web page take a place)",
                null,
                WAIT_FOR_A_PLACE);
    }

    private static boolean hasStatus(Answer answer) {
        try {
            Document document = BodyReader.read(answer.body());
            return document.root().equalsIgnoreCase("ResponseStatus")
                    || document.fields().has("ResponseStatus")
                    || document.fields().has("statusCode")
                    || document.fields().has("statusValue");
        } catch (UnreadableBodyException e) {
            return false;
        }
    }

    private static byte[] beginning(Response response) {
        try {
            return response.peekBody(KEPT).bytes();
        } catch (IOException cut) {
            return new byte[0];
        }
    }

    private Origin origin(String path, @Nullable Integer status) {
        return new Origin(settings.address(), path, status, null, null);
    }

    private record Beginning(CompletableFuture<Response> begun) implements Callback {

        @Override
        public void onResponse(Call call, Response response) {
            if (!begun.complete(response)) {
                response.close();
            }
        }

        @Override
        public void onFailure(Call call, IOException e) {
            begun.completeExceptionally(e);
        }
    }
}
