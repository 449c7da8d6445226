package dev.rollcall.agent.health;

import dev.rollcall.agent.outbox.ReceiverAnswer;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How this computer's clock stood to the receiver's. A wrong one is told, and never a reason to hold back, drop or refuse
 * anything.
 *
 * @param ahead      how far it was ahead, to the second; negative if behind
 * @param receiverAt the receiver's time then
 */
public record AgentClock(Duration ahead, Instant receiverAt) {

    private static final Duration TOLERABLE = Duration.ofMinutes(2);

    /** Returns what an answer tells; null if it is not the receiver's own or tells no time. */
    public static @Nullable AgentClock measured(ReceiverAnswer answer) {
        ReceiverAnswer.Clocks clocks = answer.clocks();
        if (clocks == null || answer.version() == null) {
            return null;
        }
        long seconds = Duration.between(clocks.there(), clocks.here()).toSeconds();
        return new AgentClock(Duration.ofSeconds(seconds), clocks.there());
    }

    /** Reads what {@link #toString} wrote; null if there is nothing to be read. */
    static @Nullable AgentClock of(@Nullable String text) {
        String[] parts = text == null ? new String[0] : text.split(" ", -1);
        try {
            return parts.length == 2
                    ? new AgentClock(Duration.ofSeconds(Long.parseLong(parts[0])), Instant.parse(parts[1]))
                    : null;
        } catch (NumberFormatException | DateTimeException unreadable) {
            return null;
        }
    }

    /** Tells whether it differs too much. */
    public boolean isWrong() {
        return ahead.abs().compareTo(TOLERABLE) > 0;
    }

    /** Says what is wrong; null if nothing is. */
    @Nullable String problem() {
        return isWrong()
                ? "this computer's clock is wrong: " + fault() + ". Set it, best by NTP; nothing is lost meanwhile"
                : null;
    }

    /** Says what is wrong, without what to do; null if nothing is. */
    public @Nullable String fault() {
        return isWrong() ? "it said " + receiverAt.plus(ahead) + " when the receiver said " + receiverAt : null;
    }

    @Override
    public String toString() {
        return ahead.toSeconds() + " " + receiverAt;
    }
}
