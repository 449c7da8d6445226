package dev.rollcall.isapi.notification;

import java.time.Duration;
import java.util.Objects;

/**
 * How long to wait before opening a stream again: 5 seconds at first, then twice as long each time, at most 5 minutes. A device
 * serves one or two listeners and keeps the place of a dead one for minutes, so asking quickly only keeps others out. Start
 * again with {@link #FIRST} after a stream has delivered something. The caller does the waiting, and adds chance if many devices
 * are listened to.
 *
 * @param pause what to wait now
 */
public record StreamBackoff(Duration pause) {

    /** 5 seconds. */
    public static final StreamBackoff FIRST = new StreamBackoff(Duration.ofSeconds(5));

    private static final Duration LONGEST = Duration.ofMinutes(5);

    public StreamBackoff {
        Objects.requireNonNull(pause, "pause");
    }

    /** The wait after this one was in vain. */
    public StreamBackoff next() {
        Duration twice = pause.multipliedBy(2);
        return new StreamBackoff(twice.compareTo(LONGEST) > 0 ? LONGEST : twice);
    }
}
