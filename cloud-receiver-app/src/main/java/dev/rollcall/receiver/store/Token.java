package dev.rollcall.receiver.store;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A token, without its secret.
 *
 * @param id        its number
 * @param role      what it is for
 * @param name      the name people gave it
 * @param hash      SHA-256 of the secret, 64 lower-case hexadecimal digits
 * @param devices   numbers of the devices it is limited to; empty if it is not limited
 * @param createdAt when it was made
 * @param revokedAt when it was revoked; null while it is good
 * @param expiresAt when it ends by itself; null if it does not
 * @param lastUsed  when it was last used, to the minute; null if it never was
 */
public record Token(
        long id,
        Role role,
        String name,
        String hash,
        Set<Integer> devices,
        Instant createdAt,
        @Nullable Instant revokedAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsed) {

    /** Tells whether it is good at a time. */
    public boolean isGood(Instant now) {
        return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
    }
}
