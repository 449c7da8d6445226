package dev.rollcall.isapi;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Tells one user and password from another without giving either away: the key under which a {@link PasswordGuard} remembers refusals
 * over restarts, so that corrected ones are tried at once and wrong ones are not.
 */
public final class AccountHash {

    private static final int ROUNDS = 60_000;
    private static final int BITS = 256;

    private AccountHash() {}

    /**
     * Hashes slowly, some tens of milliseconds: by PBKDF2 with HMAC-SHA-256, 60,000 rounds.
     *
     * @param salt random bytes that the program made once and keeps, 16 or more
     * @return 64 lower-case hex digits
     */
    public static String of(String user, String password, byte[] salt) {
        PBEKeySpec spec = new PBEKeySpec((user + "\n" + password).toCharArray(), salt, ROUNDS, BITS);
        try {
            byte[] hash = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
            return HexFormat.of().formatHex(hash);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has PBKDF2WithHmacSHA256", impossible);
        } finally {
            spec.clearPassword();
        }
    }
}
