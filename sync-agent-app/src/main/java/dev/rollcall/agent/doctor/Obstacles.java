package dev.rollcall.agent.doctor;

import dev.rollcall.agent.collect.SourceException;
import dev.rollcall.isapi.IsapiException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Says which check a failed question to a terminal belongs to. */
final class Obstacles {

    private Obstacles() {}

    static Check of(SourceException failed) {
        return switch (failed.kind()) {
            case SAME_DEVICE, TWO_DEVICES -> Check.DEVICE_TWICE;
            case REFUSED -> refusal(failed.getCause());
            case BUSY -> Check.DEVICE_BUSY;
            case UNAVAILABLE -> absence(failed);
            case UNEXPECTED, UNSUPPORTED, INVALID_REQUEST -> Check.DEVICE_SERVICE;
        };
    }

    /** Tells whether the terminal has answered, only not this question. */
    static boolean isHarmless(SourceException failed) {
        return failed.kind() == SourceException.Kind.UNSUPPORTED
                || failed.kind() == SourceException.Kind.INVALID_REQUEST
                || failed.kind() == SourceException.Kind.UNEXPECTED
                || failed.kind() == SourceException.Kind.BUSY
                || isForbidden(failed);
    }

    static boolean isForbidden(SourceException failed) {
        return of(failed) == Check.DEVICE_RIGHTS;
    }

    private static Check refusal(@Nullable Throwable cause) {
        if (cause instanceof IsapiException.Untrusted) {
            return Check.DEVICE_CERTIFICATE;
        }
        if (cause instanceof IsapiException.Unauthorized unauthorized) {
            return switch (unauthorized.reason()) {
                case WRONG_PASSWORD -> Check.DEVICE_PASSWORD;
                case WITHHELD -> Check.DEVICE_PASSWORD_WITHHELD;
                case LOCKED -> Check.DEVICE_LOCKED;
                case NO_DIGEST_OFFERED -> Check.DEVICE_LOGIN;
            };
        }
        boolean asleep = cause instanceof IsapiException.Forbidden forbidden
                && "notActivated".equalsIgnoreCase(forbidden.subStatusCode());
        return asleep ? Check.DEVICE_ACTIVATED : Check.DEVICE_RIGHTS;
    }

    private static Check absence(SourceException failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException) {
                return Check.DEVICE_NAME;
            }
            if (cause instanceof SSLException) {
                return Check.DEVICE_TLS;
            }
            if (String.valueOf(cause.getMessage()).contains("refused")) {
                return Check.DEVICE_PORT;
            }
        }
        return Check.DEVICE_REACHABLE;
    }
}
