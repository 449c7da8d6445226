package dev.rollcall.simulator;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Posts events in order to the receiver of one slot, from one daemon thread. Only HTTP 200 acknowledges; anything else is
 * sent again and holds up everything behind it (DS-K1T341CMFW V3.3.8 repeated one serial for ever when it got 204). What
 * has been acknowledged is remembered by the device, so pushing goes on where it stopped. Safe for use by several threads.
 */
final class Pusher implements AutoCloseable {
    private static final Duration IDLE_LOOK = Duration.ofSeconds(5);

    private final int slot;
    private final EventLog events;
    private final HostList hosts;
    private final FirmwareProfile profile;
    private final PushSettings settings;
    private final EventNotice notice;
    private final Journal journal;
    private final Thread thread;
    private final Runnable bell = this::ring;
    /** A permit means: look again. */
    private final Semaphore news = new Semaphore(0);

    private final CountDownLatch closed = new CountDownLatch(1);
    /** Events before it are stored ones, not live. */
    private volatile long storedUpTo;

    private volatile boolean armed;
    private volatile boolean paused;
    /** Made for the first push, by the thread that pushes: it costs more than the rest of a start. */
    private @Nullable HttpClient client;

    Pusher(int slot, SimulatedDevice device, FirmwareProfile profile, PushSettings settings, Journal journal) {
        this.slot = slot;
        this.events = device.eventLog();
        this.hosts = new HostList(device, profile);
        this.profile = profile;
        this.settings = settings;
        this.notice = new EventNotice(device, profile);
        this.journal = journal;
        this.thread = new Thread(this::run, "simulator-push-" + device.shortSerial() + "-" + slot);
        this.thread.setDaemon(true);
    }

    void start() {
        events.onAppend(bell);
        thread.start();
    }

    /** Begins, or goes on, to push to whatever receiver the slot names. */
    void arm() {
        storedUpTo = events.end();
        if (hosts.target(slot).isPresent()) {
            events.startPushing(slot, sendsStored());
        }
        armed = true;
        ring();
    }

    /** The slot has a receiver that it did not have before. */
    void receiverChanged() {
        if (sendsStored()) {
            events.pushAgain(slot);
        }
    }

    void pause(boolean value) {
        paused = value;
        ring();
    }

    @Override
    public void close() {
        closed.countDown();
        events.forget(bell);
        thread.interrupt();
    }

    private boolean sendsStored() {
        return settings.storedEvents() || profile.get(PushTraits.SENDS_STORED_EVENTS);
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
        PushHost receiver = hosts.target(slot).orElse(null);
        if (receiver == null || !armed || paused || profile.pushForm() == FirmwareProfile.PushForm.NEVER) {
            awaitNews(IDLE_LOOK);
            return;
        }
        Optional<EventLog.PendingPush> next = events.nextPush(slot, profile.get(PushTraits.BUFFER));
        Duration heartbeat = heartbeat(receiver);
        if (next.isPresent()) {
            deliver(receiver, next.get());
        } else if (heartbeat.isZero()) {
            awaitNews(IDLE_LOOK);
        } else if (!awaitNews(heartbeat)) {
            PushedBody body = new PushedBody(profile.pushForm(), receiver.asXml());
            int status = post(receiver, body.contentType(), body.bytes(notice.heartbeat(), false));
            journal.attempts().accept(new PushAttempt(PushAttempt.HEARTBEAT, status));
        }
    }

    /** The builder's word first, then what SubscribeEvent asks for, then the firmware's own. */
    private Duration heartbeat(PushHost receiver) {
        Duration asked = settings.heartbeat().isZero() ? receiver.heartbeat() : settings.heartbeat();
        return asked.isZero() ? profile.get(PushTraits.HEARTBEAT) : asked;
    }

    private void deliver(PushHost receiver, EventLog.PendingPush push) throws InterruptedException {
        PushFault fault = journal.faults().peek();
        if (fault == PushFault.SWAPPED_WITH_NEXT) {
            Optional<EventLog.PendingPush> later = events.next(push.position() + 1);
            if (later.isPresent()) {
                journal.faults().poll();
                deliverSwapped(receiver, push, later.get());
                return;
            }
            fault = null;
        } else if (fault != null) {
            journal.faults().poll();
        }
        if (fault == PushFault.LOST) {
            events.acknowledge(slot, push);
        } else if (deliver(receiver, push, fault)) {
            events.acknowledge(slot, push);
            if (fault == PushFault.SENT_TWICE) {
                deliver(receiver, push, null);
            }
        }
    }

    private void deliverSwapped(PushHost receiver, EventLog.PendingPush first, EventLog.PendingPush later)
            throws InterruptedException {
        while (closed.getCount() > 0 && !deliver(receiver, later, null)) {
            news.drainPermits();
        }
        while (closed.getCount() > 0 && !deliver(receiver, first, null)) {
            news.drainPermits();
        }
        events.acknowledge(slot, later);
    }

    private boolean deliver(PushHost receiver, EventLog.PendingPush push, @Nullable PushFault fault)
            throws InterruptedException {
        SimulatedEvent event = push.event();
        PushedBody body = new PushedBody(profile.pushForm(), receiver.asXml());
        Boolean current = profile.get(PushTraits.MARKS_CURRENT) ? push.position() >= storedUpTo : null;
        boolean picture = settings.pictures() && event.isFace();
        byte[] content = body.bytes(
                notice.event(event, fault == PushFault.STORED ? Boolean.FALSE : current, picture),
                picture && fault != PushFault.WITHOUT_PICTURE);
        int status = post(receiver, body.contentType(), content);
        boolean acknowledged = acknowledges(status);
        journal.attempts().accept(new PushAttempt(event.serialNo(), status));
        if (!acknowledged) {
            closed.await(settings.retryAfter().toMillis(), TimeUnit.MILLISECONDS);
        }
        return acknowledged;
    }

    private boolean acknowledges(int status) {
        return status == 200 || (status / 100 == 2 && !profile.get(PushTraits.ONLY_200_ACKNOWLEDGES));
    }

    /** The status that came back, 0 if none did. */
    private int post(PushHost receiver, String contentType, byte[] content) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(receiver.address())
                .timeout(settings.timeout())
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofByteArray(content))
                .build();
        try {
            return client().send(request, HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    private HttpClient client() {
        HttpClient made = client;
        if (made == null) {
            made = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(settings.timeout())
                    .build();
            client = made;
        }
        return made;
    }

    /** Waits for news; false if the time ran out without any. */
    private boolean awaitNews(Duration time) throws InterruptedException {
        boolean rung = news.tryAcquire(time.toMillis(), TimeUnit.MILLISECONDS);
        news.drainPermits();
        return rung;
    }

    /** What goes wrong next, and where attempts are written down. */
    record Journal(Queue<PushFault> faults, Consumer<PushAttempt> attempts) {}
}
