package dev.rollcall.isapi.access;

import dev.rollcall.isapi.internal.Fields;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a device does with old events (seen on DS-K1A340FWX V1.2.7). With {@code cycle} it overwrites the oldest when it is full;
 * with {@code regular} and {@code time} it deletes events regularly, so a reader has to come by more often than that.
 *
 * @param mode {@code cycle}, {@code regular} or {@code time}
 * @param checkTime when it deletes with {@code time}, as printed
 * @param period how often it deletes with {@code regular}, 10 to 86400; the unit is documented nowhere
 * @param otherFields every other field, its value as JSON text
 */
public record EventStorage(
        String mode, @Nullable String checkTime, @Nullable Integer period, Map<String, String> otherFields) {

    public EventStorage {
        otherFields = Map.copyOf(otherFields);
    }

    /** Whether events stay until the space is needed. */
    public boolean keepsUntilFull() {
        return mode.equalsIgnoreCase("cycle");
    }

    static @Nullable EventStorage of(Fields fields) {
        String mode = fields.text("mode");
        return mode == null
                ? null
                : new EventStorage(mode, fields.text("checkTime"), fields.number("period"), fields.rest());
    }
}
