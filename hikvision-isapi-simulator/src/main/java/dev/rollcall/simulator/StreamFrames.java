package dev.rollcall.simulator;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Frames the parts of a multipart/mixed event stream. The Content-Length counts the line end after the body, and the next
 * boundary follows at once, as in captures of DS-K1T342MWX V3.16.1 and of a camera; nested header lines and additional
 * blank lines were reported, too.
 */
final class StreamFrames {
    static final String CONTENT_TYPE = "multipart/mixed; boundary=" + PushedBody.BOUNDARY;

    private static final String LINE = "\r\n";
    private static final String START = "--" + PushedBody.BOUNDARY + LINE;
    private static final String JSON = "Content-Type: application/json; charset=\"UTF-8\"" + LINE;
    private static final int OFF_BY = 7;

    private StreamFrames() {}

    static byte[] json(byte[] document, @Nullable StreamFault fault) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        text(out, fault == StreamFault.EXTRA_BLANK_LINES ? LINE + LINE : "");
        text(out, START + JSON);
        text(out, length(document.length + 1, fault));
        text(out, fault == StreamFault.NESTED_HEADERS ? LINE + START + JSON : "");
        text(out, fault == StreamFault.EXTRA_BLANK_LINES ? LINE + LINE : "");
        text(out, LINE);
        out.writeBytes(document);
        text(out, "\n");
        if (fault == StreamFault.BOUNDARY_IN_PICTURE) {
            out.writeBytes(picture(hostilePicture()));
        }
        byte[] frame = out.toByteArray();
        return fault == StreamFault.CUT ? Arrays.copyOf(frame, frame.length / 2) : frame;
    }

    static byte[] picture(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        text(out, START + "Content-Disposition: form-data; name=\"Picture\"; filename=\"Picture.jpg\"" + LINE);
        text(out, "Content-Type: image/jpeg" + LINE);
        text(out, "Content-Length: " + bytes.length + LINE + "Content-ID: pictureImage" + LINE + LINE);
        out.writeBytes(bytes);
        text(out, LINE);
        return out.toByteArray();
    }

    private static String length(int right, @Nullable StreamFault fault) {
        int told = fault == StreamFault.LENGTH_TOO_LONG
                ? right + OFF_BY
                : fault == StreamFault.LENGTH_TOO_SHORT ? right - OFF_BY : right;
        return fault == StreamFault.NO_LENGTH ? "" : "Content-Length: " + told + LINE;
    }

    private static byte[] hostilePicture() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] picture = PictureEndpoint.picture();
        out.write(picture, 0, picture.length / 2);
        text(out, "}{\"a\":{" + LINE + START + JSON + LINE + "{}}");
        out.write(picture, picture.length / 2, picture.length - picture.length / 2);
        return out.toByteArray();
    }

    private static void text(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
