package dev.rollcall.agent.outbox;

/** What one step of the relay came to. */
public sealed interface RelayResult {

    /** Nothing waits that may be sent now. */
    record Idle() implements RelayResult {}

    /**
     * A batch is settled.
     *
     * @param events   how many events it had
     * @param rejected how many of them the receiver rejected
     */
    record Delivered(int events, long rejected) implements RelayResult {}

    /** A batch was not settled and waits again. */
    record Failed(PublishOutcome outcome) implements RelayResult {}
}
