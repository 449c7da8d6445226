package dev.rollcall.isapi.access;

import dev.rollcall.isapi.internal.Fields;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a terminal shows, stores and sends of the people before it; null where it does not tell.
 *
 * @param uploadsCapturedPictures whether pictures taken at a punch are sent along with pushed events
 * @param savesCapturedPictures whether they are stored
 * @param savesFacePictures whether pictures of enrolled faces are stored
 * @param hidesEmployeeNo whether the screen shows only part of the person's number
 * @param hidesName whether the screen shows only part of the name
 * @param otherFields every other field, its value as JSON text
 */
public record TerminalSettings(
        @Nullable Boolean uploadsCapturedPictures,
        @Nullable Boolean savesCapturedPictures,
        @Nullable Boolean savesFacePictures,
        @Nullable Boolean hidesEmployeeNo,
        @Nullable Boolean hidesName,
        Map<String, String> otherFields) {

    public TerminalSettings {
        otherFields = Map.copyOf(otherFields);
    }

    static TerminalSettings of(Fields fields) {
        return new TerminalSettings(
                fields.truth("uploadCapPic"),
                fields.truth("saveCapPic"),
                fields.truth("saveFacePic"),
                fields.truth("desensitiseEmployeeNo"),
                fields.truth("desensitiseName"),
                fields.rest());
    }
}
