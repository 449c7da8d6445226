package dev.rollcall.receiver.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/** What somebody posts. */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
public record Body(String name, String type, byte[] bytes) {

    public Body cut(int length) {
        return new Body(name + " cut at " + length, type, Arrays.copyOf(bytes, length));
    }

    public Body with(String change, byte[] others) {
        return new Body(name + " " + change, type, others);
    }

    /** Returns it with its parts in the opposite order; the same if it has no parts. */
    public Body reversed() {
        int boundary = type.indexOf("boundary=");
        if (boundary < 0) {
            return this;
        }
        String delimiter = "--" + type.substring(boundary + "boundary=".length());
        String text = new String(bytes, ISO_8859_1);
        List<String> parts = new ArrayList<>(List.of(text.split(Pattern.quote(delimiter), -1)));
        Collections.reverse(parts.subList(1, parts.size() - 1));
        return with("with its parts reversed", String.join(delimiter, parts).getBytes(ISO_8859_1));
    }

    @Override
    public String toString() {
        return name;
    }
}
