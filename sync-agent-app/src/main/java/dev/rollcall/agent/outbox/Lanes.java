package dev.rollcall.agent.outbox;

import dev.rollcall.agent.schedule.Holdback;
import dev.rollcall.agent.schedule.Holdbacks;
import dev.rollcall.attendance.event.DeviceKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * The devices that the receiver refuses. Each has a lane of its own: while it is stopped the others go on, and it is probed now
 * and then. Waiting is by the monotonic clock; what is kept for the next start is by the other one. Used by one thread.
 */
final class Lanes {

    private static final String SUBJECT = "lane ";

    private final Holdbacks holdbacks;
    private final String reason;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final Map<DeviceKey, Long> stopped = new HashMap<>();
    private final Set<DeviceKey> looked = new HashSet<>();

    Lanes(Holdbacks holdbacks, String reason, InstantSource clock, LongSupplier nanoTime) {
        this.holdbacks = holdbacks;
        this.reason = reason;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /** Stops a lane for this long. */
    void stop(DeviceKey device, Duration wait) {
        stopped.put(device, nanoTime.getAsLong() + wait.toNanos());
        holdbacks.keep(SUBJECT + device, Holdback.of(1, clock.instant(), wait, reason));
    }

    /** Lets a lane go: the receiver has taken something of it. */
    void free(DeviceKey device) {
        if (stopped.remove(device) != null) {
            holdbacks.lift(SUBJECT + device);
        }
    }

    /** Tells whether a lane is still stopped from before this start; asked once for each device, it stops it again. */
    boolean wasStopped(DeviceKey device) {
        if (!looked.add(device)) {
            return false;
        }
        Holdback before = holdbacks.of(SUBJECT + device);
        Duration left =
                before == null || !before.reason().equals(reason) ? Duration.ZERO : before.leftAt(clock.instant());
        if (before != null) {
            stopped.put(device, nanoTime.getAsLong() + left.toNanos());
        }
        return !left.isZero();
    }

    /** Returns the devices to leave alone now. */
    Set<DeviceKey> stopped() {
        long now = nanoTime.getAsLong();
        Set<DeviceKey> still = new HashSet<>();
        stopped.forEach((device, until) -> {
            if (until - now > 0) {
                still.add(device);
            }
        });
        return still;
    }
}
