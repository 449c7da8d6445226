package dev.rollcall.isapi.internal;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import com.ctc.wstx.stax.WstxOutputFactory;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.xml.XmlFactory;
import com.fasterxml.jackson.dataformat.xml.XmlMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads a body by its first byte that is not blank, never by its Content-Type: terminals send XML where JSON was asked for
 * (seen on DS-K1T8003MF V1.3.37) and JSON labelled as XML (DS-K1T341CMFW V3.3.8). Namespaces are ignored, document types
 * refused, sizes and depths bounded. Internal to the module.
 */
public final class BodyReader {

    private static final int MAX_DEPTH = 64;
    private static final int MAX_TEXT = 8 * 1024 * 1024;
    private static final int MAX_NUMBER = 64;
    /** Of values in one body: a tree takes many times the memory of its text. The largest seen are capabilities of some 3,000. */
    private static final int MAX_VALUES = 200_000;

    private static final JsonMapper JSON = json();
    private static final XMLInputFactory XML_IN = xmlIn();
    private static final XmlMapper XML = xml();

    private BodyReader() {}

    /** Reads the whole of {@code body}. */
    public static Document read(byte[] body) throws UnreadableBodyException {
        int start = contentStart(body);
        if (start == body.length) {
            throw new UnreadableBodyException("the body is empty");
        }
        return switch (body[start]) {
            case '{' -> new Document("", readJson(body, start, body.length));
            case '<' -> readXml(Arrays.copyOfRange(body, start, body.length));
            default -> throw new UnreadableBodyException("the body is neither JSON nor XML");
        };
    }

    /** Reads one JSON object. Malformed UTF-8 becomes U+FFFD: old firmware cuts names in the middle of a character. */
    public static JsonNode readJson(byte[] source, int startInclusive, int endExclusive)
            throws UnreadableBodyException {
        String text = new String(source, startInclusive, endExclusive - startInclusive, StandardCharsets.UTF_8);
        try {
            JsonNode node = readTree(text);
            if (node != null && node.isObject()) {
                return node;
            }
        } catch (IOException e) {
            throw new UnreadableBodyException("malformed JSON: " + firstLine(e), e);
        }
        throw new UnreadableBodyException("not a JSON object");
    }

    /** Index of the first byte after a byte order mark and blanks. */
    public static int contentStart(byte[] body) {
        int at = 0;
        if (body.length >= 3 && body[0] == (byte) 0xEF && body[1] == (byte) 0xBB && body[2] == (byte) 0xBF) {
            at = 3;
        }
        while (at < body.length && body[at] >= 0 && body[at] <= ' ') {
            at++;
        }
        return at;
    }

    static JsonMapper jsonMapper() {
        return JSON;
    }

    private static @Nullable JsonNode readTree(String text) throws IOException {
        try (JsonParser counted = new BoundedTokens(JSON.createParser(text), MAX_VALUES)) {
            return JSON.readTree(counted);
        }
    }

    private static Document readXml(byte[] xml) throws UnreadableBodyException {
        try {
            return readXml(XML_IN.createXMLStreamReader(new ByteArrayInputStream(xml)));
        } catch (XMLStreamException | IOException | RuntimeException first) {
            try {
                String text = new String(xml, StandardCharsets.UTF_8);
                return readXml(XML_IN.createXMLStreamReader(new StringReader(text)));
            } catch (XMLStreamException | IOException | RuntimeException second) {
                throw new UnreadableBodyException("malformed XML: " + firstLine(second), second);
            }
        }
    }

    private static Document readXml(XMLStreamReader reader) throws XMLStreamException, IOException {
        try {
            int event = reader.getEventType();
            while (event != XMLStreamConstants.START_ELEMENT) {
                if (event == XMLStreamConstants.DTD) {
                    throw new IOException("a document type is not accepted");
                }
                event = reader.next();
            }
            String root = reader.getLocalName();
            String[] attributes = new String[reader.getAttributeCount()];
            Arrays.setAll(attributes, reader::getAttributeLocalName);
            JsonNode tree = XML.readValue(reader, JsonNode.class);
            ObjectNode fields = tree instanceof ObjectNode object ? object : JSON.createObjectNode();
            fields.remove(Arrays.asList(attributes));
            return new Document(root, fields);
        } finally {
            reader.close();
        }
    }

    private static String firstLine(Exception e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        String line = message.lines().findFirst().orElse("");
        return line.length() > 200 ? line.substring(0, 200) : line;
    }

    private static JsonMapper json() {
        StreamReadConstraints limits = StreamReadConstraints.builder()
                .maxNestingDepth(MAX_DEPTH)
                .maxStringLength(MAX_TEXT)
                .maxNumberLength(MAX_NUMBER)
                .build();
        return JsonMapper.builder(
                        JsonFactory.builder().streamReadConstraints(limits).build())
                .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
                .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .build();
    }

    private static XMLInputFactory xmlIn() {
        XMLInputFactory factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(WstxInputProperties.P_MAX_TEXT_LENGTH, MAX_TEXT);
        factory.setProperty(WstxInputProperties.P_MAX_CHARACTERS, 4L * MAX_TEXT);
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, MAX_DEPTH);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, 64);
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_COUNT, (long) MAX_VALUES);
        return factory;
    }

    private static XmlMapper xml() {
        return XmlMapper.builder(new XmlFactory(XML_IN, new WstxOutputFactory()))
                .defaultUseWrapper(false)
                .build();
    }
}
