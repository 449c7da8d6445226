package dev.rollcall.receiver.ingest;

import dev.rollcall.attendance.event.EventId;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.attendance.identity.EventIdentity;
import dev.rollcall.attendance.identity.StoredEvent;
import dev.rollcall.receiver.store.AlarmLog;
import dev.rollcall.receiver.store.Alias;
import dev.rollcall.receiver.store.Device;
import dev.rollcall.receiver.store.EventRef;
import dev.rollcall.receiver.store.EventShelf;
import dev.rollcall.receiver.store.HeldEvent;
import dev.rollcall.receiver.store.NewEvent;
import dev.rollcall.receiver.store.OtherVersion;
import dev.rollcall.receiver.store.Seen;
import dev.rollcall.receiver.store.Sought;
import dev.rollcall.receiver.store.UnitOfWork;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The one door to the store: every observation of every channel passes here. It reads what the store may already have, lets
 * the core recognise, and writes what that changes, in the caller's transaction and under the lock of the device. Doing the
 * same again changes nothing.
 */
public final class EventIngest {

    private EventIngest() {}

    /**
     * Stores observations of one device.
     *
     * @param unit         the transaction
     * @param device       the device, locked in that transaction
     * @param observations storable ones ({@link Storable}), in the order they came
     * @param receivedAt   when they came, by the receiver's clock
     * @return what became of each, in the same order
     */
    public static List<Ingested> ingest(
            UnitOfWork unit, Device device, List<Observation> observations, Instant receivedAt) {
        return ingest(unit, device, observations, receivedAt, seen -> receivedAt);
    }

    /**
     * The same for observations that came at different times.
     *
     * @param latest     when the last of them came
     * @param receivedAt tells when each of them came
     */
    public static List<Ingested> ingest(
            UnitOfWork unit,
            Device device,
            List<Observation> observations,
            Instant latest,
            Function<Observation, Instant> receivedAt) {
        if (observations.isEmpty()) {
            return List.of();
        }
        observations.stream()
                .map(Observation::channel)
                .distinct()
                .forEach(channel -> unit.devices().sawBy(device.id(), channel, latest));
        Sought sought = sought(observations);
        List<HeldEvent> held = unit.events().candidates(device, sought);
        Map<EventId, EventId> archived = unit.events().archived(device);
        if (!archived.isEmpty()) {
            return besideArchived(unit, device, held, observations, new Receipt(latest, receivedAt), archived);
        }
        return held.isEmpty() && sought.serials().size() == observations.size()
                ? FirstSight.ingest(unit, device, observations, receivedAt)
                : recognise(unit, device, held, observations, new Receipt(latest, receivedAt));
    }

    /** Of archived events only the ids are here: what has one is known and changes nothing. */
    private static List<Ingested> besideArchived(
            UnitOfWork unit,
            Device device,
            List<HeldEvent> held,
            List<Observation> observations,
            Receipt receipt,
            Map<EventId, EventId> archived) {
        List<Observation> others = observations.stream()
                .filter(seen -> !archived.containsKey(EventIdentity.idOf(seen.event())))
                .toList();
        Iterator<Ingested> answers =
                recognise(unit, device, held, others, receipt).iterator();
        return observations.stream()
                .map(seen -> {
                    EventId publicId = archived.get(EventIdentity.idOf(seen.event()));
                    return publicId == null ? answers.next() : new Ingested(publicId, false, seen.event());
                })
                .toList();
    }

    /** When observations came: the last of them, and each. */
    record Receipt(Instant latest, Function<Observation, Instant> each) {}

    /** The way that fits all: compares each observation with what is held and with those before it. */
    static List<Ingested> recognise(
            UnitOfWork unit, Device device, List<HeldEvent> held, List<Observation> observations, Receipt receipt) {
        WorkingSet set = new WorkingSet(held);
        Set<Entry> met = new HashSet<>(set.entries());
        List<Entry> entries = new ArrayList<>();
        List<Boolean> fresh = new ArrayList<>();
        for (Observation observation : observations) {
            Entry entry = set.add(observation);
            entries.add(entry);
            fresh.add(met.add(entry));
        }
        write(unit, device, set.entries(), receipt);
        return answers(entries, fresh);
    }

    static Sought sought(List<Observation> observations) {
        Set<Long> serials = new HashSet<>();
        Set<LocalDateTime> wallClocks = new HashSet<>();
        Set<LocalDateTime> serialSeconds = new HashSet<>();
        for (Observation observation : observations) {
            Long serial = observation.event().serialNo();
            LocalDateTime second = observation.event().time().wallClock();
            if (serial == null) {
                wallClocks.add(second);
            } else {
                serials.add(serial);
                serialSeconds.add(second);
            }
        }
        return new Sought(serials, wallClocks, serialSeconds);
    }

    private static void write(UnitOfWork unit, Device device, List<Entry> entries, Receipt receipt) {
        EventShelf shelf = unit.events();
        for (Entry entry : entries) {
            entry.refsAbsorbed().forEach(gone -> shelf.absorb(device, gone, entry.ref(Map.of())));
        }
        List<NewEvent> inserts = entries.stream()
                .filter(Entry::isToInsert)
                .map(entry -> entry.toInsert(receipt.each()))
                .sorted(NewEvent.BY_KEY)
                .toList();
        List<HeldEvent> updates =
                entries.stream().filter(Entry::isToUpdate).map(Entry::toUpdate).toList();
        Map<EventId, EventRef> inserted = shelf.insert(device, inserts);
        shelf.update(device, updates);
        writeBeside(unit, device, entries, inserted, receipt);
        shelf.publish(device, inserts, inserted, updates);
    }

    private static void writeBeside(
            UnitOfWork unit, Device device, List<Entry> entries, Map<EventId, EventRef> inserted, Receipt receipt) {
        List<Alias> aliases = new ArrayList<>();
        List<Seen> sights = new ArrayList<>();
        List<OtherVersion> versions = new ArrayList<>();
        for (Entry entry : entries) {
            EventRef ref = entry.ref(inserted);
            aliases.addAll(entry.aliases(ref));
            sights.addAll(entry.furtherSights(ref, receipt.each()));
            versions.addAll(entry.versions(ref, receipt.latest()));
        }
        unit.events().addAliases(device, aliases);
        unit.events().addSights(device, sights);
        raise(unit, device, unit.events().keepVersions(device, versions), receipt.latest());
        for (Entry entry : entries) {
            if (entry.rawInstead() != null) {
                unit.events().replaceRaw(device, entry.ref(inserted), entry.rawInstead());
            }
        }
    }

    private static void raise(UnitOfWork unit, Device device, List<OtherVersion> versions, Instant now) {
        for (OtherVersion version : versions) {
            String detail = "Two versions of event " + version.publicId() + " contradict each other (serial "
                    + version.event().serialNo() + ", " + version.event().time().wallClock()
                    + "). Both are kept; the one read from the terminal's log counts.";
            unit.alarms()
                    .raise(
                            device.id(),
                            AlarmLog.CONTRADICTION,
                            version.publicId().hex(),
                            detail,
                            now);
        }
    }

    private static List<Ingested> answers(List<Entry> entries, List<Boolean> fresh) {
        List<Ingested> answers = new ArrayList<>();
        for (int index = 0; index < entries.size(); index++) {
            Entry entry = entries.get(index);
            boolean isNew = fresh.get(index) && entry.isToInsert();
            StoredEvent stored = entry.current().stored();
            answers.add(new Ingested(stored.publicId(), isNew, stored.event()));
        }
        return answers;
    }
}
