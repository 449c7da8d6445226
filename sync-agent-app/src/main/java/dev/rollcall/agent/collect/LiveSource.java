package dev.rollcall.agent.collect;

import dev.rollcall.attendance.event.ClockOffset;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.Zones;
import org.jspecify.annotations.Nullable;

/**
 * One terminal, as far as it tells of events by itself. Every call blocks; one call at a time, but beside those of an
 * {@link EventSource} of the same terminal. Every method throws {@link SourceException} when the device does not give what was
 * asked.
 */
public interface LiveSource {

    /** Asks who it is. */
    SourceIdentity identify();

    /** Asks its clock. */
    SourceClock clock();

    /**
     * Takes the terminal's place for a listener. Close what is returned: a terminal has one such place or two.
     *
     * @param reading how to understand what comes
     */
    LiveNews open(Reading reading);

    /**
     * What has to be known to understand what comes.
     *
     * @param device      the device it comes from
     * @param zones       the zones of its clock
     * @param clockOffset how far its clock is ahead of ours; null if not measured
     */
    record Reading(DeviceKey device, Zones zones, @Nullable ClockOffset clockOffset) {}
}
