package dev.rollcall.receiver.inbox;

import dev.rollcall.attendance.event.Channel;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.receiver.ingest.EventIngest;
import dev.rollcall.receiver.store.AlarmLog;
import dev.rollcall.receiver.store.Device;
import dev.rollcall.receiver.store.InboxItem;
import dev.rollcall.receiver.store.InboxResult;
import dev.rollcall.receiver.store.Store;
import dev.rollcall.receiver.store.StoreFailedException;
import dev.rollcall.receiver.store.UnitOfWork;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Translates stored bodies, oldest first, and passes what they say through the one door. Some bodies and what becomes of
 * them are one transaction, so a crash leaves them as received and the next run takes them up. Several receivers may do this at once:
 * what two of them read twice is one event all the same.
 */
public final class InboxTranslation implements Step {

    private static final Logger log = LoggerFactory.getLogger(InboxTranslation.class);

    private final Store store;
    private final InstantSource clock;
    private final int chunk;

    public InboxTranslation(Store store, InstantSource clock, int chunk) {
        this.store = store;
        this.clock = clock;
        this.chunk = chunk;
    }

    /**
     * Translates some bodies.
     *
     * @throws StoreFailedException if the database fails; what is not translated stays as received
     */
    @Override
    public boolean run() {
        List<InboxItem> items = store.read(unit -> unit.inbox().received(chunk));
        translate(items);
        return items.size() == chunk;
    }

    private void translate(List<InboxItem> items) {
        try {
            store.write(unit -> translate(unit, items));
        } catch (RuntimeException failed) {
            throwUnlessOneBodysOwn(failed);
            // One of them; each for itself tells which.
            items.forEach(this::translate);
        }
    }

    /**
     * All devices are locked before anything is written, in the order of their keys: so that two receivers never wait for one
     * another, and what one of them has settled meanwhile is left out by the other.
     */
    private int translate(UnitOfWork unit, List<InboxItem> items) {
        Instant now = clock.instant();
        items.stream()
                .map(InboxItem::deviceId)
                .distinct()
                .map(id -> unit.devices().find(id).orElseThrow().key())
                .sorted(Comparator.comparing(DeviceKey::value))
                .forEach(key -> unit.devices().lock(key, now));
        List<InboxItem> still = unit.inbox().stillReceived(items);
        still.forEach(item -> translate(unit, item));
        return still.size();
    }

    private void translate(InboxItem item) {
        try {
            store.write(unit -> translate(unit, List.of(item)));
        } catch (RuntimeException failed) {
            throwUnlessOneBodysOwn(failed);
            log.error("inbox entry {} could not be translated and is parked; the others go on", item.id(), failed);
            store.write(unit -> park(unit, item));
        }
    }

    /** A database that is away is nobody's fault; one that refuses what it is given, or a mistake of ours, is one body's. */
    private static void throwUnlessOneBodysOwn(RuntimeException failed) {
        if (failed instanceof StoreFailedException away && !away.isRefused()) {
            throw failed;
        }
    }

    private InboxResult translate(UnitOfWork unit, InboxItem item) {
        Instant now = clock.instant();
        Device device = device(unit, item, now);
        BodyReading reading = BodyReading.of(device, item);
        InboxResult result = reading.tally().result();
        if (reading.isHeartbeat()) {
            unit.devices().keepHeartbeat(device.id(), item.contentType(), item.body(), item.receivedAt());
            unit.inbox().remove(item);
        } else {
            EventIngest.ingest(unit, device, reading.tally().observations(), item.receivedAt());
            unit.inbox().settle(item, result);
        }
        if (reading.foreignName().isEmpty()) {
            unit.devices().sawBy(device.id(), Channel.WEBHOOK, item.receivedAt());
        }
        raise(unit, device, item, reading);
        return result;
    }

    private static Device device(UnitOfWork unit, InboxItem item, Instant now) {
        Device known = unit.devices().find(item.deviceId()).orElseThrow();
        return unit.devices().lock(known.key(), now);
    }

    private static void raise(UnitOfWork unit, Device device, InboxItem item, BodyReading reading) {
        reading.foreignName()
                .ifPresent(name -> unit.alarms()
                        .raise(
                                device.id(),
                                AlarmLog.FOREIGN_DEVICE,
                                name,
                                "What is posted to the address of " + device.title() + " names another device (" + name
                                        + "): give that device an address of its own (device add), or correct the MAC.",
                                item.receivedAt()));
        if (reading.foreignName().isEmpty() && reading.tally().parkedCount() > 0) {
            unit.alarms()
                    .raise(
                            device.id(),
                            AlarmLog.PARKED,
                            reading.tally().reason(),
                            "Something posted by " + device.title()
                                    + " could not be understood and waits in the inbox: "
                                    + reading.tally().reason(),
                            item.receivedAt());
        }
    }

    private static InboxResult park(UnitOfWork unit, InboxItem item) {
        InboxResult result = new InboxResult(
                InboxResult.State.PARKED, 0, 0, 1, "translation failed in an unforeseen way; see the log");
        unit.inbox().settle(item, result);
        return result;
    }
}
