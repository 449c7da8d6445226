package dev.rollcall.isapi.access;

import dev.rollcall.isapi.internal.Fields;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A reader of a device (seen on DS-K2702WX V1.7.4).
 *
 * @param enabled whether it is in use
 * @param name as set by the administrator
 * @param description the reader's own model and build
 * @param otherFields every other field, its value as JSON text
 */
public record CardReader(
        @Nullable Boolean enabled,
        @Nullable String name,
        @Nullable String description,
        Map<String, String> otherFields) {

    public CardReader {
        otherFields = Map.copyOf(otherFields);
    }

    static CardReader of(Fields fields) {
        return new CardReader(
                fields.truth("enable"),
                fields.exactText("cardReaderName"),
                fields.text("cardReaderDescription"),
                fields.rest());
    }
}
