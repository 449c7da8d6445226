package dev.rollcall.simulator;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.util.Instantiatable;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads JSON, and writes it as the firmware's own library does: tabs, and a tab after each colon. */
final class CJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private CJson() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static byte[] bytes(JsonNode tree) {
        return text(tree).getBytes(StandardCharsets.UTF_8);
    }

    static String text(JsonNode tree) {
        try {
            return MAPPER.writer(new TabPrinter()).writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON tree could not be written", e);
        }
    }

    /** The parsed text, or nothing if it is not one JSON object. */
    static Optional<ObjectNode> parse(String text) {
        try {
            return MAPPER.readTree(text) instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** The layout seen on DS-K1T342MWX V4.48.40. One per document. */
    private static final class TabPrinter implements PrettyPrinter, Instantiatable<TabPrinter> {
        private int depth;

        @Override
        public TabPrinter createInstance() {
            return new TabPrinter();
        }

        @Override
        public void writeRootValueSeparator(JsonGenerator out) throws IOException {
            out.writeRaw('\n');
        }

        @Override
        public void writeStartObject(JsonGenerator out) throws IOException {
            out.writeRaw('{');
            depth++;
        }

        @Override
        public void beforeObjectEntries(JsonGenerator out) throws IOException {
            newLine(out);
        }

        @Override
        public void writeObjectFieldValueSeparator(JsonGenerator out) throws IOException {
            out.writeRaw(":\t");
        }

        @Override
        public void writeObjectEntrySeparator(JsonGenerator out) throws IOException {
            out.writeRaw(',');
            newLine(out);
        }

        @Override
        public void writeEndObject(JsonGenerator out, int entries) throws IOException {
            depth--;
            newLine(out);
            out.writeRaw('}');
        }

        @Override
        public void writeStartArray(JsonGenerator out) throws IOException {
            out.writeRaw('[');
            depth++;
        }

        @Override
        public void beforeArrayValues(JsonGenerator out) {}

        @Override
        public void writeArrayValueSeparator(JsonGenerator out) throws IOException {
            out.writeRaw(", ");
        }

        @Override
        public void writeEndArray(JsonGenerator out, int values) throws IOException {
            depth--;
            out.writeRaw(']');
        }

        private void newLine(JsonGenerator out) throws IOException {
            out.writeRaw('\n');
            out.writeRaw("\t".repeat(depth));
        }
    }
}
