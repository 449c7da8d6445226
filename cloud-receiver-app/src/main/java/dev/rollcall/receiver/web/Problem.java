package dev.rollcall.receiver.web;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * An error answer (RFC 9457).
 *
 * @param status the HTTP status
 * @param name   the last part of the type, which stays the same for ever
 * @param title  what is wrong, in a few words
 * @param detail which thing is wrong, and the next step
 * @param more   further fields
 */
public record Problem(int status, String name, String title, String detail, Map<String, Object> more) {

    private static final String TYPES = "https://rollcall.dev/problems/";

    /** The media type of problems. */
    public static final String MEDIA_TYPE = "application/problem+json";

    public Problem {
        // In one order, so that the same problem is the same bytes everywhere.
        more = Collections.unmodifiableMap(new TreeMap<>(more));
    }

    static Problem of(int status, String name, String title, String detail) {
        return new Problem(status, name, title, detail, Map.of());
    }

    /** Returns the fields of the answer. */
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("type", TYPES + name);
        fields.put("title", title);
        fields.put("status", status);
        fields.put("detail", detail);
        fields.putAll(more);
        return fields;
    }
}
