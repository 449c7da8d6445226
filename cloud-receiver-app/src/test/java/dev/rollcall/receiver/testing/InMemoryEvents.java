package dev.rollcall.receiver.testing;

import dev.rollcall.attendance.event.Channel;
import dev.rollcall.attendance.event.EventId;
import dev.rollcall.attendance.event.RawRecord;
import dev.rollcall.attendance.identity.EventIdentity;
import dev.rollcall.attendance.identity.StoredEvent;
import dev.rollcall.receiver.store.Alias;
import dev.rollcall.receiver.store.Device;
import dev.rollcall.receiver.store.EventFeed;
import dev.rollcall.receiver.store.EventFilter;
import dev.rollcall.receiver.store.EventRef;
import dev.rollcall.receiver.store.EventShelf;
import dev.rollcall.receiver.store.FeedEvent;
import dev.rollcall.receiver.store.HeldEvent;
import dev.rollcall.receiver.store.NewEvent;
import dev.rollcall.receiver.store.OtherVersion;
import dev.rollcall.receiver.store.Printed;
import dev.rollcall.receiver.store.Seen;
import dev.rollcall.receiver.store.Sight;
import dev.rollcall.receiver.store.Sought;
import dev.rollcall.receiver.testing.InMemoryTables.Identity;
import dev.rollcall.receiver.testing.InMemoryTables.Place;
import dev.rollcall.receiver.testing.InMemoryTables.Row;
import dev.rollcall.receiver.testing.InMemoryTables.SecondPlace;
import dev.rollcall.receiver.testing.InMemoryTables.SerialPlace;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The stored events of {@link InMemoryStore}. */
final class InMemoryEvents implements EventShelf, EventFeed {

    private final InMemoryTables tables;

    InMemoryEvents(InMemoryTables tables) {
        this.tables = tables;
    }

    @Override
    public List<HeldEvent> candidates(Device device, Sought sought) {
        Set<Long> found = new TreeSet<>();
        for (long serial : sought.serials()) {
            add(found, tables.bySerial.get(new SerialPlace(device.id(), serial), List.of()), false);
        }
        for (LocalDateTime second : sought.serialSeconds()) {
            add(found, tables.bySecond.get(new SecondPlace(device.id(), second), List.of()), true);
        }
        for (LocalDateTime second : sought.wallClocks()) {
            add(found, tables.bySecond.get(new SecondPlace(device.id(), second), List.of()), false);
        }
        return found.stream()
                .map(tables.events::get)
                .map(Objects::requireNonNull)
                .map(this::held)
                .toList();
    }

    private void add(Set<Long> found, List<Place> places, boolean withoutSerialOnly) {
        for (Place place : places) {
            Identity identity = tables.identities.get(place);
            if (!withoutSerialOnly || identity.printed().serialNo() == null) {
                found.add(identity.event());
            }
        }
    }

    private HeldEvent held(Row row) {
        LocalDateTime counting = row.stored().event().time().wallClock();
        Set<EventId> aliases = new LinkedHashSet<>();
        Set<LocalDateTime> reprints = new LinkedHashSet<>(List.of(row.firstPrinted()));
        for (Place place : tables.idsOf.get(row.ref().id(), List.of())) {
            Identity identity = tables.identities.get(place);
            if (identity.alias()) {
                aliases.add(place.id());
                reprints.add(identity.printed().wallClock());
            }
        }
        reprints.remove(counting);
        StoredEvent stored = new StoredEvent(
                row.ref().id(),
                row.stored().publicId(),
                row.stored().event(),
                row.stored().confirmed(),
                List.copyOf(reprints));
        return new HeldEvent(
                row.ref(),
                stored,
                row.firstPrinted(),
                row.first().channel(),
                aliases,
                tables.counted(row.stored()).event(),
                true);
    }

    @Override
    public Map<EventId, EventRef> insert(Device device, List<NewEvent> events) {
        Map<EventId, EventRef> refs = new HashMap<>();
        for (NewEvent event : events) {
            EventRef ref = new EventRef(tables.next("event"), 0);
            refs.put(event.printed().id(), ref);
            tables.events.put(
                    ref.id(),
                    new Row(
                            ref,
                            device.id(),
                            event.stored(),
                            event.printed().wallClock(),
                            1,
                            event.sight(),
                            event.raw(),
                            0));
        }
        return refs;
    }

    @Override
    public void update(Device device, List<HeldEvent> events) {
        for (HeldEvent event : events) {
            Row row = tables.events.get(event.ref().id());
            tables.events.put(event.ref().id(), row.with(event.stored(), row.revision() + 1));
        }
    }

    @Override
    public void absorb(Device device, EventRef gone, EventRef into) {
        Row row = tables.events.get(gone.id());
        for (Place place : tables.idsOf.get(gone.id(), List.of())) {
            tables.identities.put(
                    place, new Identity(tables.identities.get(place).printed(), into.id(), true));
        }
        List<Place> ids = new ArrayList<>(tables.idsOf.get(into.id(), List.of()));
        ids.addAll(tables.idsOf.get(gone.id(), List.of()));
        tables.idsOf.put(into.id(), List.copyOf(ids));
        tables.idsOf.remove(gone.id());
        Stream.concat(Stream.of(row.first()), tables.sights.get(gone.id(), List.of()).stream())
                .forEach(sight -> addSight(into, sight));
        tables.sights.remove(gone.id());
        tables.versions.get(gone.id(), List.of()).forEach(version -> keep(into, version));
        tables.versions.remove(gone.id());
        keep(
                into,
                new OtherVersion(
                        into,
                        row.stored().publicId(),
                        row.stored().event(),
                        row.raw(),
                        row.first().receivedAt()));
        tables.events.remove(gone.id());
    }

    @Override
    public void addAliases(Device device, List<Alias> aliases) {
        aliases.forEach(alias -> enter(device, alias.printed(), alias.ref(), true));
    }

    private boolean enter(Device device, Printed printed, EventRef ref, boolean alias) {
        Place place = new Place(device.id(), printed.id());
        if (tables.identities.get(place) != null) {
            return false;
        }
        tables.identities.put(place, new Identity(printed, ref.id(), alias));
        tables.idsOf.put(ref.id(), with(tables.idsOf.get(ref.id(), List.of()), place));
        SecondPlace second = new SecondPlace(device.id(), printed.wallClock());
        tables.bySecond.put(second, with(tables.bySecond.get(second, List.of()), place));
        if (printed.serialNo() != null) {
            SerialPlace serial = new SerialPlace(device.id(), printed.serialNo());
            tables.bySerial.put(serial, with(tables.bySerial.get(serial, List.of()), place));
        }
        return true;
    }

    private static <T> List<T> with(List<T> some, T more) {
        List<T> all = new ArrayList<>(some);
        all.add(more);
        return List.copyOf(all);
    }

    @Override
    public void addSights(Device device, List<Seen> sights) {
        sights.forEach(seen -> addSight(seen.ref(), seen.sight()));
    }

    private void addSight(EventRef ref, Sight sight) {
        List<Sight> further = tables.sights.get(ref.id(), List.of());
        Channel channel = sight.channel();
        boolean known = tables.events.get(ref.id()).first().channel() == channel
                || further.stream().anyMatch(other -> other.channel() == channel);
        if (!known) {
            tables.sights.put(ref.id(), with(further, sight));
        }
    }

    @Override
    public void replaceRaw(Device device, EventRef ref, RawRecord raw) {
        Row row = tables.events.get(ref.id());
        tables.versions.put(
                ref.id(),
                tables.versions.get(ref.id(), List.of()).stream()
                        .map(version -> version.raw() != null
                                ? version
                                : new OtherVersion(
                                        version.ref(),
                                        version.publicId(),
                                        version.event(),
                                        row.raw(),
                                        version.keptAt()))
                        .toList());
        tables.events.put(ref.id(), row.with(raw));
    }

    @Override
    public List<OtherVersion> keepVersions(Device device, List<OtherVersion> versions) {
        return versions.stream().filter(version -> keep(version.ref(), version)).toList();
    }

    private boolean keep(EventRef ref, OtherVersion version) {
        List<OtherVersion> kept = tables.versions.get(ref.id(), List.of());
        boolean known = kept.stream()
                .anyMatch(
                        other -> EventIdentity.digestOf(other.event()).equals(EventIdentity.digestOf(version.event())));
        if (!known) {
            tables.versions.put(ref.id(), with(kept, version));
        }
        return !known;
    }

    @Override
    public void publish(
            Device device, List<NewEvent> events, Map<EventId, EventRef> inserted, List<HeldEvent> updated) {
        for (NewEvent event : events) {
            EventRef ref = Objects.requireNonNull(inserted.get(event.printed().id()));
            if (!enter(device, event.printed(), ref, false)) {
                throw new IllegalStateException("event " + event.printed().id() + " is stored already");
            }
            tables.events.put(ref.id(), tables.events.get(ref.id()).at(tables.next("feed")));
        }
        for (HeldEvent event : updated) {
            long id = event.ref().id();
            tables.events.put(id, tables.events.get(id).at(tables.next("feed")));
        }
    }

    @Override
    public List<FeedEvent> page(EventFilter filter, long after, int limit) {
        return feed(Comparator.comparingLong(Row::position), limit, row -> row.position() > after && fits(row, filter));
    }

    @Override
    public List<FeedEvent> latest(int limit) {
        return feed(Comparator.comparingLong(Row::position).reversed(), limit, row -> true);
    }

    @Override
    public long count() {
        return tables.events.values().size();
    }

    private List<FeedEvent> feed(Comparator<Row> order, int limit, java.util.function.Predicate<Row> wanted) {
        return tables.events.values().stream()
                .filter(wanted)
                .sorted(order)
                .limit(limit)
                .map(this::told)
                .toList();
    }

    private boolean fits(Row row, EventFilter filter) {
        var event = row.stored().event();
        var at = event.time().occurredAt();
        boolean person = filter.employeeNo() == null
                || (event.employeeNo() != null && event.employeeNo().value().equals(filter.employeeNo()));
        boolean late = filter.startInclusive() == null || (at != null && !at.isBefore(filter.startInclusive()));
        boolean early = filter.endExclusive() == null || (at != null && at.isBefore(filter.endExclusive()));
        return (filter.device() == null || filter.device().equals(event.device()))
                && person
                && late
                && early
                && (filter.kind() == null || filter.kind() == event.kind());
    }

    private FeedEvent told(Row row) {
        List<Sight> sights = new ArrayList<>(List.of(row.first()));
        sights.addAll(tables.sights.get(row.ref().id(), List.of()));
        StoredEvent stored = new StoredEvent(
                row.ref().id(),
                row.stored().publicId(),
                row.stored().event(),
                row.stored().confirmed(),
                List.of());
        return new FeedEvent(
                row.position(),
                row.revision(),
                tables.devices.get(row.device()).title(),
                stored,
                row.first().receivedAt(),
                List.copyOf(sights));
    }
}
