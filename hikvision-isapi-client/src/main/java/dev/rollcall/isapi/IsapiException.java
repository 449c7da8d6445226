package dev.rollcall.isapi;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call to a device did not give what was asked. The subclasses are named by what the caller does next, and the message
 * names the device, the request and that next step. No message holds a password.
 */
public abstract sealed class IsapiException extends RuntimeException {

    private final Origin origin;

    private IsapiException(Origin origin, String what, @Nullable Throwable cause) {
        super(origin.describe() + ": " + what, cause);
        this.origin = origin;
    }

    /** Address of the device, {@code host:port}. */
    public String device() {
        return origin.device();
    }

    /** Path of the request, without its query. */
    public String path() {
        return origin.path();
    }

    /** HTTP status of the answer; null when none came. */
    public @Nullable Integer httpStatus() {
        return origin.httpStatus();
    }

    /** The device's own reason, for example {@code notSupport}; null when it gave none. */
    public @Nullable String subStatusCode() {
        return origin.subStatusCode();
    }

    /** The device's own explanation, often the name of the offending field; null when it gave none. */
    public @Nullable String errorMsg() {
        return origin.errorMsg();
    }

    /** Stop: the device does not let this user in, and trying again may lock the account for everybody. */
    public static final class Unauthorized extends IsapiException {

        private final Cause reason;
        private final @Nullable Duration unlockTime;
        private final @Nullable Instant withheldUntil;

        public Unauthorized(Origin origin, Cause reason, String what, @Nullable Duration unlockTime) {
            this(origin, reason, what, unlockTime, null);
        }

        public Unauthorized(
                Origin origin,
                Cause reason,
                String what,
                @Nullable Duration unlockTime,
                @Nullable Instant withheldUntil) {
            super(origin, what, null);
            this.reason = reason;
            this.unlockTime = unlockTime;
            this.withheldUntil = withheldUntil;
        }

        /** Why, and with that what has to happen before another try. */
        public Cause reason() {
            return reason;
        }

        /** How long the account stays locked, counted from the device's answer; only with {@link Cause#LOCKED}. */
        public Optional<Duration> unlockTime() {
            return Optional.ofNullable(unlockTime);
        }

        /** When the guard will let the password be tried again; empty: not until the configuration changes. */
        public Optional<Instant> withheldUntil() {
            return Optional.ofNullable(withheldUntil);
        }

        /** Why the device, or our own guard, said no. */
        public enum Cause {
            /** The device refused the user name or password. Correct the configuration. */
            WRONG_PASSWORD,
            /** The {@link PasswordGuard} did not let the password be shown; nothing was sent. */
            WITHHELD,
            /** The account is locked on the device; wait {@link Unauthorized#unlockTime()} without trying. */
            LOCKED,
            /** The device offers no digest we can answer; the clear password is not sent over plain HTTP. */
            NO_DIGEST_OFFERED
        }
    }

    /** Give the device account the right that is missing; trying again changes nothing. */
    public static final class Forbidden extends IsapiException {
        public Forbidden(Origin origin, String what) {
            super(origin, what, null);
        }
    }

    /** Do without: this firmware does not have what was asked. */
    public static final class Unsupported extends IsapiException {
        public Unsupported(Origin origin, String what) {
            super(origin, what, null);
        }
    }

    /** Try later: the device is busy, unreachable, too slow, or cut the connection. */
    public static final class Unavailable extends IsapiException {

        private final @Nullable Duration advisedWait;
        private final @Nullable Instant withheldUntil;

        public Unavailable(Origin origin, String what, @Nullable Throwable cause) {
            this(origin, what, cause, null);
        }

        public Unavailable(Origin origin, String what, @Nullable Throwable cause, @Nullable Duration advisedWait) {
            this(origin, what, cause, advisedWait, null);
        }

        public Unavailable(
                Origin origin,
                String what,
                @Nullable Throwable cause,
                @Nullable Duration advisedWait,
                @Nullable Instant withheldUntil) {
            super(origin, what, cause);
            this.advisedWait = advisedWait;
            this.withheldUntil = withheldUntil;
        }

        /**
         * When the guard will let the password be shown again, if it did not because the device gave no answer to it before; else
         * empty. Trying sooner sends nothing.
         */
        public Optional<Instant> withheldUntil() {
            return Optional.ofNullable(withheldUntil);
        }

        /** How long to wait at least, where that is known, as when all places for listeners are taken; else the caller decides. */
        public Optional<Duration> advisedWait() {
            return Optional.ofNullable(advisedWait);
        }
    }

    /** Look at the bytes: the device answered with something that is not this protocol, or is cut short. */
    public static final class UnexpectedResponse extends IsapiException {

        private final transient RawBytes body;

        public UnexpectedResponse(Origin origin, String what, RawBytes body, @Nullable Throwable cause) {
            super(origin, what, cause);
            this.body = body;
        }

        /** The beginning of the answer, at most 64 KiB. Empty after Java serialization. */
        @SuppressWarnings("RedundantNullCheck") // null after Java serialization only
        public RawBytes body() {
            return body == null ? RawBytes.of(new byte[0]) : body;
        }
    }

    /**
     * Stop and have a person look: whoever answered over HTTPS is not the device that was trusted. Neither the password nor the
     * request was sent. Either the device got a new certificate (factory reset, firmware, replacement), or something else answers
     * at its address.
     */
    public static final class Untrusted extends IsapiException {

        private final @Nullable DeviceCertificate presented;

        public Untrusted(Origin origin, String what, @Nullable DeviceCertificate presented, @Nullable Throwable cause) {
            super(origin, what, cause);
            this.presented = presented;
        }

        /** The certificate that was shown, to be compared with the device itself; empty when it is only for another host. */
        public Optional<DeviceCertificate> presented() {
            return Optional.ofNullable(presented);
        }
    }

    /** Change the request: the device names a field or value that it does not take. */
    public static final class InvalidRequest extends IsapiException {
        public InvalidRequest(Origin origin, String what) {
            super(origin, what, null);
        }

        /** The field the device complains of, for example {@code maxResults}; null when it named none. */
        public @Nullable String field() {
            return errorMsg();
        }
    }

    /**
     * Which request failed, and the device's own words about it.
     *
     * @param device {@code host:port}
     * @param path path of the request, without its query
     */
    public record Origin(
            String device,
            String path,
            @Nullable Integer httpStatus,
            @Nullable String subStatusCode,
            @Nullable String errorMsg)
            implements Serializable {

        String describe() {
            StringBuilder text = new StringBuilder(device).append(' ').append(path);
            if (httpStatus != null) {
                text.append(" answered ").append(httpStatus);
            }
            if (subStatusCode != null) {
                text.append(' ').append(subStatusCode);
            }
            if (errorMsg != null && !errorMsg.isEmpty()) {
                text.append(" (").append(errorMsg).append(')');
            }
            return text.toString();
        }
    }
}
