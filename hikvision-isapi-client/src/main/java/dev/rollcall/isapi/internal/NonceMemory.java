package dev.rollcall.isapi.internal;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Knows whether the nonce at hand is worth presenting again. A spent nonce costs a refusal, and refusals lock the account: a
 * nonce that rested longer than recorders keep one (about 30 s) is not shown again, and once a device has twice refused a
 * nonce after the same small number of uses (two, seen on DS-K1T342MWX V4.48.40), later ones are given up in time.
 */
final class NonceMemory {

    private static final Duration REST = Duration.ofSeconds(20);
    private static final int LARGEST_LIMIT = 8;

    private final LongSupplier nanoTime;
    private int uses;
    private long lastUse;
    private int usesBeforeRefusal;
    private int limit = Integer.MAX_VALUE;

    NonceMemory(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    synchronized boolean worthReusing() {
        return uses > 0 && uses < limit && nanoTime.getAsLong() - lastUse < REST.toNanos();
    }

    synchronized void used() {
        uses++;
        lastUse = nanoTime.getAsLong();
    }

    synchronized void fresh() {
        uses = 0;
    }

    /** The device did not take the nonce for the use that {@link #used()} counted last. */
    synchronized void reuseRefused() {
        int taken = uses - 1;
        if (taken == usesBeforeRefusal && taken >= 1 && taken <= LARGEST_LIMIT) {
            limit = taken;
        }
        usesBeforeRefusal = taken;
        uses = 0;
    }
}
