package dev.rollcall.isapi.notification;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Bytes as they arrive, some of which can be put back. Never waits for more than the byte that is asked for. One thread. */
final class StreamBytes {

    static final int END = -1;
    private final InputStream in;
    private byte[] returned = {};
    private int at;

    StreamBytes(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    /** The next byte, 0 to 255, or {@link #END}. */
    int read() throws IOException {
        return at < returned.length ? returned[at++] & 0xFF : in.read();
    }

    int peek() throws IOException {
        int next = read();
        if (next != END) {
            giveBack(new byte[] {(byte) next}, 1);
        }
        return next;
    }

    /** The next reads give the first {@code length} bytes of {@code bytes}, then what would have come. */
    void giveBack(byte[] bytes, int length) {
        if (at >= length && at <= returned.length) {
            at -= length;
            System.arraycopy(bytes, 0, returned, at, length);
            return;
        }
        int left = returned.length - at;
        byte[] all = new byte[length + left];
        System.arraycopy(bytes, 0, all, 0, length);
        System.arraycopy(returned, at, all, length, left);
        returned = all;
        at = 0;
    }
}
