package dev.rollcall.agent.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads YAML into one text per full key. Scalars stay as they were typed: a password {@code 0123} keeps its zero and
 * {@code off} stays a word.
 */
final class YamlText {

    private static final Pattern LINE = Pattern.compile("line (\\d+)");

    private final Map<String, String> texts = new LinkedHashMap<>();
    private final List<ConfigProblem> problems;

    private YamlText(List<ConfigProblem> problems) {
        this.problems = problems;
    }

    /** Returns the texts by key; what is not YAML becomes a problem. */
    static Map<String, String> read(String yaml, String fileName, List<ConfigProblem> problems) {
        YamlText reading = new YamlText(problems);
        try (JsonParser parser = new YAMLFactory().createParser(yaml)) {
            JsonToken first = parser.nextToken();
            if (first == JsonToken.START_OBJECT) {
                reading.object(parser, "");
            } else if (first != null && first != JsonToken.VALUE_NULL) {
                problems.add(new ConfigProblem(fileName, "not a mapping", "Write lines of the form 'key: value'."));
            }
        } catch (JsonProcessingException broken) {
            problems.add(new ConfigProblem(
                    fileName,
                    "not YAML near line " + lineOf(broken),
                    "Check indentation, colons and quotes near that line."));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return reading.texts;
    }

    /** The reader's own location lags behind; its message tells the line of the trouble last. */
    private static String lineOf(JsonProcessingException broken) {
        Matcher lines = LINE.matcher(broken.getOriginalMessage());
        String line = "1";
        while (lines.find()) {
            line = lines.group(1);
        }
        return line;
    }

    private void object(JsonParser parser, String path) throws IOException {
        for (JsonToken token = parser.nextToken(); token == JsonToken.FIELD_NAME; token = parser.nextToken()) {
            String name = parser.currentName();
            parser.nextToken();
            value(parser, path.isEmpty() ? name : path + "." + name);
        }
        texts.putIfAbsent(path, "");
    }

    private void array(JsonParser parser, String path) throws IOException {
        int index = 0;
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            value(parser, path + "[" + index++ + "]");
        }
        texts.putIfAbsent(path, "");
    }

    private void value(JsonParser parser, String path) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            object(parser, path);
        } else if (token == JsonToken.START_ARRAY) {
            array(parser, path);
        } else {
            String text = token == JsonToken.VALUE_NULL ? "" : parser.getText();
            if (texts.put(path, text) != null) {
                problems.add(new ConfigProblem(path, "written twice", "Keep one of the two."));
            }
        }
    }
}
