package dev.rollcall.agent.journal;

import dev.rollcall.attendance.event.DeviceKey;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A range of one device's time that is read again because a person asked for it.
 *
 * @param id      its number
 * @param device  the device
 * @param from    the first second, by the device's clock
 * @param to      the second after the last one, by the device's clock; null for as far as that clock is
 * @param reached the wall clock up to which the range is stored; null if nothing is yet
 * @param tally   what became of the records read so far
 */
public record Backfill(
        long id,
        DeviceKey device,
        LocalDateTime from,
        @Nullable LocalDateTime to,
        @Nullable LocalDateTime reached,
        PageTally tally) {}
