package dev.rollcall.isapi.internal;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Knows whether the nonce at hand is worth presenting again. A spent nonce costs a refusal, and refusals lock the account. So a
 * nonce that rested longer than recorders keep one (about 30 s) is not shown again, and once a device has refused twice in the
 * same way, later nonces are given up in time: after as many uses (two, seen on DS-K1T342MWX V4.48.40; one, on an intercom), or at
 * nine tenths of the age.
 */
final class NonceMemory {

    private static final long REST = Duration.ofSeconds(20).toNanos();
    /** A nonce refused this early has been used up, one refused later has grown old. */
    private static final long OLD = Duration.ofSeconds(25).toNanos();

    private static final int LARGEST_LIMIT = 8;

    private final LongSupplier nanoTime;
    private int uses;
    private long firstUse;
    private long lastUse;
    private int usesBeforeRefusal;
    private int limit = Integer.MAX_VALUE;
    private long ageAtRefusal = Long.MAX_VALUE;
    private long ageLimit = Long.MAX_VALUE;

    NonceMemory(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    synchronized boolean worthReusing() {
        long now = nanoTime.getAsLong();
        return uses > 0 && uses < limit && now - lastUse < REST && now - firstUse < ageLimit;
    }

    synchronized void used() {
        lastUse = nanoTime.getAsLong();
        if (uses == 0) {
            firstUse = lastUse;
        }
        uses++;
    }

    synchronized void fresh() {
        uses = 0;
    }

    /** The device did not take the nonce for the use that {@link #used()} counted last. */
    synchronized void reuseRefused() {
        long age = lastUse - firstUse;
        if (age < OLD) {
            learnUses(uses - 1);
        } else {
            learnAge(age);
        }
        uses = 0;
    }

    private void learnUses(int taken) {
        if (taken == usesBeforeRefusal && taken >= 1 && taken <= LARGEST_LIMIT) {
            limit = taken;
        }
        usesBeforeRefusal = taken;
    }

    private void learnAge(long age) {
        if (Math.abs(age - ageAtRefusal) <= age / 5) {
            ageLimit = Math.min(age, ageAtRefusal) / 10 * 9;
        }
        ageAtRefusal = age;
    }
}
