package dev.rollcall.receiver.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that was done or refused.
 *
 * @param at      when, by the receiver's clock
 * @param actor   who did it: a token's or a person's name, or an address
 * @param action  what, in capital letters
 * @param subject on what
 * @param result  how it ended, in capital letters
 * @param detail  what else is to be known, never a secret; null if nothing
 */
public record AuditEntry(
        Instant at,
        String actor,
        String action,
        String subject,
        String result,
        @Nullable String detail) {}
