package dev.rollcall.agent.journal;

import dev.rollcall.agent.config.DeviceConfig;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.window.Checkpoint;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The durable record of what terminals logged, and how far each has been read. Every method is one transaction: when it
 * returns, its effect is on disk; when it throws, it had none. Safe from any thread.
 */
public interface Journal extends LogBook {

    /**
     * Notes that a device answered at an address.
     *
     * @return the key of the device that answered there before, if it was another one; else null
     * @throws JournalException if the store fails
     */
    @Nullable DeviceKey meet(DeviceSight sight);

    /**
     * Opens a pass in the record.
     *
     * @param reason why this much is read, for people
     * @return its number
     */
    long beginPass(DeviceKey device, String reason, Instant startedAt);

    /**
     * Stores one page: events, their places in the outbox, what was not understood, the tally of the pass, and the checkpoint
     * if the page carries one. Storing a page again is harmless. A record that has the number which the device's present log gave to
     * another one shows that the log began anew: that is noted, and that nobody knows what was lost of it since the last record known.
     *
     * @return what the page was to the journal
     */
    default PageTally append(JournalPage page) {
        return append(List.of(page)).get(0);
    }

    /**
     * Stores pages as {@link #append(JournalPage)} does, in their order: all of them or none.
     *
     * @param pages pages of one device and one pass, at least one
     * @return what each of them was to the journal
     */
    List<PageTally> append(List<JournalPage> pages);

    /**
     * Closes a pass.
     *
     * @param checkpoint how far the device is read now; null to leave it
     * @param problem    why the pass ended early, as a sentence; null if it did not
     */
    void endPass(
            long pass, DeviceKey device, @Nullable Checkpoint checkpoint, @Nullable String problem, Instant endedAt);

    /** Returns how far a device has been read; null if it never was. */
    @Nullable Checkpoint checkpoint(DeviceKey device);

    /**
     * Notes something that a person should know. Raising the same again replaces the text.
     *
     * @param kind    what sort of thing, such as {@code device-replaced}
     * @param subject whom it concerns, usually a device's configured name
     */
    void raise(String kind, String subject, String text, Instant at);

    /** Takes back what was raised, if it was. */
    void lower(String kind, String subject);

    /** Takes back what was raised before a moment, and not again since. */
    void lower(String kind, String subject, Instant raisedBefore);

    /** Remembers a single fact in place of what was remembered of it before. */
    void remember(JournalFacts.Fact fact, String value);

    /** Forgets a single fact. */
    void forget(JournalFacts.Fact fact);

    /** Returns the agent's own id, made on first use and kept for good. */
    String agentId();

    /** Closes a pass that says nothing of how far the device is read, such as one of a backfill. */
    void closePass(long pass, @Nullable String problem, Instant endedAt);

    /**
     * Notes how an attempt to read a configured device ended.
     *
     * @param device  which
     * @param kind    what sort of problem there was; null if it was read to the end
     * @param problem why it was not; null if it was
     */
    void attempted(DeviceConfig device, @Nullable String kind, @Nullable String problem, Instant at);
}
