package dev.rollcall.isapi.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.primitives.Longs;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lenient access to the fields of one object: a value of another type than expected counts as missing, numbers may be
 * printed as text and text as numbers, an empty text is no text. What was read with success is remembered, so that {@link
 * #rest()} holds everything else: no field of a device is lost because its value is strange. One reading, not thread-safe.
 * Internal to the module.
 */
public final class Fields {

    private static final Pattern PLUS = Pattern.compile("^\\+(?=\\d)");

    private final JsonNode object;
    private final Set<String> taken = new HashSet<>();

    public Fields(JsonNode object) {
        this.object = object;
    }

    /** A text or number as text, trimmed; null if missing, empty or nested. */
    public @Nullable String text(String name) {
        String printed = exactText(name);
        String text = printed == null ? "" : printed.strip();
        return text.isEmpty() ? null : text;
    }

    /** A text exactly as printed, blanks kept; null if missing, empty or nested. */
    public @Nullable String exactText(String name) {
        String printed = printed(name);
        if (printed == null) {
            return null;
        }
        take(name);
        return printed.isEmpty() ? null : printed;
    }

    public @Nullable Long whole(String name) {
        String printed = printed(name);
        String text = printed == null ? "" : printed.strip();
        if (text.isEmpty()) {
            take(name);
            return null;
        }
        Long value = Longs.tryParse(PLUS.matcher(text).replaceFirst(""));
        return value == null ? null : taken(name, value);
    }

    public @Nullable Integer number(String name) {
        boolean before = taken.contains(name);
        Long value = whole(name);
        if (value != null && value.intValue() != value && !before) {
            taken.remove(name);
        }
        return value == null || value.intValue() != value ? null : Integer.valueOf(value.intValue());
    }

    public @Nullable Boolean truth(String name) {
        String printed = printed(name);
        String text = printed == null ? "" : printed.strip();
        if (text.isEmpty()) {
            take(name);
            return null;
        }
        if ("true".equalsIgnoreCase(text)) {
            return taken(name, Boolean.TRUE);
        }
        return "false".equalsIgnoreCase(text) ? taken(name, Boolean.FALSE) : null;
    }

    /** Whether the field is printed as a JSON number equal to nought. */
    public boolean isNumericZero(String name) {
        JsonNode value = object.get(name);
        return value != null && value.isNumber() && value.asDouble() == 0;
    }

    /** The whole numbers of a list; a single number counts as a list of one, anything else makes the list empty. */
    public List<Integer> numbers(String name) {
        List<Integer> numbers = new ArrayList<>();
        for (JsonNode one : elements(name)) {
            String text = one.isValueNode() ? one.asText().strip() : "";
            if (!text.matches("[+-]?\\d{1,9}")) {
                return List.of();
            }
            numbers.add(Integer.valueOf(text));
        }
        taken.add(name);
        return numbers;
    }

    /** The objects of a list, or the only one; empty if the list holds anything else. */
    public <T> List<T> each(String name, Function<Fields, T> reading) {
        List<T> read = new ArrayList<>();
        List<JsonNode> elements = elements(name);
        for (JsonNode one : elements) {
            if (one.isObject()) {
                read.add(reading.apply(new Fields(one)));
            }
        }
        if (read.size() < elements.size()) {
            return List.of();
        }
        taken.add(name);
        return read;
    }

    /** Reads a nested object as a value of its own, which has to keep all of it; null if there is none. */
    public <T> @Nullable T inner(String name, Function<Fields, T> reading) {
        Fields nested = nested(name);
        return nested == null ? null : taken(name, reading.apply(nested));
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

    /** The object as JSON text. */
    public String asJson() {
        return object.toString();
    }

    /** All fields that were not read with success, their values as JSON text. */
    public Map<String, String> rest() {
        return othersAsJson(taken);
    }

    /** All fields that were not read with success: values as they are printed, nested ones as JSON text. */
    public Map<String, String> restAsText() {
        return othersAsText(taken);
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

    private List<JsonNode> elements(String name) {
        JsonNode value = object.get(name);
        if (value == null
                || value.isNull()
                || (value.isTextual() && value.asText().isBlank())) {
            return List.of();
        }
        List<JsonNode> elements = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(elements::add);
        } else {
            elements.add(value);
        }
        return elements;
    }

    /**
     * The value as text; null if missing or nested. An element printed several times counts if it says the same each time (seen
     * on DS-K1A340FWX V1.2.7), one with attributes by its text.
     */
    private @Nullable String printed(String name) {
        JsonNode value = object.get(name);
        if (value != null && value.isArray() && !value.isEmpty()) {
            for (JsonNode again : value) {
                if (!again.equals(value.get(0))) {
                    return null;
                }
            }
            value = value.get(0);
        }
        if (value != null && value.isObject()) {
            value = value.get("");
        }
        return value == null || !value.isValueNode() || value.isNull() ? null : value.asText();
    }

    private void take(String name) {
        JsonNode value = object.get(name);
        if (value != null && !value.isObject()) {
            taken.add(name);
        }
    }

    private <T> T taken(String name, T value) {
        JsonNode printed = object.get(name);
        if (printed == null || !printed.isObject() || !printed.has("")) {
            taken.add(name);
        }
        return value;
    }
}
