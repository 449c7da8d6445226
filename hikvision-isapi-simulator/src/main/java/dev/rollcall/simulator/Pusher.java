package dev.rollcall.simulator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Posts events in order from one daemon thread. Only HTTP 200 acknowledges; anything else is sent again and holds up
 * everything behind it, unless the profile is content with any 2xx (DS-K1T341CMFW V3.3.8 repeated one serial for ever when it got 204). What has been acknowledged is
 * remembered by the device, so pushing goes on where it stopped. Safe for use by several threads.
 */
final class Pusher implements AutoCloseable {
    private static final int REMEMBERED = 20_000;
    private static final Duration IDLE_LOOK = Duration.ofSeconds(5);

    private final EventLog events;
    private final PushedBody body;
    private final PushSettings settings;
    private final boolean never;
    private final boolean only200;
    private final boolean storedEvents;
    private final int buffer;
    private final Duration heartbeat;
    private final Queue<PushFault> faults;
    private final HttpClient client;
    private final Thread thread;
    private final Runnable bell = this::ring;
    /** A permit means: look again. */
    private final Semaphore news = new Semaphore(0);

    private final CountDownLatch closed = new CountDownLatch(1);
    private final Object lock = new Object();
    private final Deque<PushAttempt> attempts = new ArrayDeque<>();
    private volatile @Nullable URI target;
    private volatile boolean paused;

    Pusher(SimulatedDevice device, FirmwareProfile profile, PushSettings settings, Queue<PushFault> faults) {
        this.events = device.eventLog();
        this.body = new PushedBody(device, profile);
        this.settings = settings;
        this.never = profile.pushForm() == FirmwareProfile.PushForm.NEVER;
        this.only200 = profile.get(PushTraits.ONLY_200_ACKNOWLEDGES);
        this.storedEvents = settings.storedEvents() || profile.get(PushTraits.SENDS_STORED_EVENTS);
        this.buffer = profile.get(PushTraits.BUFFER);
        this.heartbeat = settings.heartbeat().isZero() ? profile.get(PushTraits.HEARTBEAT) : settings.heartbeat();
        this.faults = faults;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.timeout())
                .build();
        this.thread = new Thread(this::run, "simulator-push-" + device.shortSerial());
        this.thread.setDaemon(true);
    }

    void start() {
        events.onAppend(bell);
        thread.start();
    }

    /**
     * Begins to push to this address.
     *
     * @throws IllegalArgumentException if it is no absolute http or https address
     */
    void target(URI value) {
        if (value.getHost() == null || !List.of("http", "https").contains(value.getScheme())) {
            throw new IllegalArgumentException("a receiver needs a whole http:// or https:// address, got " + value);
        }
        events.startPushing(storedEvents);
        target = value;
        ring();
    }

    void pause(boolean value) {
        paused = value;
        ring();
    }

    List<PushAttempt> attempts() {
        synchronized (lock) {
            return List.copyOf(attempts);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        events.forget(bell);
        thread.interrupt();
    }

    private void ring() {
        news.release();
    }

    private void run() {
        try {
            while (closed.getCount() > 0) {
                step();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void step() throws InterruptedException {
        URI receiver = target;
        if (receiver == null || paused || never) {
            awaitNews(IDLE_LOOK);
            return;
        }
        Optional<EventLog.PendingPush> next = events.nextPush(buffer);
        if (next.isPresent()) {
            deliver(receiver, next.get());
        } else if (heartbeat.isZero()) {
            awaitNews(IDLE_LOOK);
        } else if (!awaitNews(heartbeat)) {
            record(PushAttempt.HEARTBEAT, post(receiver, body.heartbeat()));
        }
    }

    private void deliver(URI receiver, EventLog.PendingPush push) throws InterruptedException {
        PushFault fault = faults.peek();
        if (fault == PushFault.SWAPPED_WITH_NEXT) {
            Optional<EventLog.PendingPush> later = events.pushAfter(push);
            if (later.isPresent()) {
                faults.poll();
                deliverSwapped(receiver, push, later.get());
                return;
            }
            fault = null;
        } else if (fault != null) {
            faults.poll();
        }
        if (fault == PushFault.LOST) {
            events.acknowledge(push);
        } else if (deliver(receiver, push, fault)) {
            events.acknowledge(push);
            if (fault == PushFault.SENT_TWICE) {
                deliver(receiver, push, null);
            }
        }
    }

    private void deliverSwapped(URI receiver, EventLog.PendingPush first, EventLog.PendingPush later)
            throws InterruptedException {
        while (closed.getCount() > 0 && !deliver(receiver, later, null)) {
            news.drainPermits();
        }
        while (closed.getCount() > 0 && !deliver(receiver, first, null)) {
            news.drainPermits();
        }
        events.acknowledge(later);
    }

    private boolean deliver(URI receiver, EventLog.PendingPush push, @Nullable PushFault fault)
            throws InterruptedException {
        SimulatedEvent event = push.event();
        int status = post(receiver, body.event(event, settings.pictures(), fault));
        boolean acknowledged = status == 200 || (status / 100 == 2 && !only200);
        record(event.serialNo(), status);
        if (!acknowledged) {
            closed.await(settings.retryAfter().toMillis(), TimeUnit.MILLISECONDS);
        }
        return acknowledged;
    }

    /** The status that came back, 0 if none did. */
    private int post(URI receiver, byte[] content) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(receiver)
                .timeout(settings.timeout())
                .header("Content-Type", body.contentType())
                .POST(HttpRequest.BodyPublishers.ofByteArray(content))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    private void record(long serial, int status) {
        synchronized (lock) {
            attempts.addLast(new PushAttempt(serial, status));
            if (attempts.size() > REMEMBERED) {
                attempts.removeFirst();
            }
        }
    }

    /** Waits for news; false if the time ran out without any. */
    private boolean awaitNews(Duration time) throws InterruptedException {
        boolean rung = news.tryAcquire(time.toMillis(), TimeUnit.MILLISECONDS);
        news.drainPermits();
        return rung;
    }
}
