package dev.rollcall.isapi.internal;

import com.burgstaller.okhttp.digest.Credentials;
import com.burgstaller.okhttp.digest.DigestAuthenticator;
import dev.rollcall.isapi.PasswordGuard;
import java.io.IOException;
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

    DigestSession(DeviceSettings settings, LongSupplier nanoTime) {
        this.settings = settings;
        this.guard = settings.passwordGuard();
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
        if (challenge == null || attempt.locked || attempt.refusals > 1) {
            return null;
        }
        if (attempt.refusals == 1 && !attempt.nonceMayBeWhy && !DigestChallenge.isStale(challenge)) {
            return null;
        }
        if (!attempt.permit && !mayPresent(attempt)) {
            return null;
        }
        attempt.reusedNonce = false;
        forget();
        return engine.authenticate(route, withOnly(challenge, response));
    }

    /** Network interceptor: the last gate before the wire and the first to see the answer. */
    Response watch(Interceptor.Chain chain) throws IOException {
        Request request = chain.request();
        Attempt attempt = attemptOf(request);
        boolean presents = request.header(AUTHORIZATION) != null;
        if (presents) {
            if (!attempt.permit && !mayPresent(attempt)) {
                throw new WithheldException();
            }
            attempt.permit = false;
            nonce.used();
        }
        Response response = chain.proceed(request);
        if (response.code() == 401) {
            noteRefusal(response, presents, attempt);
        } else if (presents && response.isSuccessful()) {
            guard.accepted();
        }
        return response;
    }

    private void noteRefusal(Response response, boolean presented, Attempt attempt) {
        PasswordGuard.Refusal refusal = LoginRefusal.read(beginning(response), presented && !attempt.reusedNonce);
        attempt.locked = refusal.locked();
        if (!presented && !refusal.locked()) {
            return;
        }
        attempt.refusal = refusal;
        if (presented) {
            attempt.refusals++;
            if (attempt.reusedNonce) {
                attempt.nonceMayBeWhy = true;
                nonce.reuseRefused();
            }
            LOG.debug(
                    "{} refused the answer to its challenge; reused nonce: {}",
                    settings.address(),
                    attempt.reusedNonce);
        }
        guard.refused(refusal);
    }

    private boolean mayPresent(Attempt attempt) {
        PasswordGuard.Decision decision = guard.beforePresenting();
        if (decision instanceof PasswordGuard.Withhold withhold) {
            attempt.withheld = withhold;
            return false;
        }
        attempt.permit = true;
        return true;
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

    /** The guard said no at the last moment. */
    static final class WithheldException extends IOException {
        WithheldException() {
            super("the password was withheld");
        }
    }
}
