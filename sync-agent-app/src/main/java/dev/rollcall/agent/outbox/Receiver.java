package dev.rollcall.agent.outbox;

import dev.rollcall.attendance.exchange.BatchMessage;
import dev.rollcall.attendance.exchange.HeartbeatMessage;

/** The receiver. Every call blocks until it answers or fails; none throws for what an answer or a network may be. */
public interface Receiver {

    /** Sends a batch. */
    ReceiverAnswer publish(BatchMessage batch);

    /** Reports the agent's facts. */
    ReceiverAnswer heartbeat(HeartbeatMessage heartbeat);

    /** Asks whether the receiver is there at all; needs no token. */
    ReceiverAnswer reach();
}
