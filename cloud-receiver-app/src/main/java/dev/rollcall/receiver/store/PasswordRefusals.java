package dev.rollcall.receiver.store;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How often in a row a terminal refused one user and password. After the second time they are shown no more: a terminal locks
 * its account after a few, for everybody; two, because a nonce that expired in silence can spend one.
 *
 * @param count       refusals in a row
 * @param explicit    whether one of them said in so many words that the password is wrong
 * @param lowOnTries  whether the terminal said that three or fewer attempts are left
 * @param last        when the last one was; null if there was none
 * @param lockedUntil when the lock that the terminal told of ends; null if it told of none
 */
public record PasswordRefusals(
        int count,
        boolean explicit,
        boolean lowOnTries,
        @Nullable Instant last,
        @Nullable Instant lockedUntil) {

    /** No refusal. */
    public static final PasswordRefusals NONE = new PasswordRefusals(0, false, false, null, null);

    private static final int MOST = 2;
    private static final int FEW_TRIES = 3;
    private static final Duration PROBE_EVERY = Duration.ofHours(6);
    private static final Duration USUAL_LOCK = Duration.ofMinutes(30);
    private static final Duration LOCK_MARGIN = Duration.ofSeconds(30);

    /** Returns the state after one more refusal. */
    public PasswordRefusals refused(boolean explicitly, @Nullable Integer triesLeft, Instant now) {
        boolean few = triesLeft != null && triesLeft <= FEW_TRIES;
        return new PasswordRefusals(count + 1, explicit || explicitly, lowOnTries || few, now, null);
    }

    /** Returns the state after the terminal told of a lock, which is no refusal of this password. */
    public PasswordRefusals locked(@Nullable Duration unlockTime, Instant now) {
        Duration lock = unlockTime == null ? USUAL_LOCK : unlockTime;
        return new PasswordRefusals(
                count, explicit, lowOnTries, last, now.plus(lock).plus(LOCK_MARGIN));
    }

    /** Returns until when they are not shown: null if they may be, {@link Instant#MAX} until somebody acts. */
    public @Nullable Instant withheldUntil(Instant now) {
        if (lockedUntil != null && now.isBefore(lockedUntil)) {
            return lockedUntil;
        }
        if (count < MOST) {
            return null;
        }
        if (explicit || lowOnTries || last == null) {
            return Instant.MAX;
        }
        Instant probe = last.plus(PROBE_EVERY);
        return now.isBefore(probe) ? probe : null;
    }
}
