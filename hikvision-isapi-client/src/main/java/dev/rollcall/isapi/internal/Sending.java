package dev.rollcall.isapi.internal;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** The two ways in which a request gets its answer. Thread-safe. */
record Sending(DeviceSettings settings, CallFailures failures, OkHttpClient http, ConnectionCount connections) {

    /** What a call may take beyond its own deadline before it is left alone. */
    private static final Duration GRACE = Duration.ofMillis(500);

    /** On another thread, so that an interrupt ends the waiting. */
    Answer elsewhere(Request request, Attempt attempt) {
        String path = request.url().encodedPath();
        CompletableFuture<Answer> answered = new CompletableFuture<>();
        Call call = call(request, attempt);
        call.enqueue(new AnswerCallback(this, path, answered));
        try {
            return answered.get(settings.callTimeout().plus(GRACE).toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            // The call has been cancelled, but its thread still waits for another client that presents the same
            // password.
            call.cancel();
            throw failures.of(path, attempt, e);
        } catch (InterruptedException e) {
            call.cancel();
            throw failures.interrupted(path, e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw failures.of(path, attempt, cause);
        }
    }

    /** On this thread. */
    Answer here(Request request, Attempt attempt, Line line) {
        Call call = call(request, attempt);
        line.begins(call);
        String path = request.url().encodedPath();
        try (Response response = call.execute()) {
            return answer(path, response);
        } catch (IOException e) {
            throw failures.of(path, attempt, e);
        } finally {
            line.ends();
        }
    }

    private Call call(Request request, Attempt attempt) {
        return http.newCall(request.newBuilder().tag(Attempt.class, attempt).build());
    }

    private Answer answer(String path, Response response) throws IOException {
        byte[] body = response.body().bytes();
        return new Answer(settings.address(), path, response.code(), body, connections.made());
    }

    private record AnswerCallback(Sending sending, String path, CompletableFuture<Answer> answered)
            implements Callback {

        @Override
        public void onResponse(Call call, Response response) {
            try (response) {
                answered.complete(sending.answer(path, response));
            } catch (IOException e) {
                answered.completeExceptionally(e);
            }
        }

        @Override
        public void onFailure(Call call, IOException e) {
            answered.completeExceptionally(e);
        }
    }
}
