package dev.rollcall.isapi.internal;

import dev.rollcall.isapi.PasswordGuard;
import org.jspecify.annotations.Nullable;

/** What happened to the password during one call. Carried by the request as a tag; touched by one thread at a time. */
final class Attempt {

    int refusals;
    boolean reusedNonce;

    /** A refusal went to a nonce used before, so the password may still be right. */
    boolean nonceMayBeWhy;

    boolean locked;
    boolean challengeless;
    PasswordGuard.@Nullable Refusal refusal;
    PasswordGuard.@Nullable Withhold withheld;
}
