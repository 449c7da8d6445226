package dev.rollcall.isapi;

import dev.rollcall.isapi.internal.InMemoryPasswordGuard;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a device password may be shown to the device once more. A terminal locks the account for everybody after a
 * few refusals (five, for 30 minutes, seen on DS-K1A340FWX V1.2.7), so a refused password must not be tried again and again.
 *
 * <p>The client asks {@link #beforePresenting()} when a call begins and again right before each request that carries an answer
 * computed from the password, tells {@link #presenting()} if it may, and reports how that went. Implementations must be
 * thread-safe and quick; one that survives a restart writes to disk in {@link #presenting()} (unless the device took this password
 * before) and in {@link #refused(Refusal)} before returning.
 *
 * <p>One guard belongs to one account on one device, and everything that uses that account should share it. The clients hold the
 * guard's monitor from asking until the device has answered, so that no two of them present at a time (where a stream is opened,
 * for three seconds at most); a guard should use a lock of its own.
 */
public interface PasswordGuard {

    /** Asked before every presentation; being asked changes nothing. A {@link Withhold} makes the call fail and nothing is sent. */
    Decision beforePresenting();

    /**
     * The password is presented now. Whatever comes of it is told by one of {@link #refused}, {@link #accepted}, {@link #unjudged},
     * {@link #unanswered} and {@link #streamUnanswered}; a process that is killed tells nothing more, although the device may count a
     * failure. What this throws is thrown by the call, and nothing is sent. Does nothing unless overridden.
     */
    default void presenting() {}

    /** The device answered 401 to a presented password, or told of a locked account before it was presented. */
    void refused(Refusal refusal);

    /** The device answered 2xx to a presented password: consecutive refusals start at nought again. */
    void accepted();

    /**
     * The device did not judge the presented password: it answered neither 2xx nor 401, or the connection was gone before anything
     * travelled. Does nothing unless overridden.
     */
    default void unjudged() {}

    /**
     * The password was presented and the connection ended before the device answered; nobody knows whether it was right. A device
     * may have counted it as a failure, so a guard should not let that happen any number of times. Does nothing unless overridden.
     */
    default void unanswered() {}

    /**
     * Asked instead of {@link #beforePresenting()} where a stream of events is opened. The same unless overridden; one that
     * overrides it withholds at least where {@link #beforePresenting()} does.
     */
    default Decision beforePresentingToStream() {
        return beforePresenting();
    }

    /**
     * As {@link #unanswered()}, for the opening of a stream: there a device whose places for listeners are taken may be silent
     * (seen on DS-K1T342MWX V3.16.1), however right the password is. Counts as {@link #unanswered()} unless overridden.
     */
    default void streamUnanswered() {
        unanswered();
    }

    /**
     * A guard that remembers until the process ends. Consecutive refusals and presentations without any answer count together. After
     * two it withholds for ever if two were refusals or one said that the password is wrong; otherwise it waits half an hour before
     * each further presentation, or a minute if the device took the password when it last judged it. A locked account is waited for and does
     * not count. Where a stream was opened in vain with a password that was accepted last, only further streams wait.
     */
    static PasswordGuard inMemory() {
        return inMemory(InstantSource.system());
    }

    /** The same, with the clock that measures the waiting for a locked account. */
    static PasswordGuard inMemory(InstantSource clock) {
        return new InMemoryPasswordGuard(clock);
    }

    /** What the guard says to the next presentation. */
    sealed interface Decision permits Present, Withhold {}

    /** Go on: show the password. */
    record Present() implements Decision {}

    /**
     * Do not show it. The call fails with {@code Unauthorized}, or with {@code Unavailable} where the device refused nothing.
     *
     * @param reason a sentence for a person, without the password
     * @param until when it may be tried again; null: not until somebody changes the configuration
     * @param unanswered whether the only reason is that the device gave no answer to it before, so that nobody knows whether it is right
     */
    record Withhold(String reason, @Nullable Instant until, boolean unanswered) implements Decision {

        /** Withholds a password that was refused. */
        public Withhold(String reason, @Nullable Instant until) {
            this(reason, until, false);
        }
    }

    /**
     * One refusal, in the device's own terms.
     *
     * @param explicitWrongPassword a {@code <userCheck>} body answered a fresh challenge: the password is wrong. False when an
     *     expired nonce may be the reason
     * @param retryLoginTime attempts left before the account is locked; null if the device did not say
     * @param unlockTime how long the account stays locked; null if the device did not say
     * @param locked the device says that the account is locked now
     */
    record Refusal(
            boolean explicitWrongPassword,
            @Nullable Integer retryLoginTime,
            @Nullable Duration unlockTime,
            boolean locked) {}
}
