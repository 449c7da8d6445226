package dev.rollcall.receiver.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.attendance.event.Channel;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.IsoText;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.attendance.exchange.BatchMessage;
import dev.rollcall.attendance.exchange.DeviceMessage;
import dev.rollcall.attendance.exchange.EventMessages;
import dev.rollcall.attendance.identity.EventIdentity;
import dev.rollcall.receiver.inbox.InboxTranslation;
import dev.rollcall.receiver.ingest.BatchIngest;
import dev.rollcall.receiver.store.EventFilter;
import dev.rollcall.receiver.store.FeedEvent;
import dev.rollcall.receiver.store.InboxItem;
import dev.rollcall.receiver.store.Store;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

/**
 * Two agents that both read the same four terminals, the terminals posting by themselves, and a backfill of all, spread over two receivers:
 * every event comes several times, from several sides at once.
 */
public final class Crowd {

    public static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    private static final int DEVICES = 4;
    private static final int BATCH = 100;
    private static final int POSTED_OF = 16;

    private final Store one;
    private final Store other;
    private final int each;
    private final AtomicLong stored = new AtomicLong();
    private volatile boolean posted;

    public Crowd(Store one, Store other, int events) {
        this.one = one;
        this.other = other;
        this.each = events / DEVICES;
    }

    public void send() throws Exception {
        List<Callable<Object>> senders = new ArrayList<>();
        senders.add(() -> agent("agent-1", one, batches(new Random(1))));
        senders.add(() -> agent("agent-2", other, batches(new Random(2))));
        senders.add(() -> agent("backfill", other, reversed(batches(null))));
        senders.add(this::post);
        senders.add(() -> translate(one));
        senders.add(() -> translate(other));
        ExecutorService threads = Executors.newFixedThreadPool(senders.size());
        try {
            for (Future<Object> sender : threads.invokeAll(senders)) {
                sender.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** Returns how many events the receipts called new. */
    public long storedByReceipts() {
        return stored.get();
    }

    private record Piece(int device, long first, int size) {}

    private List<Piece> batches(Random shuffled) {
        List<Piece> pieces = new ArrayList<>();
        for (int device = 0; device < DEVICES; device++) {
            for (long first = 1; first <= each; first += BATCH) {
                pieces.add(new Piece(device, first, (int) Math.min(BATCH, each - first + 1)));
            }
        }
        if (shuffled != null) {
            Collections.shuffle(pieces, shuffled);
        }
        return pieces;
    }

    private static <T> List<T> reversed(List<T> items) {
        List<T> other = new ArrayList<>(items);
        Collections.reverse(other);
        return other;
    }

    private static Punch punch(int device, long serial) {
        Punch punch = Punch.at("CROWD000" + device);
        return punch.serial(serial)
                .time(punch.at().minusDays(20).plusSeconds(serial * 5).toString());
    }

    private Object agent(String name, Store store, List<Piece> pieces) {
        BatchIngest ingest = new BatchIngest(store, InstantSource.fixed(NOW), Integer.MAX_VALUE);
        for (Piece piece : pieces) {
            DeviceKey device = punch(piece.device(), 1).device();
            List<Observation> observations = LongStream.range(piece.first(), piece.first() + piece.size())
                    .mapToObj(serial -> punch(piece.device(), serial).observation())
                    .toList();
            stored.addAndGet(ingest.accept(
                            device,
                            new BatchMessage(
                                    1,
                                    name + piece.first(),
                                    name,
                                    new DeviceMessage(device.value(), null, null, null, null, null),
                                    null,
                                    null,
                                    observations.stream()
                                            .map(seen ->
                                                    EventMessages.toMessage(EventIdentity.idOf(seen.event()), seen))
                                            .toList()))
                    .recordsProcessed());
        }
        return name;
    }

    private Object post() {
        for (int device = 0; device < DEVICES; device++) {
            int terminal = device;
            DeviceKey key = punch(terminal, 1).device();
            int number = one.write(unit -> unit.devices().lock(key, NOW).id());
            for (long serial = 1; serial <= each; serial += 25L * POSTED_OF) {
                long from = serial;
                Store store = serial % 2 == 0 ? other : one;
                store.write(unit -> {
                    List<InboxItem> items = new ArrayList<>();
                    for (long at = from; at <= Math.min(each, from + 25L * POSTED_OF - 1); at += POSTED_OF) {
                        byte[] body = body(punch(terminal, at), key);
                        items.add(new InboxItem(0, number, "application/json", body, false, null, NOW));
                    }
                    unit.inbox().addAll(items);
                    return number;
                });
            }
        }
        posted = true;
        return posted;
    }

    /** A push carries no raw offset of its own here but the same time, person and serial. */
    private static byte[] body(Punch punch, DeviceKey key) {
        return ("{\"dateTime\":\"" + IsoText.of(punch.at())
                        + "+05:30\",\"eventType\":\"AccessControllerEvent\",\"shortSerialNumber\":\""
                        + key
                        + "\",\"AccessControllerEvent\":{\"majorEventType\":5,\"subEventType\":75,\"employeeNoString\":\""
                        + punch.person() + "\",\"serialNo\":" + punch.serial()
                        + ",\"doorNo\":1,\"currentVerifyMode\":\"face\"}}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private Object translate(Store store) {
        InboxTranslation translation = new InboxTranslation(store, InstantSource.fixed(NOW), 50);
        while (true) {
            boolean all = posted;
            boolean more = translation.run();
            if (all && !more && store.read(unit -> unit.inbox().received(1)).isEmpty()) {
                return store;
            }
        }
    }

    /** Reads the whole feed; each event's last appearance is the one that counts. */
    public void assertFeedHasEachOnce() {
        Set<String> seen = new HashSet<>();
        long position = 0;
        List<FeedEvent> page = page(position);
        while (!page.isEmpty()) {
            for (FeedEvent event : page) {
                assertThat(event.position()).isGreaterThan(position);
                position = event.position();
                String key = event.stored().event().device() + " "
                        + event.stored().event().serialNo();
                assertThat(seen.add(key)).as(key).isTrue();
                assertThat(event.stored().confirmed()).isTrue();
                boolean isPosted = event.sights().stream().anyMatch(sight -> sight.channel() == Channel.WEBHOOK);
                Long serial = event.stored().event().serialNo();
                assertThat(isPosted).isEqualTo(serial != null && (serial - 1) % POSTED_OF == 0);
            }
            page = page(position);
        }
        assertThat(seen).hasSize(each * DEVICES);
    }

    private List<FeedEvent> page(long after) {
        return other.read(unit -> unit.feed().page(EventFilter.ALL, after, 1000));
    }
}
