package dev.rollcall.isapi.notification;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.isapi.internal.BodyReader;
import dev.rollcall.isapi.internal.UnreadableBodyException;
import dev.rollcall.isapi.internal.XmlElements;
import dev.rollcall.isapi.internal.XmlElements.Element;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Changes fields of one printed slot. What is not named stays as it is and where it is. */
final class SlotMarkup {

    /** The order in which devices print the fields; some take them in no other. */
    private static final List<String> ORDER = List.of(
            "id",
            "enabled",
            "url",
            "protocolType",
            "parameterFormatType",
            "addressingFormatType",
            "hostName",
            "ipAddress",
            "ipv6Address",
            "portNo",
            "userName",
            "password",
            "httpAuthenticationMethod",
            "httpBroken");

    private SlotMarkup() {}

    /**
     * The slot with new values; an empty one takes the field out.
     *
     * @throws UnreadableBodyException if the slot cannot be taken apart
     */
    static byte[] changed(byte[] slot, Map<String, Optional<String>> values) throws UnreadableBodyException {
        return slot[BodyReader.contentStart(slot)] == '{' ? changedJson(slot, values) : changedXml(slot, values);
    }

    private static byte[] changedJson(byte[] slot, Map<String, Optional<String>> values)
            throws UnreadableBodyException {
        ObjectNode fields = (ObjectNode) BodyReader.readJson(slot, 0, slot.length);
        values.forEach((name, value) -> {
            JsonNode before = fields.get(name);
            if (value.isEmpty()) {
                fields.remove(name);
            } else if (name.equals("portNo") && (before == null || before.isNumber())) {
                fields.put(name, Integer.valueOf(value.get()));
            } else if (before != null && before.isBoolean()) {
                fields.put(name, Boolean.parseBoolean(value.get()));
            } else {
                fields.put(name, value.get());
            }
        });
        return fields.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] changedXml(byte[] slot, Map<String, Optional<String>> values) throws UnreadableBodyException {
        byte[] changed = slot;
        for (Map.Entry<String, Optional<String>> value : values.entrySet()) {
            Element root = XmlElements.root(changed);
            if (root == null) {
                throw new UnreadableBodyException("the slot is no XML element");
            }
            changed = withValue(changed, root, value.getKey(), value.getValue().orElse(null));
        }
        return changed;
    }

    private static byte[] withValue(byte[] xml, Element root, String name, @Nullable String value) {
        for (Element child : XmlElements.children(xml, root)) {
            if (child.localName().equals(name)) {
                if (value == null) {
                    return XmlElements.splice(xml, child.start(), child.end(), new byte[0]);
                }
                return child.contentStart() < child.end()
                        ? XmlElements.splice(xml, child.contentStart(), child.contentEnd(), escaped(value))
                        : XmlElements.splice(xml, child.start(), child.end(), element(child.name(), value));
            }
        }
        return value == null ? xml : inserted(xml, root, name, value);
    }

    private static byte[] inserted(byte[] xml, Element root, String name, String value) {
        int place = root.contentStart();
        String blanks = "";
        for (Element child : XmlElements.children(xml, root)) {
            if (ORDER.indexOf(child.localName()) >= 0 && ORDER.indexOf(child.localName()) < ORDER.indexOf(name)) {
                blanks = new String(xml, place, child.start() - place, StandardCharsets.UTF_8);
                place = child.end();
            }
        }
        String element = new String(element(root.prefix() + name, value), StandardCharsets.UTF_8);
        String spaced = (blanks.isBlank() ? blanks : "") + element;
        return XmlElements.splice(xml, place, place, spaced.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] element(String name, String value) {
        String text = new String(escaped(value), StandardCharsets.UTF_8);
        return ("<" + name + ">" + text + "</" + name + ">").getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] escaped(String value) {
        return value.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .getBytes(StandardCharsets.UTF_8);
    }
}
