package dev.rollcall.simulator;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/** One {@link Pusher} for each httpHosts slot, and the record of what they tried. Safe for use by several threads. */
final class PushDesk implements AutoCloseable, HostsEndpoint.SlotListener {
    private static final int REMEMBERED = 20_000;

    private final Object lock = new Object();
    private final HostList hosts;
    private final Map<Integer, Pusher> pushers = new HashMap<>();
    private final Map<Integer, Optional<PushHost>> receivers = new HashMap<>();
    private final Deque<PushAttempt> attempts = new ArrayDeque<>();

    PushDesk(SimulatedDevice device, FirmwareProfile profile, PushSettings settings, Queue<PushFault> faults) {
        this.hosts = new HostList(device, profile);
        for (int slot = 1; slot <= hosts.size(); slot++) {
            pushers.put(slot, new Pusher(slot, device, profile, settings, new Pusher.Journal(faults, this::record)));
            receivers.put(slot, hosts.target(slot));
        }
    }

    /** Begins to push to every receiver that is set; if not armed, only after it has been set again (DS-K1T502). */
    void start(boolean armed) {
        pushers.values().forEach(pusher -> {
            if (armed) {
                pusher.arm();
            }
            pusher.start();
        });
    }

    @Override
    public void configured(int slot) {
        Optional<PushHost> now = hosts.target(slot);
        Pusher pusher = pushers.get(slot);
        if (pusher == null) {
            return;
        }
        synchronized (lock) {
            Optional<PushHost> before = receivers.put(slot, now);
            if (now.isPresent() && !now.equals(before)) {
                pusher.receiverChanged();
            }
        }
        pusher.arm();
    }

    /** Sets a receiver as if by httpHosts, past its rules. */
    void target(URI receiver) {
        configured(hosts.set(receiver));
    }

    void pause(boolean value) {
        pushers.values().forEach(pusher -> pusher.pause(value));
    }

    List<PushAttempt> attempts() {
        synchronized (lock) {
            return List.copyOf(attempts);
        }
    }

    @Override
    public void close() {
        pushers.values().forEach(Pusher::close);
    }

    private void record(PushAttempt attempt) {
        synchronized (lock) {
            attempts.addLast(attempt);
            if (attempts.size() > REMEMBERED) {
                attempts.removeFirst();
            }
        }
    }
}
