package dev.rollcall.agent.collect;

import dev.rollcall.attendance.event.DeviceZone;
import dev.rollcall.attendance.window.DeviceClock;
import org.jspecify.annotations.Nullable;

/**
 * A terminal's clock and what it says of its zone.
 *
 * @param clock    the reading
 * @param reported the zone the terminal states; null if it states none that is understood
 */
public record SourceClock(DeviceClock clock, @Nullable DeviceZone reported) {}
