package dev.rollcall.attendance.reconcile;

import dev.rollcall.attendance.event.EventId;
import dev.rollcall.attendance.identity.ContentDigest;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Makes keys of events for tests. */
final class Keys {

    private Keys() {}

    static List<EventKey> some(int count, long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, count)
                .mapToObj(number -> new EventKey(EventId.of(hex(random)), new ContentDigest(hex(random))))
                .toList();
    }

    static Tally tally(List<EventKey> keys) {
        return keys.stream().map(Tally::of).reduce(Tally.ZERO, Tally::plus);
    }

    private static String hex(Random random) {
        return String.format("%016x%016x", random.nextLong(), random.nextLong());
    }
}
