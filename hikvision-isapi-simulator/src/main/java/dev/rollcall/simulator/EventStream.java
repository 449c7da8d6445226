package dev.rollcall.simulator;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One client's stream: the kept log first, where the firmware replays it, then what happens, and heartbeats between. */
final class EventStream implements Streaming {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

    private final StreamDesk desk;
    private final EventLog events;
    private final FirmwareProfile profile;
    private final EventNotice notice;
    private final boolean pictures;
    private final Duration heartbeat;
    private final Semaphore news = new Semaphore(0);

    /**
     * A stream whose place at the desk has been taken.
     *
     * @param heartbeat the pause between heartbeats, zero for none
     */
    EventStream(
            StreamDesk desk, SimulatedDevice device, FirmwareProfile profile, boolean pictures, Duration heartbeat) {
        this.desk = desk;
        this.events = device.eventLog();
        this.profile = profile;
        this.notice = new EventNotice(device, profile);
        this.pictures = pictures;
        this.heartbeat = heartbeat;
    }

    @Override
    public void writeTo(Opening opening) throws IOException, InterruptedException {
        Runnable bell = news::release;
        events.onAppend(bell);
        try {
            run(opening.open());
        } finally {
            events.forget(bell);
            desk.leave();
        }
    }

    private void run(OutputStream out) throws IOException, InterruptedException {
        long live = events.end();
        long position = profile.get(StreamTraits.REPLAYS_LOG) ? 0 : live;
        long opened = System.nanoTime();
        long lastSign = opened;
        while (!isOver(opened)) {
            Optional<EventLog.PendingPush> next = events.next(position);
            if (next.isPresent()) {
                position = next.get().position() + 1;
                if (!write(out, next.get().event(), next.get().position() >= live)) {
                    return;
                }
                lastSign = System.nanoTime();
            } else if (!awaitNews(opened, lastSign) && isHeartbeatDue(lastSign)) {
                send(out, StreamFrames.json(CJson.bytes(notice.heartbeat()), null));
                lastSign = System.nanoTime();
            }
        }
    }

    /** False if the stream is cut here. */
    private boolean write(OutputStream out, SimulatedEvent event, boolean current) throws IOException {
        boolean picture = pictures && event.isFace();
        StreamFault fault = desk.nextFault();
        send(out, StreamFrames.json(CJson.bytes(notice.event(event, current, picture)), fault));
        if (picture && fault == null) {
            send(out, StreamFrames.picture(PictureEndpoint.picture()));
        }
        return fault != StreamFault.CUT;
    }

    private static void send(OutputStream out, byte[] frame) throws IOException {
        out.write(frame);
        out.flush();
    }

    private boolean isOver(long opened) {
        Duration life = profile.get(StreamTraits.CLOSES_AFTER);
        return !life.isZero() && System.nanoTime() - opened >= life.toNanos();
    }

    private boolean isHeartbeatDue(long lastSign) {
        return !heartbeat.isZero() && System.nanoTime() - lastSign >= heartbeat.toNanos();
    }

    /** Waits for an event, the next heartbeat or the end, whichever is first; true for an event. */
    private boolean awaitNews(long opened, long lastSign) throws InterruptedException {
        long now = System.nanoTime();
        long wait = LOOK_AGAIN.toNanos();
        if (!heartbeat.isZero()) {
            wait = Math.min(wait, lastSign + heartbeat.toNanos() - now);
        }
        Duration life = profile.get(StreamTraits.CLOSES_AFTER);
        if (!life.isZero()) {
            wait = Math.min(wait, opened + life.toNanos() - now);
        }
        boolean rung = news.tryAcquire(Math.max(0, wait), TimeUnit.NANOSECONDS);
        news.drainPermits();
        return rung;
    }

    /** The heartbeat a subscription asks for, else the firmware's. */
    static Duration heartbeat(@Nullable XmlElement subscription, FirmwareProfile profile) {
        int asked = subscription == null ? 0 : PushHost.number(subscription.textOrEmpty("heartbeat"));
        return asked == 0 ? profile.get(StreamTraits.HEARTBEAT) : Duration.ofSeconds(asked);
    }
}
