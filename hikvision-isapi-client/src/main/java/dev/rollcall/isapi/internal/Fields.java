package dev.rollcall.isapi.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lenient access to the fields of one object: a value of another type than expected counts as missing, numbers may be
 * printed as text and text as numbers, an empty text is no text. Internal to the module.
 */
public final class Fields {

    private final JsonNode object;

    public Fields(JsonNode object) {
        this.object = object;
    }

    /** A text or number as text, trimmed; null if missing, empty or nested. */
    public @Nullable String text(String name) {
        JsonNode value = object.get(name);
        if (value == null || !value.isValueNode() || value.isNull()) {
            return null;
        }
        String text = value.asText().strip();
        return text.isEmpty() ? null : text;
    }

    /** A text exactly as printed, blanks kept; null if missing, empty or nested. */
    public @Nullable String exactText(String name) {
        JsonNode value = object.get(name);
        if (value == null || !value.isValueNode() || value.isNull()) {
            return null;
        }
        return value.asText().isEmpty() ? null : value.asText();
    }

    public @Nullable Long whole(String name) {
        String text = text(name);
        if (text == null || text.length() > 19 || !text.matches("[+-]?\\d+")) {
            return null;
        }
        BigInteger value = new BigInteger(text);
        return value.bitLength() > 63 ? null : Long.valueOf(value.longValue());
    }

    public @Nullable Integer number(String name) {
        Long value = whole(name);
        return value == null || value.intValue() != value ? null : Integer.valueOf(value.intValue());
    }

    public @Nullable Boolean truth(String name) {
        String text = text(name);
        if ("true".equalsIgnoreCase(text)) {
            return true;
        }
        return "false".equalsIgnoreCase(text) ? Boolean.FALSE : null;
    }

    /** Whether the field is printed as a JSON number equal to nought. */
    public boolean isNumericZero(String name) {
        JsonNode value = object.get(name);
        return value != null && value.isNumber() && value.asDouble() == 0;
    }

    public @Nullable Fields nested(String name) {
        JsonNode value = object.get(name);
        return value != null && value.isObject() ? new Fields(value) : null;
    }

    public @Nullable JsonNode node(String name) {
        return object.get(name);
    }

    public boolean has(String name) {
        return object.has(name);
    }

    /** All fields but {@code known}, their values as JSON text. */
    public Map<String, String> othersAsJson(Set<String> known) {
        Map<String, String> others = new LinkedHashMap<>();
        object.properties().forEach(field -> {
            if (!known.contains(field.getKey())) {
                others.put(field.getKey(), field.getValue().toString());
            }
        });
        return others;
    }

    /** All fields but {@code known}: values as they are printed, nested ones as JSON text. */
    public Map<String, String> othersAsText(Set<String> known) {
        Map<String, String> others = new LinkedHashMap<>();
        object.properties().forEach(field -> {
            if (!known.contains(field.getKey())) {
                JsonNode value = field.getValue();
                others.put(field.getKey(), value.isValueNode() ? value.asText().strip() : value.toString());
            }
        });
        return others;
    }
}
