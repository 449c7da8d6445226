package dev.rollcall.agent.journal;

/**
 * What became of the records of a page or a pass. Nothing disappears: {@link #read()} is the sum of the first four.
 *
 * @param journaled      new events
 * @param known          events that the journal had
 * @param ignored        records of no interest, such as heartbeats
 * @param quarantined    records that were not understood
 * @param enqueued       how many were put into the outbox
 * @param contradictions how many known events said something else than before
 */
public record PageTally(
        long journaled, long known, long ignored, long quarantined, long enqueued, long contradictions) {

    /** No records at all. */
    public static final PageTally NONE = new PageTally(0, 0, 0, 0, 0, 0);

    /** Returns how many records were read. */
    public long read() {
        return journaled + known + ignored + quarantined;
    }

    /** Returns the sum of both. */
    public PageTally plus(PageTally other) {
        return new PageTally(
                journaled + other.journaled,
                known + other.known,
                ignored + other.ignored,
                quarantined + other.quarantined,
                enqueued + other.enqueued,
                contradictions + other.contradictions);
    }
}
