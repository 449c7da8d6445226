package dev.rollcall.receiver.ingest;

import dev.rollcall.attendance.event.AttendanceEvent;
import dev.rollcall.attendance.event.Channel;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.EmployeeNumber;
import dev.rollcall.attendance.event.EventCategory;
import dev.rollcall.attendance.event.EventTime;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.attendance.event.PunchKind;
import dev.rollcall.attendance.event.RawRecord;
import dev.rollcall.attendance.event.VerifyMethod;
import dev.rollcall.attendance.event.Zones;
import dev.rollcall.attendance.identity.EventIdentity;
import dev.rollcall.receiver.store.AlarmLog;
import dev.rollcall.receiver.store.Device;
import dev.rollcall.receiver.store.Store;
import dev.rollcall.receiver.store.StoreFailedException;
import dev.rollcall.receiver.store.UnitOfWork;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A batch that the database refuses as a whole: it is divided until what is refused stands alone, so that the others are stored. Used by
 * one thread.
 */
final class DividedBatch {

    private static final Logger log = LoggerFactory.getLogger(DividedBatch.class);
    private static final String NOT_SAID = "the receiver's database refuses this event; the receiver's log says why";

    private final Store store;
    private final Introduction introduction;
    private final DeviceKey key;
    private final Instant now;
    private final Map<String, String> refusals = new LinkedHashMap<>();
    private boolean othersAreTaken;

    DividedBatch(Store store, Introduction introduction, DeviceKey key, Instant now) {
        this.store = store;
        this.introduction = introduction;
        this.key = key;
        this.now = now;
    }

    /**
     * Stores what can be stored.
     *
     * @param whole how the database refused all of them together
     * @return what became of each, in the same order
     * @throws StoreFailedException if the database cannot be reached, or takes no other event either: then the events are not to blame,
     *     and rejecting them would put all of them aside
     */
    List<Fate> store(List<Observation> observations, StoreFailedException whole) {
        // Without what came beside them: that may be all that is refused.
        List<Fate> fates = part(observations);
        if (!refusals.isEmpty() && !othersAreTaken && !takesAnother()) {
            throw whole;
        }
        return fates;
    }

    /**
     * Notes what was said beside the events, and raises an alarm for what was refused. When the database refuses that as well, the events
     * are stored all the same.
     */
    void tell(BiConsumer<UnitOfWork, Device> beside) {
        quietly(beside);
        quietly((unit, device) -> refusals.forEach((reason, id) -> unit.alarms()
                .raise(
                        device.id(),
                        AlarmLog.REFUSED,
                        reason,
                        "An event of " + device.title() + " (" + id + ") was rejected: " + reason
                                + ". The agent keeps it and lists it (outbox list --state blocked).",
                        now)));
    }

    private List<Fate> halves(List<Observation> some, StoreFailedException refused) {
        if (some.size() < 2) {
            return some.stream().map(one -> refuse(one, refused)).toList();
        }
        int half = some.size() / 2;
        return Stream.concat(part(some.subList(0, half)).stream(), part(some.subList(half, some.size())).stream())
                .toList();
    }

    private List<Fate> part(List<Observation> some) {
        try {
            List<Ingested> answers = store.write(
                    unit -> EventIngest.ingest(unit, introduction.lock(unit.devices(), key, now), some, now));
            othersAreTaken = true;
            return answers.stream().map(Fate::of).toList();
        } catch (StoreFailedException failed) {
            if (!failed.isRefused()) {
                throw failed;
            }
            return halves(some, failed);
        }
    }

    private Fate refuse(Observation one, StoreFailedException refused) {
        String id = EventIdentity.idOf(one.event()).hex();
        String reason = refused.reason() == null ? NOT_SAID : refused.reason();
        othersAreTaken |= refused.reason() != null;
        if (refusals.putIfAbsent(reason, id) == null) {
            log.error("the database refuses event {} of device {}; it is rejected", id, key, refused);
        } else {
            log.warn("the database refuses event {} of device {} as well", id, key);
        }
        return Fate.refused(reason);
    }

    /** Tries an event that nobody could refuse for what it says, and leaves nothing of it. */
    private boolean takesAnother() {
        try {
            return store.write(unit -> {
                EventIngest.ingest(unit, introduction.lock(unit.devices(), key, now), List.of(plain(key, now)), now);
                // What waits to be written is sent before anything is read.
                unit.devices().find(key);
                throw new Undone();
            });
        } catch (Undone taken) {
            return true;
        } catch (StoreFailedException refused) {
            return false;
        }
    }

    private static Observation plain(DeviceKey key, Instant now) {
        LocalDateTime clock = LocalDateTime.ofInstant(now, ZoneOffset.UTC).withNano(0);
        AttendanceEvent event = new AttendanceEvent(
                key,
                null,
                EventTime.resolve(clock + "Z", clock, ZoneOffset.UTC, Zones.UNKNOWN, now),
                5,
                75,
                EmployeeNumber.of("1"),
                null,
                null,
                PunchKind.UNSPECIFIED,
                VerifyMethod.FACE,
                1,
                null,
                EventCategory.PERSON);
        return new Observation(event, Channel.POLL, now, null, RawRecord.ofText("{}"));
    }

    private void quietly(BiConsumer<UnitOfWork, Device> work) {
        try {
            store.write(unit -> {
                Device device = introduction.lock(unit.devices(), key, now);
                work.accept(unit, device);
                return device;
            });
        } catch (StoreFailedException failed) {
            log.warn("what came beside the events of device {} could not be noted", key, failed);
        }
    }

    /** Undoes a transaction that was only tried. */
    private static final class Undone extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Undone() {
            super("only tried", null, false, false);
        }
    }
}
