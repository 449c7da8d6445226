package dev.rollcall.receiver.testing;

import dev.rollcall.attendance.event.EventId;
import dev.rollcall.attendance.event.RawRecord;
import dev.rollcall.attendance.identity.StoredEvent;
import dev.rollcall.attendance.reconcile.TalliedEvent;
import dev.rollcall.attendance.reconcile.Tally;
import dev.rollcall.receiver.store.Agent;
import dev.rollcall.receiver.store.Alarm;
import dev.rollcall.receiver.store.Device;
import dev.rollcall.receiver.store.EventRef;
import dev.rollcall.receiver.store.InboxItem;
import dev.rollcall.receiver.store.InboxResult;
import dev.rollcall.receiver.store.OtherVersion;
import dev.rollcall.receiver.store.Printed;
import dev.rollcall.receiver.store.ProofShelf;
import dev.rollcall.receiver.store.Sight;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** What {@link InMemoryStore} holds: changes are kept all together or taken back all together. */
final class InMemoryTables {

    final UndoMap<Integer, Device> devices = new UndoMap<>();
    final UndoMap<String, Integer> deviceNumbers = new UndoMap<>();
    final UndoMap<String, Instant> channels = new UndoMap<>();
    final UndoMap<Long, Row> events = new UndoMap<>();
    final UndoMap<Place, Identity> identities = new UndoMap<>();
    final UndoMap<Long, List<Place>> idsOf = new UndoMap<>();
    final UndoMap<SerialPlace, List<Place>> bySerial = new UndoMap<>();
    final UndoMap<SecondPlace, List<Place>> bySecond = new UndoMap<>();
    final UndoMap<Long, List<Sight>> sights = new UndoMap<>();
    final UndoMap<Long, List<OtherVersion>> versions = new UndoMap<>();
    final UndoMap<Long, Boxed> inbox = new UndoMap<>();
    final UndoMap<Long, InboxItem> waiting = new UndoMap<>();
    final UndoMap<String, Agent> agents = new UndoMap<>();
    final UndoMap<String, Alarm> alarms = new UndoMap<>();
    final UndoMap<String, Long> numbers = new UndoMap<>();
    final UndoMap<InMemoryProofs.Word, ProofShelf.Told> told = new UndoMap<>();
    final UndoMap<InMemoryProofs.Place, ProofShelf.Told> toldDays = new UndoMap<>();

    private final Map<StoredEvent, Counted> counts = new IdentityHashMap<>();

    private final List<UndoMap<?, ?>> all = List.of(
            devices,
            deviceNumbers,
            channels,
            events,
            identities,
            idsOf,
            bySerial,
            bySecond,
            sights,
            versions,
            inbox,
            waiting,
            agents,
            alarms,
            numbers,
            told,
            toldDays);

    void keep() {
        all.forEach(UndoMap::keep);
    }

    void takeBack() {
        all.forEach(UndoMap::takeBack);
    }

    InMemoryTables copy() {
        InMemoryTables copy = new InMemoryTables();
        for (int index = 0; index < all.size(); index++) {
            copyOne(all.get(index), copy.all.get(index));
        }
        return copy;
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // The same table of two sets of tables.
    private static void copyOne(UndoMap from, UndoMap to) {
        from.copyTo(to);
    }

    long next(String sequence) {
        long number = numbers.get(sequence, 0L) + 1;
        numbers.put(sequence, number);
        return number;
    }

    /** A stored event. */
    record Row(
            EventRef ref,
            int device,
            StoredEvent stored,
            LocalDateTime firstPrinted,
            int revision,
            Sight first,
            RawRecord raw,
            long position) {

        Row with(StoredEvent other, int nextRevision) {
            return new Row(ref, device, other, firstPrinted, nextRevision, first, raw, position);
        }

        Row with(RawRecord other) {
            return new Row(ref, device, stored, firstPrinted, revision, first, other, position);
        }

        Row at(long newPosition) {
            return new Row(ref, device, stored, firstPrinted, revision, first, raw, newPosition);
        }
    }

    /** An id and the event that it names. */
    record Identity(Printed printed, long event, boolean alias) {}

    record Place(int device, EventId id) implements Comparable<Place> {

        @Override
        public int compareTo(Place other) {
            int byDevice = Integer.compare(device, other.device);
            return byDevice != 0 ? byDevice : id.compareTo(other.id);
        }
    }

    record SerialPlace(int device, long serial) implements Comparable<SerialPlace> {

        private static final Comparator<SerialPlace> ORDER =
                Comparator.comparingInt(SerialPlace::device).thenComparingLong(SerialPlace::serial);

        @Override
        public int compareTo(SerialPlace other) {
            return ORDER.compare(this, other);
        }
    }

    record SecondPlace(int device, LocalDateTime second) implements Comparable<SecondPlace> {

        private static final Comparator<SecondPlace> ORDER =
                Comparator.comparingInt(SecondPlace::device).thenComparing(SecondPlace::second);

        @Override
        public int compareTo(SecondPlace other) {
            return ORDER.compare(this, other);
        }
    }

    /** An event as it is counted, and that count. */
    record Counted(TalliedEvent event, Tally tally) {}

    /** Returns how an event counts; what was reckoned once is kept, since versions never change. */
    Counted counted(StoredEvent stored) {
        return counts.computeIfAbsent(stored, version -> {
            TalliedEvent event = TalliedEvent.of(version.event(), version.publicId());
            return new Counted(event, event.tally());
        });
    }

    /** A posted body and what became of it. */
    record Boxed(InboxItem item, InboxResult result) {}
}
