package dev.rollcall.simulation;

/**
 * What may go wrong. Each kind has a stream of chance of its own, so that leaving one out does not change the others.
 *
 * <p>Rates are per opportunity (a request, a call, an hour) before the schedule makes them rarer or more frequent.
 */
public enum Fault {
    DEVICE_CUT(0.03),
    DEVICE_BUSY(0.05),
    DEVICE_REFUSES(0.015),
    DEVICE_LOCKED(0.004),
    DEVICE_STRANGE_ANSWER(0.02),
    DEVICE_AWAY(0.02),
    DEVICE_OFF(0.015),
    PAGE_SHORT(0.3),
    PAGE_PROMISES_MORE(0.05),
    PAGE_REPEATED(0.03),
    TOTAL_MISSING(0.4),
    TOTAL_WRONG(0.15),
    CANNOT_COUNT(0.4),
    ALL_CLASSES_REFUSED(0.3),
    CLASS_UNREADABLE(0.1),
    NO_SERIAL_SEARCH(0.5),
    SERIAL_RANGE_IGNORED(0.2),
    OTHER_OFFSET_FINDS_NOTHING(0.4),
    END_IS_INCLUDED(0.5),
    SERIALS_MISSING(0.15),
    RECORD_UNREADABLE(0.05),
    EVENTS_FLOOD(0.05),
    EVENTS_BACKDATED(0.05),
    RING_SMALL(0.7),
    LOG_CLEARED(0.015),
    LOG_ROWS_DELETED(0.02),
    LOG_RESTORED(0.01),
    DEVICE_REPLACED(0.008),
    TWO_DEVICES(0.01),
    DEVICE_CLOCK_STEPS(0.02),
    DEVICE_CLOCK_DRIFTS(0.5),
    DEVICE_CLOCK_DEAD(0.5),
    DAYLIGHT_SAVING(0.7),
    ZONE_CHANGED(0.01),
    OFFSET_LIES(0.25),
    OFFSET_NOT_PRINTED(0.3),
    ZONE_NOT_TOLD(0.4),
    AGENT_CLOCK_JUMPS(0.04),
    RECEIVER_CLOCK_JUMPS(0.02),
    PUSH_SILENT(0.2),
    PUSH_LOST(0.1),
    PUSH_TWICE(0.15),
    PUSH_LATE(0.1),
    PUSH_REORDERED(0.2),
    PUSH_WITHOUT_SERIAL(0.3),
    PUSH_PICTURE(0.3),
    PUSH_HEARTBEAT(0.2),
    PUSH_FORGED(0.12),
    PUSH_FOREIGN(0.05),
    NET_REFUSED(0.05),
    NET_ANSWER_LOST(0.05),
    NET_TWICE(0.05),
    NET_DELAYED(0.05),
    NET_DOWN(0.03),
    PROXY_STATUS(0.05),
    PROXY_EMPTY_OK(0.03),
    PROXY_OLD_RECEIPT(0.04),
    TOO_BIG(0.04),
    THROTTLED(0.04),
    TOKEN_REFUSED(0.02),
    DEVICE_NOT_ALLOWED(0.03),
    EVENT_REJECTED(0.01),
    CONTENT_REFUSED(0.02),
    AGENT_KILLED(0.002),
    AGENT_SUSPENDED(0.01),
    AGENT_SECOND(0.6),
    AGENT_IMAGE_RESTORED(0.008),
    DISK_FULL(0.01),
    DISK_ERROR(0.001),
    RECEIVER_KILLED(0.01),
    DATABASE_DOWN(0.02),
    DATABASE_GIVES_WAY(0.05),
    COMMIT_UNKNOWN(0.03),
    COMMIT_FAILED(0.03),
    RECEIVER_RESTORED(0.01);

    private final double rate;

    Fault(double rate) {
        this.rate = rate;
    }

    double rate() {
        return rate;
    }
}
