package dev.rollcall.simulator;

import java.time.Instant;
import java.time.InstantSource;

/** Stands still; devices are moved on with {@link SimulatedDevice#advance}. */
record SteppedClock(Instant instant) implements InstantSource {
    static SteppedClock at(String time) {
        return new SteppedClock(Instant.parse(time));
    }
}
