package dev.rollcall.isapi.system;

import dev.rollcall.isapi.internal.Fields;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An account of the device itself, not a person at its door. Value terminals know one only, {@code admin}, whatever their
 * capabilities claim (seen on DS-K1A340FWX V1.2.7).
 *
 * @param userLevel for example {@code Administrator}
 * @param otherFields every other element: text as it stands, nested elements as JSON text
 */
public record DeviceAccount(
        @Nullable String id,
        @Nullable String userName,
        @Nullable String userLevel,
        Map<String, String> otherFields) {

    public DeviceAccount {
        otherFields = Map.copyOf(otherFields);
    }

    static DeviceAccount of(Fields fields) {
        return new DeviceAccount(
                fields.text("id"), fields.text("userName"), fields.text("userLevel"), fields.restAsText());
    }
}
