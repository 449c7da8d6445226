package dev.rollcall.isapi.internal;

import com.burgstaller.okhttp.digest.Credentials;
import com.burgstaller.okhttp.digest.DigestAuthenticator;
import dev.rollcall.isapi.PasswordGuard;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.LongSupplier;
import okhttp3.Authenticator;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Digest with one device. The engine computes answers; this class decides which challenge it sees, when a remembered
 * nonce is used again, and that every presentation of the password passes the guard and every refusal reaches it. One
 * call at a time.
 */
final class DigestSession implements Authenticator {

    private static final Logger LOG = LoggerFactory.getLogger(DigestSession.class);
    private static final String AUTHORIZATION = "Authorization";
    private static final long REFUSAL_BODY_LIMIT = 16 * 1024;

    private final DeviceSettings settings;
    private final PasswordGuard guard;
    private final NonceMemory nonce;
    private volatile DigestAuthenticator engine;

    DigestSession(DeviceSettings settings, PasswordGuard guard, LongSupplier nanoTime) {
        this.settings = settings;
        this.guard = guard;
        this.nonce = new NonceMemory(nanoTime);
        this.engine = newEngine();
    }

    /** Forgets the challenge: the next call begins with a fresh one. */
    void forget() {
        engine = newEngine();
        nonce.fresh();
    }

    /** Application interceptor: answers with the remembered nonce at once, so that a call is one round trip. */
    Response reuseNonce(Interceptor.Chain chain) throws IOException {
        Request plain = chain.request();
        Attempt attempt = attemptOf(plain);
        Request answered = nonce.worthReusing() ? engine.authenticateWithState(null, plain) : null;
        if (answered == null) {
            return chain.proceed(plain);
        }
        attempt.reusedNonce = true;
        Response response = chain.proceed(answered);
        if (response.code() != 401 || !attempt.challengeless || attempt.locked || attempt.refusals > 1) {
            return response;
        }
        // Refused without a new challenge (DS-K1T342MWX V4.48.40, third use of a nonce): ask for one.
        response.close();
        attempt.reusedNonce = false;
        return chain.proceed(plain);
    }

    /** OkHttp asks for an answer to a 401: once for a challenge, once more only where the nonce may have been the reason. */
    @Override
    public @Nullable Request authenticate(@Nullable Route route, Response response) throws IOException {
        Attempt attempt = attemptOf(response.request());
        String challenge = DigestChallenge.strongestOf(response);
        attempt.challengeless = challenge == null;
        if (attempt.locked || attempt.refusals > 1) {
            return null;
        }
        if (challenge == null) {
            return readableAnswer(response, attempt);
        }
        if (attempt.refusals == 1 && !attempt.nonceMayBeWhy && !DigestChallenge.isStale(challenge)) {
            return null;
        }
        attempt.reusedNonce = false;
        forget();
        return engine.authenticate(route, withOnly(challenge, response));
    }

    /** Network interceptor: the last gate before the wire and the first to see the answer. */
    Response watch(Interceptor.Chain chain) throws IOException {
        if (chain.request().header(AUTHORIZATION) != null) {
            if (guard instanceof StreamGuard streams) {
                try (StreamGuard.Turn turn = streams.takeTurn(chain.call()::isCanceled)) {
                    return present(chain);
                }
            }
            // Clients that share a guard would otherwise all present before the first of them is refused.
            synchronized (guard) {
                return present(chain);
            }
        }
        Response response = chain.proceed(chain.request());
        if (response.code() == 401) {
            noteLock(response, attemptOf(chain.request()));
        }
        return response;
    }

    private Response present(Interceptor.Chain chain) throws IOException {
        Attempt attempt = attemptOf(chain.request());
        if (chain.call().isCanceled()) {
            throw new IOException("ended while waiting for another client of this account");
        }
        if (guard.beforePresenting() instanceof PasswordGuard.Withhold withhold) {
            attempt.withheld = withhold;
            throw new WithheldException();
        }
        tell(guard::presenting);
        nonce.used();
        Response response = answered(chain, attempt);
        try {
            judge(response, attempt);
        } catch (GuardFailedException | RuntimeException failed) {
            response.close();
            throw failed;
        }
        return response;
    }

    private void judge(Response response, Attempt attempt) throws GuardFailedException {
        if (response.code() == 401) {
            noteRefusal(response, attempt);
        } else {
            tell(response.isSuccessful() ? guard::accepted : guard::unjudged);
        }
    }

    private Response answered(Interceptor.Chain chain, Attempt attempt) throws IOException {
        try {
            return chain.proceed(chain.request());
        } catch (IOException silence) {
            // An idle connection that the device has closed meanwhile fails at once, and carried nothing to it.
            boolean waited =
                    silence instanceof InterruptedIOException || chain.call().isCanceled();
            if (waited || !attempt.reusedNonce) {
                tell(guard::unanswered);
            } else {
                tell(guard::unjudged);
            }
            if (!attempt.reusedNonce) {
                // Reused it would look like one that was accepted before, whose loss counts for nothing.
                forget();
            }
            throw silence;
        }
    }

    /** A locked account says so before the password is presented, too. */
    private void noteLock(Response response, Attempt attempt) throws GuardFailedException {
        PasswordGuard.Refusal refusal = LoginRefusal.read(beginning(response), false);
        attempt.locked = refusal.locked();
        if (refusal.locked()) {
            attempt.refusal = refusal;
            tell(() -> guard.refused(refusal));
        }
    }

    private void noteRefusal(Response response, Attempt attempt) throws GuardFailedException {
        PasswordGuard.Refusal refusal = LoginRefusal.read(beginning(response), !attempt.reusedNonce);
        attempt.locked = refusal.locked();
        attempt.refusal = refusal;
        attempt.refusals++;
        if (attempt.reusedNonce) {
            attempt.nonceMayBeWhy = true;
            nonce.reuseRefused();
        }
        LOG.debug("{} refused the answer to its challenge; reused nonce: {}", settings.address(), attempt.reusedNonce);
        tell(() -> guard.refused(refusal));
    }

    /** Basic, where the peer is known by its pinned certificate and knows nothing better (a few old devices). */
    private @Nullable Request readableAnswer(Response response, Attempt attempt) {
        boolean onlyBasic = attempt.refusals == 0 && DigestChallenge.isOnlyBasic(response);
        if (!onlyBasic || settings.tls() == null || !settings.tls().isPinned()) {
            return null;
        }
        String answer = okhttp3.Credentials.basic(settings.user(), settings.password(), StandardCharsets.UTF_8);
        return response.request().newBuilder().header(AUTHORIZATION, answer).build();
    }

    private DigestAuthenticator newEngine() {
        return new DigestAuthenticator(new Credentials(settings.user(), settings.password()), StandardCharsets.UTF_8);
    }

    private static Response withOnly(String challenge, Response response) {
        return new Response.Builder()
                .request(response.request()
                        .newBuilder()
                        .removeHeader(AUTHORIZATION)
                        .build())
                .protocol(response.protocol())
                .code(response.code())
                .message(response.message())
                .header("WWW-Authenticate", challenge)
                .build();
    }

    private static byte[] beginning(Response response) {
        try {
            return response.peekBody(REFUSAL_BODY_LIMIT).bytes();
        } catch (IOException cut) {
            return new byte[0];
        }
    }

    private static Attempt attemptOf(Request request) {
        return Objects.requireNonNull(request.tag(Attempt.class), "attempt");
    }

    /** As an IOException what the guard throws reaches the caller; on a thread of the HTTP client's own anything else would end that. */
    private static void tell(Runnable word) throws GuardFailedException {
        try {
            word.run();
        } catch (RuntimeException failed) {
            throw new GuardFailedException(failed);
        }
    }

    /** The guard could not note what it was told. */
    static final class GuardFailedException extends IOException {

        private final transient RuntimeException reason;

        GuardFailedException(RuntimeException reason) {
            super(reason);
            this.reason = reason;
        }

        RuntimeException reason() {
            return reason;
        }
    }

    /** The guard said no at the last moment. */
    static final class WithheldException extends IOException {
        WithheldException() {
            super("the password was withheld");
        }
    }
}
