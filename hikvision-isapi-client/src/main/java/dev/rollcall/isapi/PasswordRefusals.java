package dev.rollcall.isapi;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How often in a row one password was refused by one device or got no answer from it, and what follows. Both count together: after
 * two presentations it is shown no more, because a terminal locks its account after five failures, for everybody; two, because a
 * silently expired nonce can spend one.
 *
 * <p>For a {@link PasswordGuard} that remembers over restarts: keep one of these for each device and {@link AccountHash}, change it
 * by {@link #presented} before a password is shown that is not {@link #accepted}, by {@link #answered} and {@link #refused} or
 * {@link #locked} when an answer has come, put {@link #ACCEPTED} in its place when the password is taken, and ask
 * {@link #withheldUntil} before it is presented. Immutable.
 *
 * @param count      consecutive refusals
 * @param explicit   whether any of them said in so many words that the password is wrong
 * @param lowOnTries whether the device said that three or fewer attempts are left
 * @param last       when the last one was; null if there was none
 * @param lockedUntil when the device said its lock ends; null if it is not locked
 * @param unanswered presentations since the password was last accepted to which no answer came, with one under way
 * @param lastUnanswered when the last of them was; null if there was none
 * @param accepted   whether the device took the password before and has not said since that it is wrong
 */
public record PasswordRefusals(
        int count,
        boolean explicit,
        boolean lowOnTries,
        @Nullable Instant last,
        @Nullable Instant lockedUntil,
        int unanswered,
        @Nullable Instant lastUnanswered,
        boolean accepted) {

    /** Never presented. */
    public static final PasswordRefusals NONE = new PasswordRefusals(0, false, false, null, null, 0, null, false);

    /** Accepted when it was last presented. */
    public static final PasswordRefusals ACCEPTED = new PasswordRefusals(0, false, false, null, null, 0, null, true);

    /** How many presentations a refused password gets in all. */
    public static final int MOST = 2;

    /** How long a password rests that got no answer: as long as a terminal's lock. */
    public static final Duration REST = Duration.ofMinutes(30);

    private static final int FEW_TRIES = 3;
    private static final Duration PROBE_EVERY = Duration.ofHours(6);
    private static final Duration LOCK_MARGIN = Duration.ofSeconds(30);
    private static final Duration USUAL_LOCK = Duration.ofMinutes(30);

    /** Returns the state after a refusal. One in so many words ends what an earlier acceptance was worth. */
    public PasswordRefusals refused(boolean explicitly, @Nullable Integer triesLeft, Instant now) {
        boolean few = triesLeft != null && triesLeft <= FEW_TRIES;
        return new PasswordRefusals(
                count + 1,
                explicit || explicitly,
                lowOnTries || few,
                now,
                null,
                unanswered,
                lastUnanswered,
                accepted && !explicitly);
    }

    /** Returns the state after the device said that the account is locked, which does not count as a refusal. */
    public PasswordRefusals locked(@Nullable Duration unlockTime, Instant now) {
        Duration lock = unlockTime == null ? USUAL_LOCK : unlockTime;
        Instant end = now.plus(lock).plus(LOCK_MARGIN);
        return new PasswordRefusals(count, explicit, lowOnTries, last, end, unanswered, lastUnanswered, accepted);
    }

    /** Returns the state while it is presented, which is also the state if no answer comes. */
    public PasswordRefusals presented(Instant now) {
        return new PasswordRefusals(count, explicit, lowOnTries, last, lockedUntil, unanswered + 1, now, accepted);
    }

    /** Returns the state once an answer has come to what was {@link #presented}. */
    public PasswordRefusals answered() {
        int others = Math.max(0, unanswered - 1);
        Instant when = others == 0 ? null : lastUnanswered;
        return new PasswordRefusals(count, explicit, lowOnTries, last, lockedUntil, others, when, accepted);
    }

    /** Tells whether the device took the password when it last judged it, so that silence speaks of the wire and not of it. */
    public boolean trusted() {
        return accepted && count == 0;
    }

    /** Tells whether the password is withheld until somebody acts. */
    public boolean latched() {
        return count > 0 && count + unanswered >= MOST && (explicit || lowOnTries || last == null);
    }

    /** Tells whether the only reason to withhold it is that no answer came: nobody knows whether it is right. */
    public boolean restsOnly(Instant now) {
        return count == 0 && !isLocked(now) && withheldUntil(now) != null;
    }

    /** Tells whether it is withheld because the device refused it or has locked the account. */
    public boolean refusedNow(Instant now) {
        return withheldUntil(now) != null && !restsOnly(now);
    }

    /** Returns until when the password is withheld: null for not at all, {@link Instant#MAX} until somebody acts. */
    public @Nullable Instant withheldUntil(Instant now) {
        if (isLocked(now)) {
            return lockedUntil;
        }
        if (count + unanswered < MOST) {
            return null;
        }
        if (latched()) {
            return Instant.MAX;
        }
        Duration rest = count < MOST ? REST : PROBE_EVERY;
        Instant afterRefusal = endOfRest(last, rest, now);
        Instant afterSilence = endOfRest(lastUnanswered, rest, now);
        if (afterRefusal == null || afterSilence == null) {
            return afterRefusal == null ? afterSilence : afterRefusal;
        }
        return afterRefusal.isAfter(afterSilence) ? afterRefusal : afterSilence;
    }

    private boolean isLocked(Instant now) {
        return lockedUntil != null && now.isBefore(lockedUntil);
    }

    /** Null if there is no rest any more. A clock that was set back by more than a rest does not make one longer. */
    private static @Nullable Instant endOfRest(@Nullable Instant at, Duration rest, Instant now) {
        return at != null && now.isBefore(at.plus(rest)) && now.isAfter(at.minus(rest)) ? at.plus(rest) : null;
    }
}
