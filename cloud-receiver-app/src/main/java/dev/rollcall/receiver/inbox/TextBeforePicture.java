package dev.rollcall.receiver.inbox;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Cuts a body that is too long to be stored in full. */
final class TextBeforePicture {

    private static final List<byte[]> BEGINNINGS = List.of(
            new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF},
            new byte[] {(byte) 0x89, 'P', 'N', 'G'},
            "/9j/".getBytes(StandardCharsets.US_ASCII),
            "\\/9j".getBytes(StandardCharsets.US_ASCII),
            "_9j_".getBytes(StandardCharsets.US_ASCII),
            "iVBORw0KGgo".getBytes(StandardCharsets.US_ASCII));

    private TextBeforePicture() {}

    /** Returns the bytes before the first JPEG or PNG, also in base64; all of them if there is none. */
    static byte[] of(byte[] body) {
        for (int at = 0; at < body.length; at++) {
            if (beginsPicture(body, at)) {
                return Arrays.copyOf(body, at);
            }
        }
        return body;
    }

    private static boolean beginsPicture(byte[] body, int at) {
        for (byte[] beginning : BEGINNINGS) {
            int end = Math.min(body.length, at + beginning.length);
            if (Arrays.equals(body, at, end, beginning, 0, beginning.length)) {
                return true;
            }
        }
        return false;
    }
}
