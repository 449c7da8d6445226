package dev.rollcall.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;

/**
 * The device's own idea of the time. It may be wrong, run wrong and jump; nothing corrects it. What a real clock did: 92 s
 * of drift were measured on a terminal, and one whose battery was dead dated its punches 1970. Safe for several threads.
 */
public final class DeviceClock implements InstantSource {
    private static final double SECONDS_OF_DAY = 86_400;

    private final Object lock = new Object();
    private InstantSource source;
    private Duration shift = Duration.ZERO;
    private Duration driftPerDay = Duration.ZERO;
    private Instant driftsSince = Instant.EPOCH;

    DeviceClock(InstantSource source) {
        this.source = source;
    }

    @Override
    public Instant instant() {
        synchronized (lock) {
            Instant real = source.instant();
            double days = Duration.between(driftsSince, real).toMillis() / 1_000.0 / SECONDS_OF_DAY;
            return real.plus(shift).plusMillis(Math.round(driftPerDay.toMillis() * days));
        }
    }

    /** Follows another clock from now on, without any step or drift from before. */
    public void follow(InstantSource value) {
        synchronized (lock) {
            source = Objects.requireNonNull(value, "value");
            shift = Duration.ZERO;
            driftPerDay = Duration.ZERO;
        }
    }

    /** Jumps forwards or, if negative, backwards. */
    public void advance(Duration by) {
        synchronized (lock) {
            shift = shift.plus(by);
        }
    }

    /** Shows this moment now and runs on from there; the drift goes on. */
    public void set(Instant value) {
        advance(Duration.between(instant(), value));
    }

    /** Gains so much a day from now on, or loses it if negative; measured by the clock it follows. */
    public void driftBy(Duration perDay) {
        synchronized (lock) {
            Instant shown = instant();
            driftPerDay = perDay;
            driftsSince = source.instant();
            shift = Duration.between(driftsSince, shown);
        }
    }
}
