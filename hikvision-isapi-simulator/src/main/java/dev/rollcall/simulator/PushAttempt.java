package dev.rollcall.simulator;

/**
 * One try to deliver an event or heartbeat to the configured receiver.
 *
 * @param serialNo of the event, {@link #HEARTBEAT} for a heartbeat
 * @param status the HTTP status that came back, 0 if none did
 */
public record PushAttempt(long serialNo, int status) {
    /** Stands for a heartbeat instead of an event's serial. */
    public static final long HEARTBEAT = -2;
}
