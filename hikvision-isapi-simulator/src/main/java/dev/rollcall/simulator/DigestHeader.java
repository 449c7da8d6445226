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

/** The parameters of an {@code Authorization: Digest} header (RFC 7616 with qop=auth, and RFC 2069 without). */
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

    boolean hasQop() {
        return !get("qop").isEmpty();
    }

    /** {@code MD5} if it names none, as RFC 7616 has it. */
    String algorithm() {
        String named = get("algorithm");
        return named.isEmpty() ? "MD5" : named.toUpperCase(Locale.ROOT);
    }

    /** Whether the response proves the account's password for this very request. */
    boolean proves(Account account, String realm, String method, String target) {
        if (!get("username").equals(account.name()) || !get("realm").equals(realm)) {
            return false;
        }
        String secret = hash(account.name() + ":" + realm + ":" + account.password());
        String request = hash(method + ":" + target);
        String expected;
        if (!hasQop()) {
            expected = hash(String.join(":", secret, nonce(), request));
        } else if (get("qop").equals("auth") && count() != 0) {
            expected = hash(String.join(":", secret, nonce(), get("nc"), get("cnonce"), get("qop"), request));
        } else {
            return false;
        }
        return expected.equalsIgnoreCase(get("response"));
    }

    private String get(String name) {
        return parameters.getOrDefault(name, "");
    }

    private String hash(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm());
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            return "";
        }
    }
}
