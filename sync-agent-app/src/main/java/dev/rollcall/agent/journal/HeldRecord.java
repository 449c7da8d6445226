package dev.rollcall.agent.journal;

import dev.rollcall.attendance.event.DeviceKey;
import java.time.Instant;

/**
 * A record in the quarantine.
 *
 * @param id         its number there
 * @param device     whose it is
 * @param deviceName what that device is called
 * @param digest     SHA-256 of its bytes, hexadecimal
 * @param seenAt     when it was first read, by our clock
 * @param record     the record
 */
public record HeldRecord(
        long id, DeviceKey device, String deviceName, String digest, Instant seenAt, QuarantinedRecord record) {}
