package dev.rollcall.agent.journal;

import dev.rollcall.attendance.event.DeviceKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record in the quarantine.
 *
 * @param id         its number there
 * @param device     whose it is
 * @param deviceName what that device is called
 * @param digest     SHA-256 of its bytes, hexadecimal
 * @param seenAt     when it was first read, by our clock
 * @param record     the record
 * @param acceptance that a person has accepted it; null if nobody has
 */
public record HeldRecord(
        long id,
        DeviceKey device,
        String deviceName,
        String digest,
        Instant seenAt,
        QuarantinedRecord record,
        @Nullable Acceptance acceptance) {}
