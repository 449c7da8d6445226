package dev.rollcall.simulator;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The parameters of an {@code Authorization: Digest} header (RFC 7616 with MD5 and qop=auth, all that devices offer). */
final class DigestHeader {
    private static final Pattern PARAMETER =
            Pattern.compile("(\\w+)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^,\\s]+))");

    private final Map<String, String> parameters;

    private DigestHeader(Map<String, String> parameters) {
        this.parameters = parameters;
    }

    /** Nothing if there is no header or it is of another scheme. */
    static Optional<DigestHeader> parse(@Nullable String header) {
        if (header == null || !header.regionMatches(true, 0, "Digest ", 0, 7)) {
            return Optional.empty();
        }
        Map<String, String> parameters = new HashMap<>();
        Matcher matcher = PARAMETER.matcher(header.substring(7));
        while (matcher.find()) {
            String quoted = matcher.group(2);
            String value = quoted == null ? matcher.group(3) : quoted.replaceAll("\\\\(.)", "$1");
            parameters.put(matcher.group(1).toLowerCase(Locale.ROOT), value);
        }
        return Optional.of(new DigestHeader(parameters));
    }

    String nonce() {
        return get("nonce");
    }

    /** The running number of this use of the nonce; 0 if it is missing or no hexadecimal number. */
    long count() {
        String text = get("nc");
        return text.matches("[0-9a-fA-F]{8}") ? Long.parseLong(text, 16) : 0;
    }

    /** Whether the response proves the password for this very request. */
    boolean proves(String user, String password, String realm, String method, String target) {
        if (!get("qop").equals("auth") || count() == 0 || !get("username").equals(user)) {
            return false;
        }
        String secret = md5(user + ":" + realm + ":" + password);
        String request = md5(method + ":" + target);
        String expected = md5(String.join(":", secret, nonce(), get("nc"), get("cnonce"), get("qop"), request));
        return get("realm").equals(realm) && expected.equalsIgnoreCase(get("response"));
    }

    private String get(String name) {
        return parameters.getOrDefault(name, "");
    }

    private static String md5(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no MD5", e);
        }
    }
}
