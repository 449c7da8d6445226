package dev.rollcall.receiver.security;

import dev.rollcall.receiver.config.AccessSettings;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Hashes and compares people's passwords. Each hash says how it was made, so that the way may change. Thread-safe. */
public final class Passwords {

    /** What bcrypt takes into account of a password, in bytes. */
    private static final int MOST_BYTES = 72;

    private static final String WAY = "bcrypt";

    private final PasswordEncoder encoder;
    private final int leastCharacters;
    private final String hashOfNobody;

    public Passwords(AccessSettings.Login settings) {
        this.encoder = new DelegatingPasswordEncoder(
                WAY,
                Map.of(
                        WAY,
                        new BCryptPasswordEncoder(BCryptPasswordEncoder.BCryptVersion.$2B, settings.hashStrength())));
        this.leastCharacters = settings.passwordLength();
        this.hashOfNobody = hash("nobody has this password");
    }

    /** Says what is wrong with a password that somebody chose; empty if nothing is. */
    public Optional<String> objection(String name, String password) {
        if (password.codePointCount(0, password.length()) < leastCharacters) {
            return Optional.of("A password has at least " + leastCharacters + " characters. A few words will do.");
        }
        if (password.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            return Optional.of(
                    "A password has at most " + MOST_BYTES + " bytes (characters without accents count one).");
        }
        return password.toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT))
                ? Optional.of("A password does not contain the name.")
                : Optional.empty();
    }

    /** Returns the hash to keep. */
    public String hash(String password) {
        String hash = encoder.encode(password);
        if (hash == null) {
            throw new IllegalStateException("a password was not hashed");
        }
        return hash;
    }

    /** Tells whether this is the password of that hash; takes as long where there is none (no such person). */
    public boolean matches(String password, @Nullable String hash) {
        boolean fits = password.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES;
        boolean same = encoder.matches(fits ? password : "", hash == null ? hashOfNobody : hash);
        return same && fits && hash != null;
    }
}
