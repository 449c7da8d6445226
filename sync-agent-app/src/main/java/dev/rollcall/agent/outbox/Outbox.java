package dev.rollcall.agent.outbox;

import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.exchange.ReceiptMessage;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The events that wait for the receiver. The journal fills it in its own transaction; one relay empties it. Every method is
 * one transaction. Nothing waiting ever expires.
 */
public interface Outbox {

    /**
     * Claims waiting events of one device. Those tried least come first, so that one event nobody can take does not hold up
     * the others.
     *
     * @param limit      most events
     * @param notOf      devices to leave alone
     * @param batchId    the name of the batch
     * @return the batch; null if nothing waits
     */
    @Nullable ClaimedBatch claim(int limit, Set<DeviceKey> notOf, String batchId);

    /**
     * Settles a batch as its receipt says: stored and known events are done and take over the receiver's id as alias, rejected
     * ones are blocked with their reason.
     *
     * @param version the receiver's version; null if it told none
     * @return whether this is another version or database than last time, so that blocked events were put back to wait
     */
    boolean settle(ClaimedBatch batch, ReceiptMessage receipt, @Nullable String version, Instant now);

    /**
     * Puts a batch back to wait.
     *
     * @param reason      why it was not delivered
     * @param nextAttempt when it will be tried again, for people; null if unknown
     */
    void putBack(ClaimedBatch batch, String reason, @Nullable Instant nextAttempt);

    /**
     * Blocks every event of a batch, since the receiver can take none of them: listed with the reason, and sent once more when
     * the receiver has another version.
     *
     * @param reason the receiver's reason
     */
    void block(ClaimedBatch batch, String reason);

    /** Puts back every claim that an ended process left behind. Called once at start, under the instance lock. */
    void putBackLapsedClaims();

    /** Returns how many events wait, claimed ones included. */
    long waiting();

    /** Returns how many events are blocked. */
    long blocked();
}
