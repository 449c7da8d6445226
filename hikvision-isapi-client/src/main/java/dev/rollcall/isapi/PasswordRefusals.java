package dev.rollcall.isapi;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How often in a row one password was refused by one device, and what follows. After the second refusal it is shown no more,
 * because a terminal locks its account after five, for everybody; two, because a silently expired nonce can spend one.
 *
 * <p>For a {@link PasswordGuard} that remembers over restarts: keep one of these for each device and {@link AccountHash}, change it
 * by {@link #refused} and {@link #locked}, put {@link #NONE} in its place when the password is accepted, and ask {@link #withheldUntil}
 * before it is presented. Immutable.
 *
 * @param count      consecutive refusals
 * @param explicit   whether any of them said in so many words that the password is wrong
 * @param lowOnTries whether the device said that three or fewer attempts are left
 * @param last       when the last one was; null if there was none
 * @param lockedUntil when the device said its lock ends; null if it is not locked
 */
public record PasswordRefusals(
        int count,
        boolean explicit,
        boolean lowOnTries,
        @Nullable Instant last,
        @Nullable Instant lockedUntil) {

    /** No refusal. */
    public static final PasswordRefusals NONE = new PasswordRefusals(0, false, false, null, null);

    /** How many presentations a refused password gets in all. */
    public static final int MOST = 2;

    private static final int FEW_TRIES = 3;
    private static final Duration PROBE_EVERY = Duration.ofHours(6);
    private static final Duration LOCK_MARGIN = Duration.ofSeconds(30);
    private static final Duration USUAL_LOCK = Duration.ofMinutes(30);

    /** Returns the state after a refusal. */
    public PasswordRefusals refused(boolean explicitly, @Nullable Integer triesLeft, Instant now) {
        boolean few = triesLeft != null && triesLeft <= FEW_TRIES;
        return new PasswordRefusals(count + 1, explicit || explicitly, lowOnTries || few, now, null);
    }

    /** Returns the state after the device said that the account is locked, which does not count as a refusal. */
    public PasswordRefusals locked(@Nullable Duration unlockTime, Instant now) {
        Duration lock = unlockTime == null ? USUAL_LOCK : unlockTime;
        return new PasswordRefusals(
                count, explicit, lowOnTries, last, now.plus(lock).plus(LOCK_MARGIN));
    }

    /** Tells whether the password is withheld until somebody acts. */
    public boolean latched() {
        return count >= MOST && (explicit || lowOnTries || last == null);
    }

    /** Returns until when the password is withheld: null for not at all, {@link Instant#MAX} until somebody acts. */
    public @Nullable Instant withheldUntil(Instant now) {
        if (lockedUntil != null && now.isBefore(lockedUntil)) {
            return lockedUntil;
        }
        if (count < MOST) {
            return null;
        }
        if (latched() || last == null) {
            return Instant.MAX;
        }
        Instant probe = last.plus(PROBE_EVERY);
        return now.isBefore(probe) ? probe : null;
    }
}
