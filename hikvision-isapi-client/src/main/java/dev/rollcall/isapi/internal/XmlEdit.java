package dev.rollcall.isapi.internal;

import com.ctc.wstx.stax.WstxOutputFactory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;

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
    private int depth;

    private XmlEdit(XMLStreamReader in, XMLStreamWriter out, Map<String, String> texts) {
        this.in = in;
        this.out = out;
        this.missing = new LinkedHashMap<>(texts);
    }

    /**
     * The document with these texts in the children of its root; those it lacks are added at its end.
     *
     * @param texts new text by local name of the child
     */
    public static byte[] withTexts(byte[] document, Map<String, String> texts) throws UnreadableBodyException {
        byte[] xml = Arrays.copyOfRange(document, BodyReader.contentStart(document), document.length);
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        try {
            XMLStreamReader in = BodyReader.xmlReader(new ByteArrayInputStream(xml));
            XMLStreamWriter out = OUT.createXMLStreamWriter(copy, StandardCharsets.UTF_8.name());
            new XmlEdit(in, out, texts).copy();
            out.close();
            in.close();
        } catch (XMLStreamException | RuntimeException e) {
            throw new UnreadableBodyException("malformed XML: it cannot be changed and sent back", e);
        }
        return copy.toByteArray();
    }

    /** A new document of one root with text children, in the namespace that terminals print. */
    public static byte[] document(String root, Map<String, String> texts) {
        String empty = "<" + root + " version=\"2.0\" xmlns=\"http://www.isapi.org/ver20/XMLSchema\"></" + root + ">";
        try {
            return withTexts(empty.getBytes(StandardCharsets.UTF_8), texts);
        } catch (UnreadableBodyException e) {
            throw new IllegalArgumentException(root, e);
        }
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
        out.writeStartElement(prefix(in.getPrefix()), in.getLocalName(), prefix(in.getNamespaceURI()));
        for (int i = 0; i < in.getNamespaceCount(); i++) {
            out.writeNamespace(prefix(in.getNamespacePrefix(i)), prefix(in.getNamespaceURI(i)));
        }
        for (int i = 0; i < in.getAttributeCount(); i++) {
            out.writeAttribute(
                    prefix(in.getAttributePrefix(i)),
                    prefix(in.getAttributeNamespace(i)),
                    in.getAttributeLocalName(i),
                    in.getAttributeValue(i));
        }
    }

    private void end() throws XMLStreamException {
        if (depth == 1) {
            for (Map.Entry<String, String> one : missing.entrySet()) {
                out.writeStartElement("", one.getKey(), prefix(in.getNamespaceURI()));
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

    private static String prefix(String value) {
        return value == null ? "" : value;
    }
}
