package dev.rollcall.receiver.testing;

import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.EventId;
import dev.rollcall.attendance.event.RawRecord;
import dev.rollcall.attendance.identity.StoredEvent;
import dev.rollcall.receiver.store.InboxItem;
import dev.rollcall.receiver.store.OtherVersion;
import dev.rollcall.receiver.store.Store;
import dev.rollcall.receiver.store.UnitOfWork;
import dev.rollcall.receiver.testing.InMemoryTables.Place;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A receiver's database without a disk, for simulations: one transaction at a time, all of it or nothing. It has what the intake of
 * events needs and is held to the same contract as the real ones; what else a transaction may touch it refuses by name.
 */
public final class InMemoryStore implements Store {

    private final Object lock = new Object();
    private final String id;
    private final InMemoryTables tables;
    private final UnitOfWork unit;

    /** Makes an empty one. */
    public InMemoryStore(String id) {
        this(id, new InMemoryTables());
    }

    private InMemoryStore(String id, InMemoryTables tables) {
        this.id = id;
        this.tables = tables;
        InMemoryEvents events = new InMemoryEvents(tables);
        this.unit = unit(Map.of(
                "devices", new InMemoryRegisters.Devices(tables),
                "agents", new InMemoryRegisters.Agents(tables),
                "alarms", new InMemoryRegisters.Alarms(tables),
                "events", events,
                "feed", events,
                "inbox", new InMemoryInbox(tables),
                "tallies", new InMemoryTallies(tables),
                "proofs", new InMemoryProofs(tables)));
    }

    private static UnitOfWork unit(Map<String, Object> rooms) {
        return (UnitOfWork) Proxy.newProxyInstance(
                UnitOfWork.class.getClassLoader(), new Class<?>[] {UnitOfWork.class}, (proxy, asked, none) -> {
                    Object room = rooms.get(asked.getName());
                    if (room == null) {
                        throw new UnsupportedOperationException("not kept in memory: " + asked.getName());
                    }
                    return room;
                });
    }

    @Override
    public <T> T write(Function<UnitOfWork, T> work) {
        synchronized (lock) {
            boolean whole = false;
            try {
                T result = work.apply(unit);
                whole = true;
                return result;
            } finally {
                if (whole) {
                    tables.keep();
                } else {
                    tables.takeBack();
                }
            }
        }
    }

    /** Does work in a transaction and takes all of it back, as a database does that gives way to another transaction. */
    public <T> void attempt(Function<UnitOfWork, T> work) {
        synchronized (lock) {
            try {
                T unused = work.apply(unit);
            } finally {
                tables.takeBack();
            }
        }
    }

    @Override
    public <T> T read(Function<UnitOfWork, T> work) {
        synchronized (lock) {
            try {
                return work.apply(unit);
            } finally {
                tables.takeBack();
            }
        }
    }

    @Override
    public int writers() {
        return 1;
    }

    @Override
    public String id() {
        return id;
    }

    /** Returns a store that has the same under an id and goes its own way, as a backup that is put back later. */
    public InMemoryStore copy(String otherId) {
        synchronized (lock) {
            return new InMemoryStore(otherId, tables.copy());
        }
    }

    /** Returns all events with their raw records. */
    public List<Kept> kept() {
        return tables.events.values().stream()
                .map(row -> new Kept(
                        row.stored(),
                        row.raw(),
                        List.copyOf(tables.versions.get(row.ref().id(), List.of()))))
                .toList();
    }

    /** Tells whether an id is that of a stored event. */
    public boolean has(DeviceKey device, EventId event) {
        Integer number = tables.deviceNumbers.get(device.value());
        return number != null && tables.identities.get(new Place(number, event)) != null;
    }

    /** Returns all bodies in the inbox, whatever became of them. */
    public List<InboxItem> bodies() {
        return tables.inbox.values().stream().map(InMemoryTables.Boxed::item).toList();
    }

    /**
     * An event as it is kept, for tests that look inside.
     *
     * @param versions what contradicts it
     */
    public record Kept(StoredEvent stored, RawRecord raw, List<OtherVersion> versions) {}
}
