package dev.rollcall.agent.isapi;

import dev.rollcall.agent.collect.SourceException;
import dev.rollcall.agent.collect.SourceException.Kind;
import dev.rollcall.agent.config.DeviceConfig;
import dev.rollcall.isapi.IsapiException;
import java.util.function.Supplier;

/** Turns what the client throws into what collecting understands. */
final class Failures {

    private Failures() {}

    static <T> T translating(DeviceConfig device, Supplier<T> call) {
        try {
            return call.get();
        } catch (IsapiException failed) {
            throw new SourceException(kindOf(failed), text(device, failed), failed);
        }
    }

    private static Kind kindOf(IsapiException failed) {
        if (failed instanceof IsapiException.Unauthorized
                || failed instanceof IsapiException.Forbidden
                || failed instanceof IsapiException.Untrusted) {
            return Kind.REFUSED;
        }
        if (failed instanceof IsapiException.Unsupported) {
            return Kind.UNSUPPORTED;
        }
        if (failed instanceof IsapiException.InvalidRequest) {
            return Kind.INVALID_REQUEST;
        }
        if (failed instanceof IsapiException.Unavailable) {
            return isBusy(failed) ? Kind.BUSY : Kind.UNAVAILABLE;
        }
        return Kind.UNEXPECTED;
    }

    /** It answered, only to say that it has no time: others hold its few connections. */
    private static boolean isBusy(IsapiException failed) {
        return failed.httpStatus() != null;
    }

    private static String text(DeviceConfig device, IsapiException failed) {
        String message = String.valueOf(failed.getMessage());
        boolean wrongPassword = failed instanceof IsapiException.Unauthorized unauthorized
                && unauthorized.reason() == IsapiException.Unauthorized.Cause.WRONG_PASSWORD;
        return wrongPassword ? message + ". " + JournaledPasswordGuard.remedy(device) : message;
    }
}
