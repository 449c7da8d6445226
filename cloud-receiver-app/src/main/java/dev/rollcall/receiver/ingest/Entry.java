package dev.rollcall.receiver.ingest;

import dev.rollcall.attendance.event.Channel;
import dev.rollcall.attendance.event.EventId;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.attendance.event.RawRecord;
import dev.rollcall.attendance.identity.EventIdentity;
import dev.rollcall.attendance.identity.Recognition;
import dev.rollcall.attendance.identity.Relation;
import dev.rollcall.attendance.identity.StoredEvent;
import dev.rollcall.receiver.store.Alias;
import dev.rollcall.receiver.store.EventRef;
import dev.rollcall.receiver.store.HeldEvent;
import dev.rollcall.receiver.store.NewEvent;
import dev.rollcall.receiver.store.OtherVersion;
import dev.rollcall.receiver.store.Printed;
import dev.rollcall.receiver.store.Seen;
import dev.rollcall.receiver.store.Sight;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One event during one ingest: how it is stored, and what has come to it since. Used by one thread. */
final class Entry {

    private StoredEvent stored;
    private final @Nullable HeldEvent held;
    private final @Nullable Observation first;
    private @Nullable RawRecord raw;
    private @Nullable RawRecord rawInstead;
    private boolean changed;
    private boolean restored;
    private @Nullable LocalDateTime firstPrinted;
    private @Nullable Entry absorbedBy;
    private final List<Entry> absorbed = new ArrayList<>();
    private final Map<EventId, Noted> aliases = new LinkedHashMap<>();
    private final Map<Channel, Observation> sights = new EnumMap<>(Channel.class);
    private final List<Put> versions = new ArrayList<>();

    private record Noted(Relation relation, Printed printed) {}

    private record Put(StoredEvent version, @Nullable RawRecord raw) {}

    private Entry(StoredEvent stored, @Nullable HeldEvent held, @Nullable Observation first) {
        this.stored = stored;
        this.held = held;
        this.first = first;
        this.raw = first == null ? null : first.raw();
    }

    static Entry held(HeldEvent held) {
        return new Entry(held.stored(), held, null);
    }

    static Entry fresh(long order, EventId id, Observation seen) {
        StoredEvent stored =
                new StoredEvent(order, id, seen.event(), seen.channel().confirms(), List.of());
        Entry entry = new Entry(stored, null, seen);
        entry.sights.put(seen.channel(), seen);
        return entry;
    }

    StoredEvent stored() {
        return stored;
    }

    /** Tells whether it has no row yet and is to get one. */
    boolean isToInsert() {
        return held == null && absorbedBy == null;
    }

    /** Tells whether its row is to be written again. */
    boolean isToUpdate() {
        return held != null && changed && absorbedBy == null;
    }

    /** Returns the entry that this one is part of now. */
    Entry current() {
        return absorbedBy == null ? this : absorbedBy.current();
    }

    /** Returns what is to be stored of an event that has no row yet. */
    NewEvent toInsert(Function<Observation, Instant> receivedAt) {
        Observation seen = Objects.requireNonNull(first);
        RawRecord counting = Objects.requireNonNull(raw);
        return new NewEvent(
                stored,
                Printed.under(stored.publicId(), seen.event()),
                Sight.of(seen, receivedAt.apply(seen)),
                counting);
    }

    /** Returns what is to be written of an event that has a row. */
    HeldEvent toUpdate() {
        HeldEvent before = Objects.requireNonNull(held);
        return (firstPrinted == null ? before : before.firstPrintedAt(firstPrinted)).with(stored);
    }

    /** Returns where it is kept, or is kept now that it was inserted. */
    EventRef ref(Map<EventId, EventRef> inserted) {
        return held == null ? Objects.requireNonNull(inserted.get(stored.publicId())) : held.ref();
    }

    /** Returns the raw record that is to stand with the row instead of the one there; null if that one stays. */
    @Nullable RawRecord rawInstead() {
        return rawInstead;
    }

    /**
     * Tells whether its row was edited by hand and this observation was read from the terminal's log, which then counts and nothing
     * that the row says.
     */
    boolean isToBeRestoredBy(Observation seen) {
        return held != null && !held.asWritten() && !restored && seen.channel().confirms();
    }

    /** Puts what the terminal's log says in place of what was edited, which is kept as a version. */
    void restore(Observation seen) {
        restored = true;
        changed = true;
        versions.add(new Put(stored, null));
        rawInstead = seen.raw();
        addSight(seen);
        if (EventIdentity.idOf(seen.event()).equals(stored.publicId())) {
            firstPrinted = seen.event().time().wallClock();
        }
        stored = new StoredEvent(stored.order(), stored.publicId(), seen.event(), true, stored.reprints());
    }

    /** Notes that a channel saw it, without looking at what that channel says of it. */
    void addSight(Observation seen) {
        sights.putIfAbsent(seen.channel(), seen);
    }

    /** Tells whether an observation says exactly what is stored already, so that there is nothing to recognise. */
    boolean says(EventId id, Observation seen) {
        return stored.publicId().equals(id)
                && (stored.confirmed() || !seen.channel().confirms())
                && stored.event().equals(seen.event());
    }

    /** Adds an observation that was recognised as this event. */
    void add(Observation seen, Recognition.Known known) {
        addSight(seen);
        LocalDateTime printed = seen.event().time().wallClock();
        if (!known.alias().equals(stored.publicId())) {
            aliases.putIfAbsent(known.alias(), new Noted(known.relation(), Printed.of(seen.event())));
        }
        if (known.contradiction()) {
            boolean seenCounts = known.version().equals(seen.event());
            versions.add(seenCounts ? new Put(stored, raw) : new Put(withEvent(seen), seen.raw()));
            if (seenCounts) {
                raw = seen.raw();
                rawInstead = held == null ? null : raw;
            }
        }
        replace(known, printed, stored.confirmed() || seen.channel().confirms());
    }

    private StoredEvent withEvent(Observation seen) {
        return new StoredEvent(stored.order(), stored.publicId(), seen.event(), false, List.of());
    }

    private void replace(Recognition.Known known, LocalDateTime printed, boolean confirmed) {
        LocalDateTime before = stored.event().time().wallClock();
        List<LocalDateTime> reprints = Stream.concat(stored.reprints().stream(), Stream.of(before, printed))
                .distinct()
                .toList();
        changed |= known.changed() || confirmed != stored.confirmed();
        stored = new StoredEvent(stored.order(), stored.publicId(), known.version(), confirmed, reprints);
    }

    /** Takes in another entry that turned out to be the same event. */
    void absorb(Entry other) {
        other.absorbedBy = this;
        absorbed.add(other);
        other.aliases.forEach(aliases::putIfAbsent);
        LocalDateTime printed = other.stored.event().time().wallClock();
        if (other.first != null) {
            boolean bothNumbered =
                    stored.event().serialNo() != null && other.first.event().serialNo() != null;
            Relation relation = bothNumbered ? Relation.REPRINT : Relation.SERIAL_MISSING;
            aliases.putIfAbsent(other.stored.publicId(), new Noted(relation, Printed.of(other.first.event())));
        }
        other.sights.forEach(sights::putIfAbsent);
        versions.addAll(other.versions);
        changed = true;
        stored = new StoredEvent(
                stored.order(),
                stored.publicId(),
                stored.event(),
                stored.confirmed() || other.stored.confirmed(),
                Stream.of(stored.reprints(), other.stored.reprints(), List.of(printed))
                        .flatMap(List::stream)
                        .distinct()
                        .toList());
    }

    /** Returns the stored events that are to become part of this one. */
    List<EventRef> refsAbsorbed() {
        return absorbed.stream()
                .map(other -> other.held)
                .filter(Objects::nonNull)
                .map(other -> Objects.requireNonNull(other).ref())
                .toList();
    }

    List<Alias> aliases(EventRef ref) {
        return aliases.values().stream()
                .map(noted -> new Alias(ref, noted.printed(), noted.relation()))
                .toList();
    }

    /** Returns the sights by channels other than the first, which stands with the event itself. */
    List<Seen> furtherSights(EventRef ref, Function<Observation, Instant> receivedAt) {
        Channel firstSeenBy = held != null
                ? held.firstSeenBy()
                : Objects.requireNonNull(first).channel();
        return sights.values().stream()
                .filter(seen -> seen.channel() != firstSeenBy)
                .map(seen -> new Seen(ref, Sight.of(seen, receivedAt.apply(seen))))
                .toList();
    }

    List<OtherVersion> versions(EventRef ref, Instant keptAt) {
        return versions.stream()
                .map(put ->
                        new OtherVersion(ref, stored.publicId(), put.version().event(), put.raw(), keptAt))
                .toList();
    }
}
