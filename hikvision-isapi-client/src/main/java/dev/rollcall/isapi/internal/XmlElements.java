package dev.rollcall.isapi.internal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Changes single values of an XML document and leaves every other byte as it was: unknown elements, order, blanks, comments. Expects
 * a document that a real parser has read before. Internal to the module.
 */
public final class XmlElements {

    private final byte[] xml;
    private final int end;
    private int at;

    private XmlElements(byte[] xml, int at, int end) {
        this.xml = xml;
        this.at = at;
        this.end = end;
    }

    /** The outermost element. */
    public static @Nullable Element root(byte[] xml) {
        return new XmlElements(xml, 0, xml.length).next();
    }

    /** The elements directly inside {@code parent}. */
    public static List<Element> children(byte[] xml, Element parent) {
        XmlElements scanner = new XmlElements(xml, parent.contentStart(), parent.contentEnd());
        List<Element> children = new ArrayList<>();
        for (Element child = scanner.next(); child != null; child = scanner.next()) {
            children.add(child);
        }
        return children;
    }

    /** {@code xml} with the bytes from {@code start} to {@code end} replaced. */
    public static byte[] splice(byte[] xml, int start, int end, byte[] replacement) {
        byte[] spliced = Arrays.copyOf(xml, start + replacement.length + xml.length - end);
        System.arraycopy(replacement, 0, spliced, start, replacement.length);
        System.arraycopy(xml, end, spliced, start + replacement.length, xml.length - end);
        return spliced;
    }

    private @Nullable Element next() {
        int start = nextTag();
        if (start < 0 || start + 1 >= end || xml[start + 1] == '/') {
            return null;
        }
        int tagEnd = endOfTag(start);
        if (tagEnd < 0) {
            return null;
        }
        boolean empty = xml[tagEnd - 2] == '/';
        int contentEnd = tagEnd;
        at = tagEnd;
        if (!empty) {
            contentEnd = skipContent();
            at = contentEnd < 0 ? -1 : endOfTag(contentEnd);
        }
        return at < 0 ? null : new Element(name(start), start, at, tagEnd, contentEnd);
    }

    /** Index of the closing tag of the element whose content begins here; -1 if there is none. */
    private int skipContent() {
        int depth = 1;
        while (true) {
            int tag = nextTag();
            int tagEnd = tag < 0 ? -1 : endOfTag(tag);
            if (tagEnd < 0) {
                return -1;
            }
            if (xml[tag + 1] == '/') {
                depth--;
                if (depth == 0) {
                    return tag;
                }
            } else if (xml[tagEnd - 2] != '/') {
                depth++;
            }
            at = tagEnd;
        }
    }

    /** Index of the next tag that is neither comment, CDATA, instruction nor declaration. */
    private int nextTag() {
        while (at >= 0 && at < end) {
            if (xml[at] != '<') {
                at++;
            } else if (startsWith("<!--")) {
                at = after("-->");
            } else if (startsWith("<![CDATA[")) {
                at = after("]]>");
            } else if (startsWith("<?") || startsWith("<!")) {
                at = after(">");
            } else {
                return at;
            }
        }
        return -1;
    }

    private int endOfTag(int start) {
        byte quote = 0;
        for (int i = start + 1; i < end; i++) {
            if (quote != 0) {
                quote = xml[i] == quote ? 0 : quote;
            } else if (xml[i] == '"' || xml[i] == '\'') {
                quote = xml[i];
            } else if (xml[i] == '>') {
                return i + 1;
            }
        }
        return -1;
    }

    private String name(int start) {
        int nameEnd = start + 1;
        while (nameEnd < end && xml[nameEnd] > ' ' && xml[nameEnd] != '>' && xml[nameEnd] != '/') {
            nameEnd++;
        }
        return new String(xml, start + 1, nameEnd - start - 1, StandardCharsets.UTF_8);
    }

    private boolean startsWith(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (at + i >= end || xml[at + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private int after(String text) {
        int start = at;
        while (at < end && !startsWith(text)) {
            at++;
        }
        return at < end && at > start ? at + text.length() : -1;
    }

    /**
     * Where one element stands.
     *
     * @param name with its prefix, if it has one
     * @param contentStart after the opening tag; equal to {@code end} for an empty tag
     */
    public record Element(String name, int start, int end, int contentStart, int contentEnd) {

        public String localName() {
            return name.substring(name.indexOf(':') + 1);
        }

        /** {@code prefix:} or nothing. */
        public String prefix() {
            return name.substring(0, name.indexOf(':') + 1);
        }
    }
}
