package dev.rollcall.isapi.internal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.isapi.DeviceDocument;
import dev.rollcall.isapi.RawBytes;
import java.util.LinkedHashMap;
import java.util.Map;

/** Flattens a tree to its leaves, each under its path. Internal to the module. */
public final class Leaves {

    private Leaves() {}

    /** The whole of an answer, after any refusal in it has been thrown. */
    public static DeviceDocument document(Answer answer) {
        Document document = answer.document();
        return new DeviceDocument(document.root(), of(document.fields()), RawBytes.of(answer.body()));
    }

    /** Paths like {@code List.Item[0].name}; the text of an XML element with attributes stands under the element's own path. */
    public static Map<String, String> of(JsonNode tree) {
        Map<String, String> leaves = new LinkedHashMap<>();
        collect("", tree, leaves);
        return leaves;
    }

    private static void collect(String path, JsonNode node, Map<String, String> leaves) {
        if (node.isObject() && !node.isEmpty()) {
            node.properties().forEach(field -> collect(child(path, field.getKey()), field.getValue(), leaves));
        } else if (node.isArray() && !node.isEmpty()) {
            for (int i = 0; i < node.size(); i++) {
                collect(path + "[" + i + "]", node.get(i), leaves);
            }
        } else if (!path.isEmpty()) {
            leaves.put(path, node.isNull() ? "" : node.asText().strip());
        }
    }

    private static String child(String path, String name) {
        if (name.isEmpty()) {
            return path;
        }
        return path.isEmpty() ? name : path + "." + name;
    }
}
