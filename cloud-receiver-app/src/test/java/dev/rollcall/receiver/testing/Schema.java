package dev.rollcall.receiver.testing;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The part of JSON Schema that our own description uses; anything else in a schema is an error. */
public final class Schema {

    private static final List<String> KNOWN = List.of(
            "type",
            "description",
            "enum",
            "properties",
            "required",
            "additionalProperties",
            "items",
            "oneOf",
            "$ref",
            "minimum",
            "maximum");

    private final JsonNode document;

    public Schema(JsonNode document) {
        this.document = document;
    }

    public JsonNode resolve(JsonNode node) {
        String reference = node.path("$ref").asString("");
        return reference.isEmpty() ? node : document.at(reference.substring(1));
    }

    /** Says what of a value does not fit. */
    public List<String> faults(JsonNode schema, JsonNode value, String where) {
        JsonNode rule = resolve(schema);
        List<String> faults = new ArrayList<>();
        if (rule.isMissingNode()) {
            return List.of(where + ": no such schema " + schema);
        }
        rule.propertyNames().stream()
                .filter(name -> !KNOWN.contains(name))
                .forEach(name -> faults.add(where + ": " + name));
        if (rule.has("oneOf")) {
            long fits = rule.path("oneOf")
                    .valueStream()
                    .filter(one -> faults(one, value, where).isEmpty())
                    .count();
            return fits == 1 ? List.of() : List.of(where + " fits " + fits + " of oneOf");
        }
        if (rule.has("type") && !isOf(rule.path("type").asString(), value)) {
            return List.of(where + " is no " + rule.path("type").asString() + ": " + value);
        }
        if (rule.has("enum") && rule.path("enum").valueStream().noneMatch(value::equals)) {
            faults.add(where + " is none of " + rule.path("enum") + ": " + value);
        }
        rule.path("required")
                .valueStream()
                .map(JsonNode::asString)
                .filter(name -> !value.has(name))
                .forEach(name -> faults.add(where + " lacks " + name));
        value.propertyNames().forEach(name -> faults.addAll(field(rule, value, name, where)));
        for (int index = 0; value.isArray() && index < value.size(); index++) {
            faults.addAll(faults(rule.path("items"), value.get(index), where + "[" + index + "]"));
        }
        return faults;
    }

    private List<String> field(JsonNode rule, JsonNode value, String name, String where) {
        JsonNode more = rule.path("additionalProperties");
        if (rule.path("properties").has(name)) {
            return faults(rule.path("properties").path(name), value.path(name), where + "." + name);
        }
        if (more.isObject()) {
            return faults(more, value.path(name), where + "." + name);
        }
        return more.isBoolean() && !more.asBoolean() ? List.of(where + " has an unknown field " + name) : List.of();
    }

    private static boolean isOf(String type, JsonNode value) {
        return switch (type) {
            case "string" -> value.isString();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "array" -> value.isArray();
            case "object" -> value.isObject();
            default -> false;
        };
    }
}
