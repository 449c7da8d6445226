package dev.rollcall.simulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The latest requests, oldest first. Bounded, so that a simulator can run for days. Safe for use by several threads. */
final class RequestLog {
    private static final int REMEMBERED = 20_000;

    private final Object lock = new Object();
    private final Deque<RecordedRequest> requests = new ArrayDeque<>();

    void add(RecordedRequest request) {
        synchronized (lock) {
            requests.addLast(request);
            if (requests.size() > REMEMBERED) {
                requests.removeFirst();
            }
        }
    }

    List<RecordedRequest> all() {
        synchronized (lock) {
            return List.copyOf(requests);
        }
    }

    void clear() {
        synchronized (lock) {
            requests.clear();
        }
    }
}
