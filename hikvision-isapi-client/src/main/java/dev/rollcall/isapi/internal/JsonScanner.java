package dev.rollcall.isapi.internal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds where a value begins and ends in JSON bytes without reading it. Structure in JSON is ASCII and no byte of a longer UTF-8
 * sequence is, so this works on malformed text too, and a row that is no JSON inside does not spoil its neighbours.
 * Internal to the module.
 */
public final class JsonScanner {

    private static final int MAX_ELEMENTS = 10_000;

    private final byte[] json;
    private int at;

    private JsonScanner(byte[] json, int at) {
        this.json = json;
        this.at = at;
    }

    /** The value of the member {@code name} of the object that starts at {@code objectStart}; null if it has none. */
    public static @Nullable Slice member(byte[] json, int objectStart, String name) throws UnreadableBodyException {
        return new JsonScanner(json, objectStart).findMember(name);
    }

    /** The elements of the array at {@code array}; a value that is no array counts as its own only element. */
    public static List<Slice> elements(byte[] json, Slice array) throws UnreadableBodyException {
        if (json[array.start()] != '[') {
            return List.of(array);
        }
        return new JsonScanner(json, array.start()).collectElements();
    }

    /** The value that starts at or after {@code from}. */
    public static Slice value(byte[] json, int from) throws UnreadableBodyException {
        JsonScanner scanner = new JsonScanner(json, from);
        scanner.skipBlank();
        int start = scanner.at;
        scanner.skipValue();
        return new Slice(start, scanner.at);
    }

    private @Nullable Slice findMember(String name) throws UnreadableBodyException {
        expect('{');
        byte[] wanted = name.getBytes(StandardCharsets.UTF_8);
        while (peek() != '}') {
            int keyStart = at;
            skipString();
            boolean found = isKey(wanted, keyStart, at);
            expect(':');
            Slice value = value(json, at);
            at = value.end();
            if (found) {
                return value;
            }
            if (peek() == ',') {
                at++;
            }
        }
        return null;
    }

    private boolean isKey(byte[] wanted, int quoteStart, int afterQuote) {
        if (afterQuote - quoteStart - 2 != wanted.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (json[quoteStart + 1 + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    private List<Slice> collectElements() throws UnreadableBodyException {
        List<Slice> elements = new ArrayList<>();
        expect('[');
        while (peek() != ']') {
            if (peek() == ',') {
                at++;
                continue;
            }
            Slice element = value(json, at);
            if (elements.size() == MAX_ELEMENTS) {
                throw new UnreadableBodyException("more than " + MAX_ELEMENTS + " elements in one list");
            }
            elements.add(element);
            at = element.end();
        }
        return elements;
    }

    private void skipValue() throws UnreadableBodyException {
        int first = peek();
        if (first == '"') {
            skipString();
        } else if (first == '{' || first == '[') {
            skipNested();
        } else {
            int start = at;
            while (at < json.length && ",]} \t\r\n".indexOf(json[at]) < 0) {
                at++;
            }
            if (at == start) {
                throw new UnreadableBodyException("malformed JSON: a value is missing at byte " + at);
            }
        }
    }

    private void skipNested() throws UnreadableBodyException {
        int depth = 0;
        do {
            switch (peek()) {
                case '"' -> skipString();
                case '{', '[' -> {
                    depth++;
                    at++;
                }
                case '}', ']' -> {
                    depth--;
                    at++;
                }
                default -> at++;
            }
        } while (depth > 0);
    }

    private void skipString() throws UnreadableBodyException {
        expect('"');
        while (at < json.length && json[at] != '"') {
            at += json[at] == '\\' ? 2 : 1;
        }
        if (at >= json.length) {
            throw cutShort();
        }
        at++;
    }

    private void expect(char wanted) throws UnreadableBodyException {
        if (peek() != wanted) {
            throw new UnreadableBodyException("malformed JSON: '" + wanted + "' is missing at byte " + at);
        }
        at++;
    }

    private int peek() throws UnreadableBodyException {
        skipBlank();
        if (at >= json.length) {
            throw cutShort();
        }
        return json[at];
    }

    private void skipBlank() {
        while (at < json.length && json[at] >= 0 && json[at] <= ' ') {
            at++;
        }
    }

    private UnreadableBodyException cutShort() {
        return new UnreadableBodyException("the JSON is cut short after " + json.length + " bytes");
    }

    /** A range of bytes. */
    public record Slice(int start, int end) {}
}
