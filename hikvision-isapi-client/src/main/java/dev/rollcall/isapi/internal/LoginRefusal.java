package dev.rollcall.isapi.internal;

import dev.rollcall.isapi.PasswordGuard.Refusal;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the body of a 401: {@code <userCheck>}, or the same fields in a {@code <ResponseStatus>}, in any order. */
final class LoginRefusal {

    private LoginRefusal() {}

    /**
     * What the body tells.
     *
     * @param freshNonce whether the refused answer was to a challenge just received, so that the nonce cannot be the reason
     */
    static Refusal read(byte[] body, boolean freshNonce) {
        Document document;
        try {
            document = BodyReader.read(body);
        } catch (UnreadableBodyException unreadable) {
            return new Refusal(false, null, null, false);
        }
        Fields fields = new Fields(document.fields());
        for (String wrapper : new String[] {"userCheck", "ResponseStatus"}) {
            Fields nested = fields.nested(wrapper);
            fields = nested == null ? fields : nested;
        }
        boolean userCheck = document.root().equalsIgnoreCase("userCheck")
                || document.fields().has("userCheck");
        Duration wait = unlockTime(fields);
        // The whole word: "unlock" contains "lock". Where the word is missing, a time to wait says as much.
        String lockStatus = lowerCase(fields.text("lockStatus"));
        boolean locked = lockStatus == null ? wait != null : lockStatus.equals("lock");
        return new Refusal(userCheck && freshNonce && !locked, attemptsLeft(fields), wait, locked);
    }

    /** Usually retryLoginTime; an integrator also met retryTimes. */
    private static @Nullable Integer attemptsLeft(Fields fields) {
        Integer left = fields.number("retryLoginTime");
        return left == null ? fields.number("retryTimes") : left;
    }

    private static @Nullable Duration unlockTime(Fields fields) {
        Long seconds = fields.whole("unlockTime");
        return seconds == null || seconds <= 0 || seconds > 31_536_000 ? null : Duration.ofSeconds(seconds);
    }

    private static @Nullable String lowerCase(@Nullable String text) {
        return text == null ? null : text.toLowerCase(Locale.ROOT);
    }
}
