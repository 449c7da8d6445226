package dev.rollcall.disklab;

import dev.rollcall.disklab.DiskCall.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A file: its content when it was last synced, and the changes since. */
final class DiskFile {

    private final List<DiskCall> loose = new ArrayList<>();
    private byte[] content = {};
    private int length;

    void change(DiskCall call) {
        loose.add(call);
    }

    void sync() {
        for (DiskCall call : loose) {
            int before = length;
            length = lengthAfter(length, call);
            if (length > content.length) {
                content = Arrays.copyOf(content, Math.max(length, 2 * content.length));
            }
            if (length < before) {
                Arrays.fill(content, length, before, (byte) 0);
            }
            System.arraycopy(call.bytes(), 0, content, (int) call.at(), call.bytes().length);
        }
        loose.clear();
    }

    boolean isLoose() {
        return !loose.isEmpty();
    }

    /** The changes since it was last synced. */
    List<DiskCall> loose() {
        return loose;
    }

    /** How long it was when it was last synced. */
    int safeLength() {
        return length;
    }

    /** What it held then, with room for so many bytes. */
    byte[] safeContent(int room) {
        return Arrays.copyOf(Arrays.copyOf(content, length), Math.max(length, room));
    }

    static int lengthAfter(int length, DiskCall call) {
        return call.kind() == Kind.TRUNCATE ? (int) call.at() : Math.max(length, (int) call.end());
    }
}
