package dev.rollcall.isapi.person;

import dev.rollcall.isapi.internal.Fields;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many people a terminal holds.
 *
 * @param users all people
 * @param withFace those with a face; null if the firmware does not count them
 * @param withFingerprint those with a fingerprint; null if the firmware does not count them
 * @param withCard those with a card; null if the firmware does not count them
 * @param otherFields every other field, its value as JSON text
 */
public record UserCount(
        int users,
        @Nullable Integer withFace,
        @Nullable Integer withFingerprint,
        @Nullable Integer withCard,
        Map<String, String> otherFields) {

    public UserCount {
        otherFields = Map.copyOf(otherFields);
    }

    static @Nullable UserCount of(Fields fields) {
        Integer users = fields.number("userNumber");
        return users == null || users < 0
                ? null
                : new UserCount(
                        users,
                        fields.number("bindFaceUserNumber"),
                        fields.number("bindFingerprintUserNumber"),
                        fields.number("bindCardUserNumber"),
                        fields.rest());
    }
}
