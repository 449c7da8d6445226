package dev.rollcall.receiver.ingest;

import com.google.common.collect.LinkedHashMultimap;
import com.google.common.collect.SetMultimap;
import dev.rollcall.attendance.event.AttendanceEvent;
import dev.rollcall.attendance.event.EventId;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.attendance.identity.EventIdentity;
import dev.rollcall.attendance.identity.Recognition;
import dev.rollcall.attendance.identity.StoredEvent;
import dev.rollcall.receiver.store.HeldEvent;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The events of one device that one ingest may touch, held and new, found by what may make an observation one of them.
 * Used by one thread.
 */
final class WorkingSet {

    private static final long FIRST_NEW_ORDER = Long.MAX_VALUE / 2;

    private final Set<Entry> entries = new LinkedHashSet<>();
    private final Map<EventId, Entry> byId = new HashMap<>();
    private final SetMultimap<Long, Entry> bySerial = LinkedHashMultimap.create();
    private final SetMultimap<LocalDateTime, Entry> byWallClock = LinkedHashMultimap.create();

    WorkingSet(Collection<HeldEvent> held) {
        for (HeldEvent event : held) {
            Entry entry = Entry.held(event);
            enter(entry);
            event.aliases().forEach(alias -> byId.put(alias, entry));
        }
    }

    /** Recognises an observation, and returns the entry it now belongs to. */
    Entry add(Observation seen) {
        EventId id = EventIdentity.idOf(seen.event());
        Set<Entry> found = candidates(id, seen.event());
        Entry edited = byId.get(id);
        if (edited != null && edited.current().isToBeRestoredBy(seen)) {
            edited.current().restore(seen);
            return entered(edited.current());
        }
        if (found.isEmpty()) {
            return entered(Entry.fresh(FIRST_NEW_ORDER + entries.size(), id, seen));
        }
        if (found.size() == 1) {
            Entry only = found.iterator().next();
            if (only.says(id, seen)) {
                only.addSight(seen);
                return only;
            }
        }
        List<StoredEvent> candidates = found.stream().map(Entry::stored).toList();
        return entered(recognised(id, seen, candidates));
    }

    private Entry recognised(EventId id, Observation seen, List<StoredEvent> candidates) {
        Recognition recognition = Recognition.of(seen.event(), seen.channel().confirms(), candidates);
        Entry entry;
        if (recognition instanceof Recognition.Known known) {
            entry = entryOf(known.publicId());
            entry.add(seen, known);
            known.absorbed().forEach(other -> entry.absorb(entryOf(other)));
            byId.put(known.alias(), entry);
        } else {
            // An id that is an alias never becomes the public id of a second event.
            Entry known = byId.get(id);
            entry = known != null ? known.current() : Entry.fresh(FIRST_NEW_ORDER + entries.size(), id, seen);
            entry.addSight(seen);
        }
        return entry;
    }

    private Entry entered(Entry entry) {
        enter(entry);
        return entry;
    }

    /** Returns all entries that are events of their own. */
    List<Entry> entries() {
        return entries.stream().filter(entry -> entry.current() == entry).toList();
    }

    private Entry entryOf(EventId id) {
        Entry entry = byId.get(id);
        if (entry == null) {
            throw new IllegalStateException("event " + id + " was recognised but is not held");
        }
        return entry.current();
    }

    private void enter(Entry entry) {
        StoredEvent stored = entry.stored();
        AttendanceEvent event = stored.event();
        entries.add(entry);
        byId.putIfAbsent(stored.publicId(), entry);
        if (event.serialNo() != null) {
            bySerial.put(event.serialNo(), entry);
        }
        byWallClock.put(event.time().wallClock(), entry);
        stored.reprints().forEach(printed -> byWallClock.put(printed, entry));
    }

    private Set<Entry> candidates(EventId id, AttendanceEvent event) {
        List<@Nullable Entry> found = new ArrayList<>();
        found.add(byId.get(id));
        if (event.serialNo() != null) {
            found.addAll(bySerial.get(event.serialNo()));
        }
        found.addAll(byWallClock.get(event.time().wallClock()));
        Set<Entry> current = new LinkedHashSet<>();
        for (Entry entry : found) {
            if (entry != null) {
                current.add(entry.current());
            }
        }
        return current;
    }
}
