package dev.rollcall.isapi;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Bytes exactly as a device sent them. Immutable; the array given and every array returned are copies. */
public final class RawBytes {

    private final byte[] bytes;

    private RawBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A copy of {@code bytes}. */
    public static RawBytes of(byte[] bytes) {
        return new RawBytes(Objects.requireNonNull(bytes, "bytes").clone());
    }

    /** The bytes of {@code source} from {@code startInclusive} to {@code endExclusive}. */
    public static RawBytes of(byte[] source, int startInclusive, int endExclusive) {
        Objects.checkFromToIndex(startInclusive, endExclusive, source.length);
        return new RawBytes(Arrays.copyOfRange(source, startInclusive, endExclusive));
    }

    /** A copy. */
    public byte[] toByteArray() {
        return bytes.clone();
    }

    /** How many. */
    public int size() {
        return bytes.length;
    }

    /** Whether the bytes are well-formed UTF-8, so that {@link #text()} loses nothing. */
    public boolean isUtf8() {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException malformed) {
            return false;
        }
    }

    /** The bytes read as UTF-8; malformed sequences become U+FFFD, as old firmware cuts names in the middle of a character. */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RawBytes that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Only the size: the content may hold names and belongs in no log. */
    @Override
    public String toString() {
        return "RawBytes[" + bytes.length + " bytes]";
    }
}
