package dev.rollcall.isapi.notification;

import dev.rollcall.isapi.internal.ImageBytes;
import dev.rollcall.isapi.internal.MultipartSplitter;
import dev.rollcall.isapi.internal.MultipartSplitter.Part;
import dev.rollcall.isapi.internal.MultipartSplitter.Parts;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a terminal posts to a listener, whatever its shape: multipart (also without the blank line that the standard wants
 * between the headers and the body of a part, seen on DS-K1T341CMFW V3.3.8), plain JSON, plain XML, one or several.
 *
 * <p>Bodies that went through {@link PictureRedactor} are read the same; their pictures keep length and SHA-256.
 */
public final class NotificationParser {

    private NotificationParser() {}

    /**
     * Reads a body. Never throws on content: what is not understood is in {@link NotificationBody#unreadable()} with its bytes.
     *
     * @param contentType the request's Content-Type, only used as a hint for the multipart boundary; may be null or wrong
     */
    public static NotificationBody parse(@Nullable String contentType, byte[] body) {
        Objects.requireNonNull(body, "body");
        NotificationCollector found = new NotificationCollector(body);
        Parts parts = MultipartSplitter.split(contentType, body);
        if (parts == null) {
            readContent(found, body, contentType, 0, body.length);
            return found.body(false);
        }
        for (Part part : parts.parts()) {
            // A form field that only repeats the event's type.
            if (!part.isNamed("Event_Type")) {
                readContent(found, body, part.contentType(), part.start(), part.end());
            }
        }
        return found.body(parts.truncated());
    }

    private static void readContent(
            NotificationCollector found, byte[] body, @Nullable String type, int start, int end) {
        ImageBytes.Removed removed = ImageBytes.removed(body, start, end);
        if (removed != null) {
            found.addPicture(new Picture(type, removed.length(), removed.sha256()));
        } else if (ImageBytes.isPicture(type, body, start, end)) {
            found.addPicture(new Picture(type, end - start, ImageBytes.sha256(body, start, end)));
        } else {
            found.addText(start, end);
        }
    }
}
