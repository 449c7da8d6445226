package dev.rollcall.receiver.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A body that waits for a person or for a newer version.
 *
 * @param id         its number
 * @param deviceId   the device its token belongs to
 * @param receivedAt when it came
 * @param length     how many bytes of it are kept
 * @param reason     why it waits; null if that was not noted
 */
public record ParkedBody(
        long id,
        int deviceId,
        Instant receivedAt,
        int length,
        @Nullable String reason) {}
