package dev.rollcall.attendance.event;

import java.time.Duration;
import java.time.Instant;

/**
 * How far a device's clock was from the clock of the computer that asked it.
 *
 * @param ahead positive when the device was ahead, negative when it was behind
 */
public record ClockOffset(Duration ahead) {

    /** Returns the offset of a device clock that showed one instant while the asking computer's clock showed another. */
    public static ClockOffset between(Instant device, Instant reference) {
        return new ClockOffset(Duration.between(reference, device));
    }

    /** Tells whether device and computer differ by more than this, in either direction. */
    public boolean exceeds(Duration tolerance) {
        return ahead.abs().compareTo(tolerance) > 0;
    }
}
