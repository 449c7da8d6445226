package dev.rollcall.simulator;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** The nonces given out and how far each is used up. Not thread-safe; its owner locks. */
final class NonceBook {
    private static final int REMEMBERED = 1_000;

    private final SecureRandom random = new SecureRandom();
    private final Map<String, Use> nonces = new LinkedHashMap<>();

    /** Looks like those of NVRs: hexadecimal digits, a colon, milliseconds. */
    String issue(Instant now) {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        String nonce = HexFormat.of().formatHex(bytes) + ":" + now.toEpochMilli();
        nonces.put(nonce, new Use(now, 0, 0));
        if (nonces.size() > REMEMBERED) {
            nonces.remove(nonces.keySet().iterator().next());
        }
        return nonce;
    }

    /** Whether the nonce is ours, young enough, and used with a count higher than ever before. */
    boolean isFresh(String nonce, long count, Instant now, Duration lifetime) {
        Use use = nonces.get(nonce);
        return use != null
                && count > use.highestCount
                && Duration.between(use.issued, now).compareTo(lifetime) <= 0;
    }

    /** The count that a use without one stands for. */
    long nextCount(String nonce) {
        Use use = nonces.get(nonce);
        return use == null ? 1 : use.highestCount + 1;
    }

    /** Counts one use of a fresh nonce; returns how many it has had with this one. */
    int use(String nonce, long count) {
        Use used = nonces.compute(nonce, (key, use) -> {
            if (use == null) {
                throw new IllegalStateException("unknown nonces are not used");
            }
            return new Use(use.issued, use.times + 1, count);
        });
        return used.times;
    }

    private record Use(Instant issued, int times, long highestCount) {}
}
