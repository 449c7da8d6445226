package dev.rollcall.receiver.query;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** The numbers of events that one export has written: one bit for each, since these numbers are given out in a row. Used by one thread. */
final class WrittenEvents {

    private static final int BITS = 16;
    private static final long MASK = (1L << BITS) - 1;

    private final Map<Long, BitSet> blocks = new HashMap<>();

    /** Adds an event, and tells whether it is the first time. */
    boolean add(long number) {
        BitSet block = blocks.computeIfAbsent(number >> BITS, high -> new BitSet());
        int place = (int) (number & MASK);
        boolean isNew = !block.get(place);
        block.set(place);
        return isNew;
    }
}
