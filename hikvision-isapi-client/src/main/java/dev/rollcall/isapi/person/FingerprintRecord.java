package dev.rollcall.isapi.person;

import dev.rollcall.isapi.internal.Fields;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * That a fingerprint is enrolled, not the print: templates are dropped while reading.
 *
 * @param fingerprintId which finger of the person, 1 to 10
 * @param cardReaderNo the reader it was enrolled for
 * @param fingerType for example {@code normalFP}
 * @param hasTemplate whether the terminal sent a template with it
 * @param otherFields every other field, its value as JSON text
 */
public record FingerprintRecord(
        @Nullable Integer fingerprintId,
        @Nullable Integer cardReaderNo,
        @Nullable String fingerType,
        boolean hasTemplate,
        Map<String, String> otherFields) {

    public FingerprintRecord {
        otherFields = Map.copyOf(otherFields);
    }

    static FingerprintRecord of(Fields fields) {
        boolean hasTemplate = fields.text("fingerData") != null;
        Integer id = fields.number("fingerPrintID");
        Integer reader = fields.number("cardReaderNo");
        String type = fields.text("fingerType");
        Map<String, String> others = new LinkedHashMap<>(fields.rest());
        others.remove("fingerData");
        return new FingerprintRecord(id, reader, type, hasTemplate, others);
    }
}
