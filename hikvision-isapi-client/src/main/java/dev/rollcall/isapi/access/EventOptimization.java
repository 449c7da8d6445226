package dev.rollcall.isapi.access;

import dev.rollcall.isapi.internal.Fields;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether a device merges events that belong together, so that fewer are logged (seen on DS-K1A340FWX V1.2.7).
 *
 * @param enabled whether it does so at all
 * @param combinesLinkedEvents whether events of linked actions become one
 * @param otherFields every other field, its value as JSON text
 */
public record EventOptimization(
        @Nullable Boolean enabled, @Nullable Boolean combinesLinkedEvents, Map<String, String> otherFields) {

    public EventOptimization {
        otherFields = Map.copyOf(otherFields);
    }

    static EventOptimization of(Fields fields) {
        return new EventOptimization(fields.truth("enable"), fields.truth("isCombinedLinkageEvents"), fields.rest());
    }
}
