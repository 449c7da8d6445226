package dev.rollcall.simulator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An XML element of any depth, known by local names only. Immutable; {@code with…} methods return changed copies. */
record XmlElement(String name, Map<String, String> attributes, String text, List<XmlElement> children) {
    private static final String NAMESPACE = "http://www.isapi.org/ver20/XMLSchema";

    XmlElement {
        attributes = Map.copyOf(attributes);
        children = List.copyOf(children);
    }

    static XmlElement of(String name) {
        return new XmlElement(name, Map.of(), "", List.of());
    }

    static XmlElement of(String name, Object text) {
        return new XmlElement(name, Map.of(), text.toString(), List.of());
    }

    XmlElement with(XmlElement child) {
        return new XmlElement(
                name,
                attributes,
                text,
                Stream.concat(children.stream(), Stream.of(child)).toList());
    }

    /** Adds a child with a text, without looking for one of the same name. */
    XmlElement with(String childName, Object childText) {
        return with(of(childName, childText));
    }

    XmlElement withAll(List<XmlElement> added) {
        return new XmlElement(
                name,
                attributes,
                text,
                Stream.concat(children.stream(), added.stream()).toList());
    }

    XmlElement withAttribute(String key, Object value) {
        Map<String, String> changed = new LinkedHashMap<>(attributes);
        changed.put(key, value.toString());
        return new XmlElement(name, changed, text, children);
    }

    /** The same with the child of this name in the place of the old one, or at the end. */
    XmlElement replaced(XmlElement child) {
        if (child(child.name).isEmpty()) {
            return with(child);
        }
        return new XmlElement(
                name,
                attributes,
                text,
                children.stream()
                        .map(known -> known.name.equals(child.name) ? child : known)
                        .toList());
    }

    XmlElement without(String childName) {
        return new XmlElement(
                name,
                attributes,
                text,
                children.stream().filter(child -> !child.name.equals(childName)).toList());
    }

    Optional<XmlElement> child(String childName) {
        return children.stream().filter(child -> child.name.equals(childName)).findFirst();
    }

    List<XmlElement> all(String childName) {
        return children.stream().filter(child -> child.name.equals(childName)).toList();
    }

    /** The child's text without blanks around it, or null if there is no such child. */
    @Nullable String textOf(String childName) {
        return child(childName).map(child -> child.text.strip()).orElse(null);
    }

    /** As {@link #textOf}, "" for an absent child. */
    String textOrEmpty(String childName) {
        return Objects.requireNonNullElse(textOf(childName), "");
    }

    /** With declaration, namespace and version, as terminals print (DS-K1A340FWX V1.2.7, DS-K1T341CMFW V3.3.15). */
    String document() {
        StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        print(out, " version=\"2.0\" xmlns=\"" + NAMESPACE + "\"");
        return out.toString();
    }

    private void print(StringBuilder out, String rootAttributes) {
        out.append('<').append(name).append(rootAttributes);
        List<String> keys = new ArrayList<>(attributes.keySet());
        keys.sort(null);
        keys.forEach(key -> out.append(' ')
                .append(key)
                .append("=\"")
                .append(escape(attributes.getOrDefault(key, "")))
                .append('"'));
        out.append('>').append(children.isEmpty() ? escape(text) : "\n");
        children.forEach(child -> child.print(out, ""));
        out.append("</").append(name).append(">\n");
    }

    private static String escape(String value) {
        return value.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
