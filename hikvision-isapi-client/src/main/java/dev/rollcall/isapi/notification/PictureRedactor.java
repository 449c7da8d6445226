package dev.rollcall.isapi.notification;

import dev.rollcall.isapi.internal.EncodedPictures;
import dev.rollcall.isapi.internal.ImageBytes;
import dev.rollcall.isapi.internal.MultipartSplitter;
import dev.rollcall.isapi.internal.MultipartSplitter.Part;
import dev.rollcall.isapi.internal.MultipartSplitter.Parts;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Takes faces out of a posted body before it is stored: each picture, a part of its own or base64 inside JSON or XML, becomes a
 * short text with its length and SHA-256. Everything else stays byte for byte, so the result can still be parsed; doing
 * it twice changes nothing more.
 */
public final class PictureRedactor {

    private PictureRedactor() {}

    /**
     * The body without pictures.
     *
     * @param contentType the request's Content-Type, only used as a hint for the multipart boundary; may be null or wrong
     */
    public static byte[] redact(@Nullable String contentType, byte[] body) {
        Objects.requireNonNull(body, "body");
        ByteArrayOutputStream kept = new ByteArrayOutputStream(Math.min(body.length, 64 * 1024));
        Parts parts = MultipartSplitter.split(contentType, body);
        if (parts == null) {
            copy(contentType, body, 0, body.length, kept);
            return kept.toByteArray();
        }
        int at = 0;
        for (Part part : parts.parts()) {
            copyText(body, at, part.start(), kept);
            copy(part.contentType(), body, part.start(), part.end(), kept);
            at = part.end();
        }
        copyText(body, at, body.length, kept);
        return kept.toByteArray();
    }

    /**
     * The text before the first picture of a body whose end was left out. Of a picture that is cut off nothing stays, not even a
     * beginning too short to be told from other bytes; what comes after the first picture is left out, too.
     *
     * @param contentType as for {@link #redact}
     */
    public static byte[] redactCut(@Nullable String contentType, byte[] body) {
        Objects.requireNonNull(body, "body");
        int end = body.length;
        Parts parts = MultipartSplitter.split(contentType, body);
        for (Part part : parts == null ? List.<Part>of() : parts.parts()) {
            if (ImageBytes.isPicture(part.contentType(), body, part.start(), part.end())) {
                end = Math.min(end, part.start());
            }
        }
        boolean picture = parts == null && ImageBytes.isPicture(contentType, body, 0, body.length);
        end = picture ? 0 : before(ImageBytes.findCut(body, 0, end), end);
        end = before(EncodedPictures.findCut(body, 0, end), end);
        return Arrays.copyOf(body, end);
    }

    private static int before(int found, int end) {
        return found < 0 ? end : found;
    }

    private static void copy(@Nullable String type, byte[] body, int start, int end, ByteArrayOutputStream kept) {
        boolean picture = end > start
                && ImageBytes.removed(body, start, end) == null
                && ImageBytes.isPicture(type, body, start, end);
        if (picture) {
            replace(body, start, end, kept);
        } else {
            copyText(body, start, end, kept);
        }
    }

    /** Text may still hold pictures: base64, or binary of a part whose delimiter was not understood. */
    private static void copyText(byte[] body, int start, int end, ByteArrayOutputStream kept) {
        int binary = ImageBytes.findInText(body, start, end);
        EncodedPictures.copyWithout(body, start, binary < 0 ? end : binary, kept);
        if (binary >= 0) {
            replace(body, binary, end, kept);
        }
    }

    private static void replace(byte[] body, int start, int end, ByteArrayOutputStream kept) {
        String standIn = ImageBytes.standIn(end - start, ImageBytes.sha256(body, start, end));
        kept.writeBytes(standIn.getBytes(StandardCharsets.ISO_8859_1));
    }
}
