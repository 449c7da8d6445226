package dev.rollcall.isapi.person;

import dev.rollcall.isapi.internal.Fields;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * That a face is enrolled, not the face: models are dropped while reading.
 *
 * @param employeeNo whose it is ({@code FPID} in the protocol)
 * @param faceUrl where the terminal keeps the picture; may name an old address
 * @param name the person's name in the face library
 * @param otherFields every other field, its value as JSON text
 */
public record FaceRecord(
        String employeeNo,
        @Nullable String faceUrl,
        @Nullable String name,
        Map<String, String> otherFields) {

    public FaceRecord {
        otherFields = Map.copyOf(otherFields);
    }

    static @Nullable FaceRecord of(Fields fields) {
        String employeeNo = fields.text("FPID");
        if (employeeNo == null) {
            return null;
        }
        String faceUrl = fields.text("faceURL");
        String name = fields.exactText("name");
        Map<String, String> others = new LinkedHashMap<>(fields.rest());
        others.remove("modelData");
        return new FaceRecord(employeeNo, faceUrl, name, others);
    }
}
