package dev.rollcall.isapi.system;

import dev.rollcall.isapi.internal.Fields;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When a device locks an account. Locked, it refuses the right password too, and every try makes it longer.
 *
 * @param enabled whether it locks
 * @param maxAttempts wrong passwords until it does, 5 on DS-K1A340FWX V1.2.7; null if not told
 * @param lockTime how long, 30 minutes on DS-K1A340FWX V1.2.7; null if not told
 * @param otherFields every other element: text as it stands, nested elements as JSON text
 */
public record IllegalLoginLock(
        @Nullable Boolean enabled,
        @Nullable Integer maxAttempts,
        @Nullable Duration lockTime,
        Map<String, String> otherFields) {

    public IllegalLoginLock {
        otherFields = Map.copyOf(otherFields);
    }

    static IllegalLoginLock of(Fields fields) {
        Long seconds = fields.whole("maxIllegalLoginLockTime");
        return new IllegalLoginLock(
                fields.truth("enabled"),
                fields.number("maxIllegalLoginTimes"),
                seconds == null ? null : Duration.ofSeconds(seconds),
                fields.restAsText());
    }
}
