package dev.rollcall.isapi.internal;

import dev.rollcall.isapi.IsapiException;
import dev.rollcall.isapi.IsapiException.Origin;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an answer means for the caller. The device's own status counts before HTTP's: errors inside HTTP 200 occur (seen on
 * DS-K1A340FWX V1.2.7), and names count before numbers, as firmware shares numbers between causes.
 */
final class DeviceVerdict {

    private static final Set<Integer> SUCCESS = Set.of(0, 1, 7, 200);
    private static final Set<String> UNSUPPORTED = Set.of("notsupport", "methodnotallowed", "invalidoperation");
    private static final Set<String> FORBIDDEN =
            Set.of("lowprivilege", "badauthorization", "notactivated", "riskpassword");
    private static final Set<String> LATER = Set.of("devicebusy", "deviceerror", "nomemory", "deployexceedmax");
    private static final Set<String> REQUEST = Set.of(
            "badparameters",
            "messageparameterslack",
            "badjsoncontent",
            "badxmlcontent",
            "badjsonformat",
            "badxmlformat",
            "badurlformat",
            "beyondargsrangelimit");

    private DeviceVerdict() {}

    /** Null if the answer is no refusal. A 401 is judged elsewhere, with what is known of the password. */
    static @Nullable IsapiException of(Answer answer, @Nullable Document document) {
        DeviceStatus said = document == null ? null : DeviceStatus.of(document);
        boolean fine = answer.isSuccess() && (said == null || (said.code() != null && SUCCESS.contains(said.code())));
        if (fine) {
            return null;
        }
        Origin origin = new Origin(
                answer.device(),
                answer.path(),
                answer.status(),
                said == null ? null : said.subStatusCode(),
                said == null ? null : said.errorMsg());
        return refusal(answer, origin, said);
    }

    private static IsapiException refusal(Answer answer, Origin origin, @Nullable DeviceStatus said) {
        String name = said == null || said.subStatusCode() == null
                ? ""
                : said.subStatusCode().toLowerCase(Locale.ROOT);
        int code = said == null || said.code() == null ? -1 : said.code();
        int http = answer.status();
        if (FORBIDDEN.contains(name)) {
            return forbidden(origin);
        }
        if (UNSUPPORTED.contains(name)) {
            return unsupported(origin);
        }
        if (LATER.contains(name)) {
            return later(origin);
        }
        if (REQUEST.contains(name)) {
            return request(origin);
        }
        if (http == 403 && code != 4) {
            return forbidden(origin);
        }
        if (http == 404 || http == 405 || http == 501 || code == 4) {
            return unsupported(origin);
        }
        if (http == 408 || http == 429 || http >= 500 || code == 2 || code == 3) {
            return later(origin);
        }
        if (http == 400 || code == 5 || code == 6) {
            return request(origin);
        }
        return answer.unexpected(said == null ? "HTTP " + http : "status " + code, null);
    }

    private static IsapiException forbidden(Origin origin) {
        return new IsapiException.Forbidden(
                origin,
                "the device account lacks a right for this request; give it that right, or use another account");
    }

    private static IsapiException unsupported(Origin origin) {
        return new IsapiException.Unsupported(origin, "this firmware does not offer it; do without");
    }

    private static IsapiException later(Origin origin) {
        return new IsapiException.Unavailable(origin, "the device cannot answer now; try later", null);
    }

    private static IsapiException request(Origin origin) {
        return new IsapiException.InvalidRequest(
                origin, "the device does not take this request; change the field it names");
    }

    /** The fields of a ResponseStatus, which stand flat in JSON. */
    private record DeviceStatus(
            @Nullable Integer code,
            @Nullable String subStatusCode,
            @Nullable String errorMsg) {

        static @Nullable DeviceStatus of(Document document) {
            Fields fields = new Fields(document.fields());
            Fields wrapped = fields.nested("ResponseStatus");
            Fields status = wrapped == null ? fields : wrapped;
            boolean named = wrapped != null || document.root().equalsIgnoreCase("ResponseStatus");
            boolean flat = document.root().isEmpty()
                    && (fields.has("statusCode") || fields.has("statusValue"))
                    && (fields.has("statusString") || fields.has("subStatusCode"));
            if (!named && !flat) {
                return null;
            }
            Integer code = status.number("statusCode");
            return new DeviceStatus(
                    code == null ? status.number("statusValue") : code,
                    status.text("subStatusCode"),
                    status.text("errorMsg"));
        }
    }
}
