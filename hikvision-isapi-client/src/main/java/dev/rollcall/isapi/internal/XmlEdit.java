package dev.rollcall.isapi.internal;

import com.ctc.wstx.stax.WstxOutputFactory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/**
 * Copies an XML document and changes the text of some of its root's children on the way, so that a document read from a device
 * goes back with everything it had: elements nobody here knows, attributes, namespaces. Text is escaped. Internal to the
 * module.
 */
public final class XmlEdit {

    private static final WstxOutputFactory OUT = new WstxOutputFactory();

    private final XMLStreamReader in;
    private final XMLStreamWriter out;
    private final Map<String, String> missing;
    private final Set<String> without;
    private int depth;

    private XmlEdit(XMLStreamReader in, XMLStreamWriter out, Map<String, String> texts, Set<String> without) {
        this.in = in;
        this.out = out;
        this.missing = new LinkedHashMap<>(texts);
        this.without = Set.copyOf(without);
    }

    /**
     * The document with these texts in the children of its root; those it lacks are added at its end.
     *
     * @param texts new text by local name of the child
     * @param without local names of children to leave out
     */
    public static byte[] withTexts(byte[] document, Map<String, String> texts, Set<String> without)
            throws UnreadableBodyException {
        byte[] xml = Arrays.copyOfRange(document, BodyReader.contentStart(document), document.length);
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        try {
            XMLStreamReader in = BodyReader.xmlReader(new ByteArrayInputStream(xml));
            XMLStreamWriter out = OUT.createXMLStreamWriter(copy, StandardCharsets.UTF_8.name());
            new XmlEdit(in, out, texts, without).copy();
            out.close();
            in.close();
        } catch (XMLStreamException | RuntimeException e) {
            throw new UnreadableBodyException("malformed XML: it cannot be changed and sent back", e);
        }
        return copy.toByteArray();
    }

    private void copy() throws XMLStreamException {
        out.writeStartDocument("UTF-8", "1.0");
        while (in.hasNext()) {
            switch (in.next()) {
                case XMLStreamConstants.START_ELEMENT -> element();
                case XMLStreamConstants.END_ELEMENT -> end();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    text(in.getText());
                case XMLStreamConstants.DTD -> throw new XMLStreamException("a document type is not accepted");
                default -> {
                    // comments and processing instructions say nothing to a device
                }
            }
        }
        out.writeEndDocument();
    }

    private void element() throws XMLStreamException {
        if (depth == 1 && without.contains(in.getLocalName())) {
            skipContent();
            return;
        }
        start();
        String text = depth == 2 ? missing.remove(in.getLocalName()) : null;
        if (text != null) {
            skipContent();
            text(text);
            out.writeEndElement();
            depth--;
        }
    }

    private void start() throws XMLStreamException {
        depth++;
        out.writeStartElement(orEmpty(in.getPrefix()), in.getLocalName(), orEmpty(in.getNamespaceURI()));
        for (int i = 0; i < in.getNamespaceCount(); i++) {
            out.writeNamespace(orEmpty(in.getNamespacePrefix(i)), orEmpty(in.getNamespaceURI(i)));
        }
        for (int i = 0; i < in.getAttributeCount(); i++) {
            out.writeAttribute(
                    orEmpty(in.getAttributePrefix(i)),
                    orEmpty(in.getAttributeNamespace(i)),
                    in.getAttributeLocalName(i),
                    in.getAttributeValue(i));
        }
    }

    private void end() throws XMLStreamException {
        if (depth == 1) {
            for (Map.Entry<String, String> one : missing.entrySet()) {
                out.writeStartElement("", one.getKey(), orEmpty(in.getNamespaceURI()));
                text(one.getValue());
                out.writeEndElement();
            }
        }
        out.writeEndElement();
        depth--;
    }

    private void skipContent() throws XMLStreamException {
        int open = 1;
        while (open > 0) {
            int event = in.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                open++;
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                open--;
            }
        }
    }

    /** XML has no way to say control characters; they are left out. */
    private void text(String text) throws XMLStreamException {
        out.writeCharacters(text.replaceAll("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]", ""));
    }

    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }
}
