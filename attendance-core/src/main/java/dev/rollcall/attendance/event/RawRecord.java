package dev.rollcall.attendance.event;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The exact bytes by which a device stated an event. Immutable. */
public final class RawRecord {

    private final byte[] bytes;

    private RawRecord(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Returns the record of a copy of these bytes. */
    public static RawRecord of(byte[] bytes) {
        return new RawRecord(bytes.clone());
    }

    /** Returns the record of this text in UTF-8. */
    public static RawRecord ofText(String text) {
        return new RawRecord(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns a copy of the bytes. */
    public byte[] toByteArray() {
        return bytes.clone();
    }

    /** Tells whether the bytes are well-formed UTF-8, so that {@link #text()} loses nothing. */
    public boolean isUtf8() {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException malformed) {
            return false;
        }
    }

    /** Returns the bytes read as UTF-8; malformed sequences become U+FFFD. */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RawRecord that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Says only how long it is: raw records may name people. */
    @Override
    public String toString() {
        return "RawRecord[" + bytes.length + " bytes]";
    }
}
