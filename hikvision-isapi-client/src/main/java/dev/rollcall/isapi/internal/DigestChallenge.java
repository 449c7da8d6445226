package dev.rollcall.isapi.internal;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import okhttp3.Challenge;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the challenge to answer and prints it the one way the digest engine reads safely. Devices send Basic beside Digest, two
 * headers or one, quoted algorithms and empty fields; the engine takes the first challenge whatever its algorithm, prefers
 * {@code auth-int}, and reads other headers of the answer as parameters.
 */
final class DigestChallenge {

    private static final List<String> STRONGEST_FIRST = List.of("SHA-256", "MD5", "MD5-SESS");
    private static final List<String> PASSED_ON = List.of("realm", "nonce", "opaque", "stale");

    private DigestChallenge() {}

    /** A {@code WWW-Authenticate} value for the engine; null if there is nothing it may answer. */
    static @Nullable String strongestOf(Response response) {
        List<Challenge> offered = response.challenges();
        for (String algorithm : STRONGEST_FIRST) {
            for (Challenge challenge : offered) {
                if (challenge.scheme().equalsIgnoreCase("Digest") && isAnswerable(challenge, algorithm)) {
                    return print(challenge, algorithm);
                }
            }
        }
        return null;
    }

    /** Whether Basic is all that is offered, not even a digest of an unknown kind. */
    static boolean isOnlyBasic(Response response) {
        List<Challenge> offered = response.challenges();
        return !offered.isEmpty()
                && offered.stream().allMatch(challenge -> challenge.scheme().equalsIgnoreCase("Basic"));
    }

    static boolean isStale(String printed) {
        return printed.toLowerCase(Locale.ROOT).contains("stale=\"true\"");
    }

    private static boolean isAnswerable(Challenge challenge, String algorithm) {
        Map<@Nullable String, String> parameters = challenge.authParams();
        String offered = parameters.getOrDefault("algorithm", "MD5");
        String qop = parameters.get("qop");
        return offered.strip().equalsIgnoreCase(algorithm)
                && parameters.get("realm") != null
                && parameters.get("nonce") != null
                && PASSED_ON.stream().allMatch(name -> isHeaderText(parameters.getOrDefault(name, "")))
                && (qop == null
                        || List.of(qop.toLowerCase(Locale.ROOT).split("[,\\s]+", -1))
                                .contains("auth"));
    }

    /** Other characters cannot be sent back in a header. */
    private static boolean isHeaderText(String value) {
        return value.chars().allMatch(c -> c >= ' ' && c < 0x7F);
    }

    private static String print(Challenge challenge, String algorithm) {
        StringBuilder text = new StringBuilder("Digest ");
        for (String name : PASSED_ON) {
            String value = challenge.authParams().get(name);
            if (value != null) {
                text.append(name)
                        .append("=\"")
                        .append(value.replace("\"", "\\\""))
                        .append("\", ");
            }
        }
        if (challenge.authParams().get("qop") != null) {
            text.append("qop=\"auth\", ");
        }
        return text.append("algorithm=")
                .append(algorithm.equals("MD5-SESS") ? "MD5-sess" : algorithm)
                .toString();
    }
}
