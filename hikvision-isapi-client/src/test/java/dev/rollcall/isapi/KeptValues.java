package dev.rollcall.isapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/** Compares what a device printed, read by other means than ours, with what a record of ours still holds. */
final class KeptValues {

    private static final JsonMapper JSON = new JsonMapper();

    private KeptValues() {}

    /** Every value that is not empty in a JSON or XML document, attributes included, but for those of its root. */
    static List<String> printed(byte[] document) throws Exception {
        List<String> values = new ArrayList<>();
        if (new String(document, java.nio.charset.StandardCharsets.UTF_8)
                .strip()
                .startsWith("{")) {
            leaves(JSON.readTree(document), values);
        } else {
            Element root = DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(document))
                    .getDocumentElement();
            leaves(root, values, true);
        }
        return values;
    }

    /** Every value in a record: components, nested records, lists and kept fields. Exact bytes kept beside do not count. */
    static List<String> kept(Object value) throws Exception {
        List<String> values = new ArrayList<>();
        collect(value, values);
        return values;
    }

    private static void collect(Object value, List<String> values) throws Exception {
        if (value == null || value instanceof RawBytes) {
            return;
        }
        if (value instanceof Record) {
            for (RecordComponent component : value.getClass().getRecordComponents()) {
                component.getAccessor().setAccessible(true);
                collect(component.getAccessor().invoke(value), values);
            }
        } else if (value instanceof Iterable<?> list) {
            for (Object one : list) {
                collect(one, values);
            }
        } else if (value instanceof Map<?, ?> map) {
            for (Object one : map.values()) {
                collect(one, values);
            }
        } else if (value instanceof Duration duration) {
            values.add(String.valueOf(duration.toSeconds()));
        } else {
            text(value.toString(), values);
        }
    }

    /** A kept field is JSON text where its record says so. */
    private static void text(String text, List<String> values) {
        try {
            JsonNode tree = JSON.readTree(text);
            if (tree.isContainerNode() || tree.isTextual()) {
                leaves(tree, values);
                return;
            }
        } catch (com.fasterxml.jackson.core.JsonProcessingException plain) {
            // a text as it stands
        }
        values.add(text.strip());
    }

    private static void leaves(JsonNode node, List<String> values) {
        if (node.isContainerNode()) {
            node.forEach(child -> leaves(child, values));
        } else if (!node.isNull() && !node.asText().isBlank()) {
            values.add(node.asText().strip());
        }
    }

    private static void leaves(Element element, List<String> values, boolean root) {
        NamedNodeMap attributes = element.getAttributes();
        for (int i = 0; i < attributes.getLength() && !root; i++) {
            if (!attributes.item(i).getNodeName().startsWith("xmlns")
                    && !attributes.item(i).getNodeValue().isBlank()) {
                values.add(attributes.item(i).getNodeValue().strip());
            }
        }
        boolean leaf = true;
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element nested) {
                leaf = false;
                leaves(nested, values, false);
            }
        }
        if (leaf && !element.getTextContent().isBlank()) {
            values.add(element.getTextContent().strip());
        }
    }
}
