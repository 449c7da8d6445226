package dev.rollcall.attendance.reconcile;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import dev.rollcall.attendance.event.EventId;
import dev.rollcall.attendance.identity.ContentDigest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * How many events there are, and the sum of their mixed keys: 128 bits of SHA-256 over public id and content digest each. Adding
 * and taking away work in any order, so that a store keeps it up to date with each row. A sum, never an exclusive or: that would
 * not notice pairs.
 *
 * <p>The sum is held as four lanes of 32 bits, each added up by itself in 64 bits. So a database adds them up with plain {@code +}
 * and {@code sum()} and none overflows below two thousand million events.
 *
 * @param events how many
 * @param lane0  the sum of the lowest 32 bits
 * @param lane1  the sum of the next ones
 * @param lane2  the sum of the next ones
 * @param lane3  the sum of the highest ones
 */
public record Tally(long events, long lane0, long lane1, long lane2, long lane3) {

    /** No event. */
    public static final Tally ZERO = new Tally(0, 0, 0, 0, 0);

    private static final byte[] VERSION = "rollcall tally 1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int KEY_BYTES = 32;
    private static final int LANE_BITS = 32;
    private static final long LANE = 0xFFFF_FFFFL;

    /** Returns the tally of one event. */
    public static Tally of(EventKey key) {
        return of(key.id(), key.content());
    }

    /** Returns the tally of one event. */
    public static Tally of(EventId id, ContentDigest content) {
        byte[] mixed = ByteBuffer.allocate(VERSION.length + KEY_BYTES)
                .put(VERSION)
                .put(HexFormat.of().parseHex(id.hex()))
                .put(HexFormat.of().parseHex(content.hex()))
                .array();
        HashCode hash = Hashing.sha256().hashBytes(mixed);
        ByteBuffer bits = ByteBuffer.wrap(hash.asBytes());
        long high = bits.getLong();
        long low = bits.getLong();
        return new Tally(1, low & LANE, low >>> LANE_BITS, high & LANE, high >>> LANE_BITS);
    }

    /** Returns both together. */
    public Tally plus(Tally other) {
        return new Tally(
                events + other.events,
                lane0 + other.lane0,
                lane1 + other.lane1,
                lane2 + other.lane2,
                lane3 + other.lane3);
    }

    /** Returns this one without the other. */
    public Tally minus(Tally other) {
        return new Tally(
                events - other.events,
                lane0 - other.lane0,
                lane1 - other.lane1,
                lane2 - other.lane2,
                lane3 - other.lane3);
    }

    /** Tells whether nothing is in it, and nothing left over of what was added and taken away. */
    public boolean isZero() {
        return equals(ZERO);
    }

    /** Returns it in the form that travels. */
    public TallySum sum() {
        return new TallySum(events, hash());
    }

    /** Returns the sum modulo 2 to the power of 128, as 32 lower-case hexadecimal digits. */
    public String hash() {
        long carried0 = lane0;
        long carried1 = lane1 + (carried0 >> LANE_BITS);
        long carried2 = lane2 + (carried1 >> LANE_BITS);
        long carried3 = lane3 + (carried2 >> LANE_BITS);
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits((int) carried3)
                + hex.toHexDigits((int) carried2)
                + hex.toHexDigits((int) carried1)
                + hex.toHexDigits((int) carried0);
    }

    @Override
    public String toString() {
        return events + " events, " + hash();
    }
}
