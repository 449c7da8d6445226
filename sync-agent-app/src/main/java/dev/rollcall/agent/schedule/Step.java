package dev.rollcall.agent.schedule;

/** The places between two steps of an event's walk at which the agent may be stopped and must lose nothing. */
public enum Step {
    /** The device has told its clock. */
    CLOCK_READ,
    /** The pass is planned and opened in the journal. */
    PLANNED,
    /** A page has arrived from the device; nothing of it is stored. */
    PAGE_READ,
    /** The page's records are translated; nothing of it is stored. */
    PAGE_TRANSLATED,
    /** The page is on disk, its events wait in the outbox. */
    PAGE_COMMITTED,
    /** A slice is read to its end. */
    SLICE_FINISHED,
    /** The pass over a device has ended and its checkpoint is stored. */
    PASS_FINISHED,
    /** A batch is claimed; nothing is sent. */
    BATCH_CLAIMED,
    /** The receiver has answered, or failed to; the answer is not judged yet. */
    BATCH_SENT,
    /** The answer is judged to be a receipt for this batch; nothing is settled. */
    RECEIPT_READ,
    /** The outbox knows what became of the batch. */
    BATCH_SETTLED,
    /** A heartbeat was sent. */
    HEARTBEAT_SENT
}
