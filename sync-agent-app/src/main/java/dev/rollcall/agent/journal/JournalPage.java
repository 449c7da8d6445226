package dev.rollcall.agent.journal;

import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.attendance.window.Checkpoint;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a device's log, translated.
 *
 * @param pass         the pass it belongs to
 * @param device       the device
 * @param observations what was understood
 * @param quarantined  what was not
 * @param ignored      how many records were understood and are of no interest
 * @param checkpoint   how far the device is read once this page is stored; null if it does not move
 * @param seenAt       when the page was read, by our clock
 */
public record JournalPage(
        long pass,
        DeviceKey device,
        List<Observation> observations,
        List<QuarantinedRecord> quarantined,
        int ignored,
        @Nullable Checkpoint checkpoint,
        Instant seenAt) {

    public JournalPage {
        observations = List.copyOf(observations);
        quarantined = List.copyOf(quarantined);
    }
}
