package dev.rollcall.isapi.internal;

import dev.rollcall.isapi.IsapiException;
import dev.rollcall.isapi.IsapiException.Origin;
import dev.rollcall.isapi.IsapiException.Unauthorized;
import dev.rollcall.isapi.IsapiException.Unavailable;
import dev.rollcall.isapi.PasswordGuard;
import dev.rollcall.isapi.RawBytes;
import java.net.ProtocolException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** Words for every way in which a call to one device can fail. */
record CallFailures(String device) {

    /** Returns what a caller is told; throws what the guard threw. */
    IsapiException of(String path, Attempt attempt, Throwable cause) {
        if (cause instanceof DigestSession.GuardFailedException guard) {
            throw guard.reason();
        }
        if (cause instanceof DigestSession.WithheldException) {
            return unauthorized(path, attempt);
        }
        if (cause instanceof SSLException tls) {
            return ofTls(path, tls);
        }
        if (cause instanceof BoundedBody.TooLargeException large) {
            return new IsapiException.UnexpectedResponse(
                    origin(path, large.status()),
                    large.getMessage() + "; raise it if the answer is a real one",
                    RawBytes.of(large.beginning()),
                    large);
        }
        if (cause instanceof ProtocolException
                && String.valueOf(cause.getMessage()).contains("status line")) {
            return new IsapiException.UnexpectedResponse(
                    origin(path, null), "no HTTP answered; check host and port", RawBytes.of(new byte[0]), cause);
        }
        return new Unavailable(
                origin(path, null),
                "no complete answer came (" + cause.getClass().getSimpleName()
                        + "); check address and network, try later",
                cause);
    }

    private IsapiException ofTls(String path, SSLException cause) {
        for (Throwable at = cause; at != null; at = at.getCause()) {
            if (at instanceof TlsTrust.UntrustedException untrusted) {
                return new IsapiException.Untrusted(
                        origin(path, null),
                        "the certificate shown is not trusted: " + untrusted.getMessage()
                                + ". Nothing was sent. It has SHA-256 "
                                + untrusted.presented().fingerprint()
                                + "; compare that with the device itself, and pin it only if it is the device's",
                        untrusted.presented(),
                        cause);
            }
        }
        if (cause instanceof SSLPeerUnverifiedException) {
            return new IsapiException.Untrusted(
                    origin(path, null),
                    "the certificate shown is for another host. Nothing was sent; check the address, or pin the certificate",
                    null,
                    cause);
        }
        return new Unavailable(
                origin(path, null),
                "the TLS connection failed (" + cause.getMessage()
                        + "). Is this the HTTPS port? An old device may need DeviceTls.withLegacyTls(), see there",
                cause);
    }

    IsapiException refused(Answer answer) {
        Document document;
        try {
            document = BodyReader.read(answer.body());
        } catch (UnreadableBodyException e) {
            document = null;
        }
        IsapiException refusal = DeviceVerdict.of(answer, document);
        return refusal == null ? answer.unexpected("HTTP " + answer.status(), null) : refusal;
    }

    IsapiException unauthorized(String path, Attempt attempt) {
        PasswordGuard.Refusal refusal = attempt.refusal;
        if (attempt.locked) {
            Duration wait = refusal == null ? null : refusal.unlockTime();
            return new Unauthorized(
                    origin(path, 401),
                    Unauthorized.Cause.LOCKED,
                    "the account is locked on the device"
                            + (wait == null ? "" : " for " + wait.toSeconds() + " s")
                            + "; wait without trying, as each try prolongs it",
                    wait);
        }
        if (attempt.refusals > 0) {
            return new Unauthorized(
                    origin(path, 401),
                    Unauthorized.Cause.WRONG_PASSWORD,
                    "the device refused user name or password"
                            + attemptsLeft(refusal)
                            + "; correct them before trying again",
                    null);
        }
        if (attempt.withheld != null) {
            return withheld(path, attempt.withheld);
        }
        return new Unauthorized(
                origin(path, 401),
                Unauthorized.Cause.NO_DIGEST_OFFERED,
                "the device offers no digest login this client can answer, and the clear password is sent over pinned HTTPS"
                        + " only; switch the device's web authentication to digest",
                null);
    }

    IsapiException withheld(String path, PasswordGuard.Withhold withhold) {
        String what = "the password was not shown: " + withhold.reason()
                + (withhold.until() == null ? "" : "; it may be tried again at " + withhold.until());
        return withhold.unanswered()
                ? new Unavailable(
                        origin(path, null),
                        "the connection was lost during log-in, and nobody knows whether the password is right; "
                                + what,
                        null,
                        null,
                        withhold.until())
                : new Unauthorized(origin(path, null), Unauthorized.Cause.WITHHELD, what, null, withhold.until());
    }

    IsapiException interrupted(String path, InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new Unavailable(origin(path, null), "interrupted while waiting; nothing is known of the answer", cause);
    }

    IsapiException closed(String path) {
        return new Unavailable(origin(path, null), "the client is closed; make a new one", null);
    }

    private static String attemptsLeft(PasswordGuard.@Nullable Refusal refusal) {
        return refusal == null || refusal.retryLoginTime() == null
                ? ""
                : " (" + refusal.retryLoginTime() + " tries left before it locks the account)";
    }

    private Origin origin(String path, @Nullable Integer httpStatus) {
        return new Origin(device, path, httpStatus, null, null);
    }
}
