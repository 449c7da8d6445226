package dev.rollcall.isapi.system;

import dev.rollcall.isapi.internal.Fields;
import dev.rollcall.isapi.internal.TimeText;
import java.time.LocalDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who is logged in to the device.
 *
 * @param loginTimeText when, as printed
 * @param loginTime the wall clock in that text, the device's own; it prints no zone
 * @param otherFields every other element, the client's address among them: text as it stands, nested elements as JSON text
 */
public record OnlineUser(
        @Nullable String id,
        @Nullable String name,
        @Nullable String type,
        @Nullable String loginTimeText,
        @Nullable LocalDateTime loginTime,
        Map<String, String> otherFields) {

    public OnlineUser {
        otherFields = Map.copyOf(otherFields);
    }

    static OnlineUser of(Fields fields) {
        String text = fields.text("loginTime");
        TimeText time = TimeText.parse(text);
        return new OnlineUser(
                fields.text("id"),
                fields.text("name"),
                fields.text("type"),
                text,
                time == null ? null : time.wallClock(),
                fields.restAsText());
    }
}
