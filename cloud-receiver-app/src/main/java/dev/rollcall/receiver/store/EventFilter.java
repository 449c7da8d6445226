package dev.rollcall.receiver.store;

import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.PunchKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which events are wanted; null leaves a field open.
 *
 * @param device         of this device
 * @param employeeNo     of this person
 * @param startInclusive that happened at or after; leaves out events whose instant is not known
 * @param endExclusive   that happened before, likewise
 * @param kind           of this kind
 */
public record EventFilter(
        @Nullable DeviceKey device,
        @Nullable String employeeNo,
        @Nullable Instant startInclusive,
        @Nullable Instant endExclusive,
        @Nullable PunchKind kind) {

    /** Every event. */
    public static final EventFilter ALL = new EventFilter(null, null, null, null, null);

    /** Returns the same of another device. */
    public EventFilter of(DeviceKey other) {
        return new EventFilter(other, employeeNo, startInclusive, endExclusive, kind);
    }
}
