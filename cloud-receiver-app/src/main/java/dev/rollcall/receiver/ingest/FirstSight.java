package dev.rollcall.receiver.ingest;

import dev.rollcall.attendance.event.EventId;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.attendance.identity.EventIdentity;
import dev.rollcall.attendance.identity.StoredEvent;
import dev.rollcall.receiver.store.Device;
import dev.rollcall.receiver.store.EventRef;
import dev.rollcall.receiver.store.NewEvent;
import dev.rollcall.receiver.store.Printed;
import dev.rollcall.receiver.store.Sight;
import dev.rollcall.receiver.store.UnitOfWork;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The short way of most batches: nothing is held that may be one of the observations, and each has a serial number of its own. Two
 * observations can be one event only if they share the serial number or one lacks it, so that all are new. What is stored is what
 * recognising each would have stored; a test holds the two against each other.
 */
final class FirstSight {

    private FirstSight() {}

    static List<Ingested> ingest(
            UnitOfWork unit, Device device, List<Observation> observations, Function<Observation, Instant> receivedAt) {
        List<Ingested> answers = new ArrayList<>();
        List<NewEvent> events = new ArrayList<>();
        for (Observation seen : observations) {
            EventId id = EventIdentity.idOf(seen.event());
            StoredEvent stored =
                    new StoredEvent(0, id, seen.event(), seen.channel().confirms(), List.of());
            events.add(new NewEvent(
                    stored, Printed.under(id, seen.event()), Sight.of(seen, receivedAt.apply(seen)), seen.raw()));
            answers.add(new Ingested(id, true, seen.event()));
        }
        events.sort(NewEvent.BY_KEY);
        Map<EventId, EventRef> inserted = unit.events().insert(device, events);
        unit.events().publish(device, events, inserted, List.of());
        return answers;
    }
}
