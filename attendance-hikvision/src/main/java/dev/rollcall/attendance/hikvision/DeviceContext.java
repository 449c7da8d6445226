package dev.rollcall.attendance.hikvision;

import dev.rollcall.attendance.event.ClockOffset;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.Zones;
import org.jspecify.annotations.Nullable;

/**
 * What must be known of a device to read its records.
 *
 * @param device      whose records they are
 * @param zones       what is known of its zone
 * @param clockOffset its clock's offset, measured when the records were read; null if it was not
 */
public record DeviceContext(
        DeviceKey device, Zones zones, @Nullable ClockOffset clockOffset) {}
