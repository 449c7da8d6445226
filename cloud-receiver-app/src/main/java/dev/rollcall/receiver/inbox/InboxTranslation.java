package dev.rollcall.receiver.inbox;

import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.receiver.store.Device;
import dev.rollcall.receiver.store.InboxItem;
import dev.rollcall.receiver.store.InboxResult;
import dev.rollcall.receiver.store.Store;
import dev.rollcall.receiver.store.StoreFailedException;
import dev.rollcall.receiver.store.UnitOfWork;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
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
        Map<Integer, Device> locked = new HashMap<>();
        items.stream()
                .map(InboxItem::deviceId)
                .distinct()
                .map(id -> unit.devices().find(id).orElseThrow().key())
                .sorted(Comparator.comparing(DeviceKey::value))
                .map(key -> unit.devices().lock(key, now))
                .forEach(device -> locked.put(device.id(), device));
        List<InboxItem> still = unit.inbox().stillReceived(items);
        still.stream()
                .collect(Collectors.groupingBy(InboxItem::deviceId, LinkedHashMap::new, Collectors.toList()))
                .forEach((id, ofOne) ->
                        new DeviceBodies(unit, Objects.requireNonNull(locked.get(id)), ofOne).translate());
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

    private static InboxResult park(UnitOfWork unit, InboxItem item) {
        InboxResult result = new InboxResult(
                InboxResult.State.PARKED, 0, 0, 1, "translation failed in an unforeseen way; see the log");
        unit.inbox().settle(item, result);
        return result;
    }
}
