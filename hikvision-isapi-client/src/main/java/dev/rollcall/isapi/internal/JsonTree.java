package dev.rollcall.isapi.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Puts kept fields back into a JSON body. Internal to the module. */
public final class JsonTree {

    private JsonTree() {}

    /**
     * Adds fields whose values are JSON text.
     *
     * @throws IllegalArgumentException naming the field whose value is none
     */
    public static void putAll(ObjectNode target, Map<String, String> fields) {
        fields.forEach((name, json) -> {
            try {
                target.set(name, BodyReader.jsonMapper().readTree(json));
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException("the value of " + name + " is no JSON text", e);
            }
        });
    }
}
