package dev.rollcall.receiver.security;

import dev.rollcall.receiver.store.Role;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The secret text of a token: the role's prefix, 32 random bytes and a checksum of four bytes, in base64url. The checksum
 * turns a typing mistake away before the database is asked; it protects nothing.
 */
public final class Secret {

    private static final int RANDOM_BYTES = 32;
    private static final int CHECKSUM_BYTES = 4;
    private static final String SETUP = "rc_setup_";
    private static final List<String> PREFIXES = Stream.concat(
                    Arrays.stream(Role.values()).map(Role::prefix), Stream.of(SETUP))
            .toList();

    private final String text;

    private Secret(String text) {
        this.text = text;
    }

    /** Makes a new secret for a role. */
    public static Secret random(Role role, SecureRandom random) {
        return random(role.prefix(), random);
    }

    /** Makes a new secret for a link that makes the first administrator. */
    public static Secret forSetup(SecureRandom random) {
        return random(SETUP, random);
    }

    private static Secret random(String prefix, SecureRandom random) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        byte[] all = Arrays.copyOf(bytes, RANDOM_BYTES + CHECKSUM_BYTES);
        System.arraycopy(checksum(prefix, bytes), 0, all, RANDOM_BYTES, CHECKSUM_BYTES);
        return new Secret(prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(all));
    }

    /** Reads what somebody presented; empty if it cannot be a secret of this house. */
    public static Optional<Secret> parse(String presented) {
        return PREFIXES.stream()
                .filter(presented::startsWith)
                .findFirst()
                .filter(prefix -> bytes(presented.substring(prefix.length()))
                        .filter(all -> isWhole(prefix, all))
                        .isPresent())
                .map(prefix -> new Secret(presented));
    }

    /** Returns SHA-256 of the text, as 64 lower-case hexadecimal digits. */
    public String hash() {
        return HexFormat.of().formatHex(sha256(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Tells whether this is the secret of that hash; takes the same time whatever the answer. */
    public boolean hasHash(String hash) {
        return MessageDigest.isEqual(
                hash().getBytes(StandardCharsets.US_ASCII), hash.getBytes(StandardCharsets.US_ASCII));
    }

    /** Returns the text itself, to be shown once to whoever asked for it. */
    public String reveal() {
        return text;
    }

    /** Says nothing of the text. */
    @Override
    public String toString() {
        return "Secret[hidden]";
    }

    private static Optional<byte[]> bytes(String text) {
        try {
            return Optional.of(Base64.getUrlDecoder().decode(text));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private static boolean isWhole(String prefix, byte[] all) {
        return all.length == RANDOM_BYTES + CHECKSUM_BYTES
                && Arrays.equals(
                        checksum(prefix, Arrays.copyOf(all, RANDOM_BYTES)),
                        Arrays.copyOfRange(all, RANDOM_BYTES, all.length));
    }

    private static byte[] checksum(String text, byte[] random) {
        byte[] prefix = text.getBytes(StandardCharsets.US_ASCII);
        byte[] input = Arrays.copyOf(prefix, prefix.length + random.length);
        System.arraycopy(random, 0, input, prefix.length, random.length);
        return Arrays.copyOf(sha256(input), CHECKSUM_BYTES);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
