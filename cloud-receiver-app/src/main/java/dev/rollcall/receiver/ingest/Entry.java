package dev.rollcall.receiver.ingest;

import dev.rollcall.attendance.event.Channel;
import dev.rollcall.attendance.event.EventId;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.attendance.event.RawRecord;
import dev.rollcall.attendance.identity.Recognition;
import dev.rollcall.attendance.identity.Relation;
import dev.rollcall.attendance.identity.StoredEvent;
import dev.rollcall.receiver.store.Alias;
import dev.rollcall.receiver.store.OtherVersion;
import dev.rollcall.receiver.store.Sight;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One event during one ingest: how it is stored, and what has come to it since. Used by one thread. */
final class Entry {

    private StoredEvent stored;
    private final boolean isNew;
    private @Nullable RawRecord raw;
    private @Nullable RawRecord rawInstead;
    private boolean changed;
    private @Nullable Entry absorbedBy;
    private final List<Entry> absorbed = new ArrayList<>();
    private final Map<EventId, Noted> aliases = new LinkedHashMap<>();
    private final Map<Channel, Observation> sights = new EnumMap<>(Channel.class);
    private final List<Put> versions = new ArrayList<>();

    private record Noted(Relation relation, LocalDateTime wallClock) {}

    private record Put(StoredEvent version, @Nullable RawRecord raw) {}

    private Entry(StoredEvent stored, boolean isNew, @Nullable RawRecord raw) {
        this.stored = stored;
        this.isNew = isNew;
        this.raw = raw;
    }

    static Entry held(StoredEvent stored) {
        return new Entry(stored, false, null);
    }

    static Entry fresh(long order, EventId id, Observation seen) {
        StoredEvent stored =
                new StoredEvent(order, id, seen.event(), seen.channel().confirms(), List.of());
        Entry entry = new Entry(stored, true, seen.raw());
        entry.sights.put(seen.channel(), seen);
        return entry;
    }

    StoredEvent stored() {
        return stored;
    }

    /** Tells whether it has no row yet and is to get one. */
    boolean isToInsert() {
        return isNew && absorbedBy == null;
    }

    /** Tells whether its row is to be written again. */
    boolean isToUpdate() {
        return !isNew && changed && absorbedBy == null;
    }

    /** Returns the entry that this one is part of now. */
    Entry current() {
        return absorbedBy == null ? this : absorbedBy.current();
    }

    @Nullable RawRecord raw() {
        return raw;
    }

    /** Returns the raw record that is to stand with the row instead of the one there; null if that one stays. */
    @Nullable RawRecord rawInstead() {
        return rawInstead;
    }

    /** Notes that a channel saw it, without looking at what that channel says of it. */
    void addSight(Observation seen) {
        sights.putIfAbsent(seen.channel(), seen);
    }

    /** Adds an observation that was recognised as this event. */
    void add(Observation seen, Recognition.Known known) {
        addSight(seen);
        LocalDateTime printed = seen.event().time().wallClock();
        if (!known.alias().equals(stored.publicId())) {
            aliases.putIfAbsent(known.alias(), new Noted(known.relation(), printed));
        }
        if (known.contradiction()) {
            boolean seenCounts = known.version().equals(seen.event());
            versions.add(seenCounts ? new Put(stored, raw) : new Put(withEvent(seen), seen.raw()));
            if (seenCounts) {
                raw = seen.raw();
                rawInstead = isNew ? null : raw;
            }
        }
        replace(known, printed, stored.confirmed() || seen.channel().confirms());
    }

    private StoredEvent withEvent(Observation seen) {
        return new StoredEvent(stored.order(), stored.publicId(), seen.event(), false, List.of());
    }

    private void replace(Recognition.Known known, LocalDateTime printed, boolean confirmed) {
        LocalDateTime before = stored.event().time().wallClock();
        if (!known.version().time().wallClock().equals(before)) {
            aliases.putIfAbsent(stored.publicId(), new Noted(Relation.REPRINT, before));
        }
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
        aliases.putIfAbsent(other.stored.publicId(), new Noted(Relation.SERIAL_MISSING, printed));
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

    /** Returns the rows that are to become part of this event's row. */
    List<Long> rowsAbsorbed() {
        return absorbed.stream()
                .filter(other -> !other.isNew)
                .map(other -> other.stored.order())
                .toList();
    }

    List<Alias> aliases(long row) {
        return aliases.entrySet().stream()
                .map(entry -> new Alias(
                        row,
                        entry.getKey(),
                        entry.getValue().relation(),
                        entry.getValue().wallClock()))
                .toList();
    }

    List<Sight> sights(long row, Instant receivedAt) {
        return sights.values().stream()
                .map(seen -> new Sight(row, seen.channel(), seen.seenAt(), receivedAt))
                .toList();
    }

    List<OtherVersion> versions(long row, Instant keptAt) {
        return versions.stream()
                .map(put ->
                        new OtherVersion(row, stored.publicId(), put.version().event(), put.raw(), keptAt))
                .toList();
    }
}
