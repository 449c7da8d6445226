package dev.rollcall.receiver.devicepull;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Turns user and password into a text that tells them apart and gives neither away. */
final class CredentialHash {

    private static final int ROUNDS = 60_000;
    private static final int BITS = 256;

    private CredentialHash() {}

    static String of(PullRequest request, byte[] salt) {
        String text = request.username() + "\n" + request.password();
        PBEKeySpec spec = new PBEKeySpec(text.toCharArray(), salt, ROUNDS, BITS);
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
