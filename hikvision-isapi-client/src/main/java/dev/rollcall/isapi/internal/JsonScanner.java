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
        return new JsonScanner(json, from).value();
    }

    /**
     * The list {@code name} in the member {@code root} of the object at {@code from}, found in one go: pages are large, and the time
     * this takes is time in which a device waits for the next request.
     *
     * @param root null if the list is a member of the object itself
     * @return null if there is no such root or it is no object
     */
    static @Nullable Listing listing(byte[] json, int from, @Nullable String root, String name)
            throws UnreadableBodyException {
        JsonScanner scanner = new JsonScanner(json, from);
        if (root != null && !(scanner.goToMember(root) && scanner.peek() == '{')) {
            return null;
        }
        Listing found = scanner.readListing(name);
        if (root != null) {
            scanner.skipToEnd(1);
        }
        return found;
    }

    private Listing readListing(String name) throws UnreadableBodyException {
        skipBlank();
        int start = at;
        if (!goToMember(name)) {
            at++;
            return new Listing(new Slice(start, at), null, List.of());
        }
        int kind = peek();
        int listStart = at;
        List<Slice> elements = kind == '[' ? collectElements() : List.of(value());
        Slice list = new Slice(listStart, at);
        skipToEnd(1);
        return new Listing(new Slice(start, at), list, kind == 'n' ? List.of() : elements);
    }

    private @Nullable Slice findMember(String name) throws UnreadableBodyException {
        return goToMember(name) ? value() : null;
    }

    /** Stops before the value of the member, or before the end of the object that has none of that name. */
    private boolean goToMember(String name) throws UnreadableBodyException {
        expect('{');
        byte[] wanted = name.getBytes(StandardCharsets.UTF_8);
        while (peek() != '}') {
            int keyStart = at;
            skipString();
            boolean found = isKey(wanted, keyStart, at);
            expect(':');
            if (found) {
                return true;
            }
            skipBlank();
            skipValue();
            if (peek() == ',') {
                at++;
            }
        }
        return false;
    }

    private Slice value() throws UnreadableBodyException {
        skipBlank();
        int start = at;
        skipValue();
        return new Slice(start, at);
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
            Slice element = value();
            if (elements.size() == MAX_ELEMENTS) {
                throw new UnreadableBodyException("more than " + MAX_ELEMENTS + " elements in one list");
            }
            elements.add(element);
        }
        at++;
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
        peek();
        at++;
        skipToEnd(1);
    }

    /** Stops after the end of so many objects and lists that have begun. */
    private void skipToEnd(int begun) throws UnreadableBodyException {
        int depth = begun;
        while (depth > 0) {
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
        }
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

    /**
     * A list and the object it is in.
     *
     * @param list null if the object has none of that name
     */
    record Listing(Slice object, @Nullable Slice list, List<Slice> elements) {}
}
