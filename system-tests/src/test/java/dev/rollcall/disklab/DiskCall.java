package dev.rollcall.disklab;

import java.util.Arrays;

/**
 * One call that changes what lies on the disk, or a note of the work between two of them.
 *
 * @param kind  what it is
 * @param name  the file's name in its folder; of a note, its text; empty for the folder itself
 * @param other the name that the file gets; empty unless it is renamed
 * @param at    where is written, or the length that the file is cut to
 * @param bytes what is written
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record DiskCall(Kind kind, String name, String other, long at, byte[] bytes) {

    private static final byte[] NOTHING = {};

    enum Kind {
        CREATE,
        WRITE,
        TRUNCATE,
        SYNC,
        SYNC_FOLDER,
        RENAME,
        UNLINK,
        NOTE
    }

    static DiskCall of(Kind kind, String name) {
        return new DiskCall(kind, name, "", 0, NOTHING);
    }

    static DiskCall write(String name, long at, byte[] bytes) {
        return new DiskCall(Kind.WRITE, name, "", at, bytes);
    }

    static DiskCall truncate(String name, long length) {
        return new DiskCall(Kind.TRUNCATE, name, "", length, NOTHING);
    }

    static DiskCall rename(String name, String other) {
        return new DiskCall(Kind.RENAME, name, other, 0, NOTHING);
    }

    boolean isNote() {
        return kind == Kind.NOTE;
    }

    long end() {
        return at + bytes.length;
    }

    @Override
    public String toString() {
        return kind + " " + name + (other.isEmpty() ? "" : " -> " + other)
                + (kind == Kind.WRITE ? " " + bytes.length + " at " + at + " #" + Arrays.hashCode(bytes) : "");
    }
}
