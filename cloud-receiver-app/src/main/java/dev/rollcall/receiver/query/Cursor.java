package dev.rollcall.receiver.query;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * A place in the feed of one database, as readers keep it.
 *
 * @param store    the id of the database
 * @param position all events up to this position have been read
 */
public record Cursor(String store, long position) {

    /** Reads a cursor; empty if it is none. */
    public static Optional<Cursor> parse(String text) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            int colon = plain.lastIndexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(new Cursor(plain.substring(0, colon), Long.parseLong(plain.substring(colon + 1))));
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    /** Returns the text that readers get; its form may change. */
    public String text() {
        String plain = store + ":" + position;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }
}
