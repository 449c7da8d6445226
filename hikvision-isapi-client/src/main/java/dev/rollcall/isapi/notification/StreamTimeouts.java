package dev.rollcall.isapi.notification;

import java.time.Duration;

/**
 * How long to wait for a stream.
 *
 * @param opening longest wait for the device to accept a listener; when its places are taken some devices never answer
 * @param silence longest time without event and heartbeat before the stream counts as dead. Heartbeats come every second to every
 *     30 seconds by model; some models send none, and need a longer time
 */
public record StreamTimeouts(Duration opening, Duration silence) {

    /** 10 seconds to open, 90 seconds of silence. */
    public static final StreamTimeouts DEFAULT = new StreamTimeouts(Duration.ofSeconds(10), Duration.ofSeconds(90));

    public StreamTimeouts {
        requirePositive(opening, "opening");
        requirePositive(silence, "silence");
    }

    private static void requirePositive(Duration duration, String name) {
        if (duration.toMillis() < 1 || duration.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException(name + " must be 1 ms to 1 day, not " + duration);
        }
    }
}
