package dev.rollcall.isapi.system;

import dev.rollcall.isapi.internal.Fields;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A way to administer the device over the network.
 *
 * @param enabled null if not told: {@code DEV_MANAGE} has no such switch on DS-K1A340FWX V1.2.7
 * @param protocol {@code HTTP}, {@code HTTPS}, {@code DEV_MANAGE}
 * @param portNo TCP port
 * @param otherFields every other element: text as it stands, nested elements as JSON text
 */
public record AdminAccess(
        @Nullable String id,
        @Nullable Boolean enabled,
        @Nullable String protocol,
        @Nullable Integer portNo,
        Map<String, String> otherFields) {

    public AdminAccess {
        otherFields = Map.copyOf(otherFields);
    }

    static AdminAccess of(Fields fields) {
        return new AdminAccess(
                fields.text("id"),
                fields.truth("enabled"),
                fields.text("protocol"),
                fields.number("portNo"),
                fields.restAsText());
    }
}
