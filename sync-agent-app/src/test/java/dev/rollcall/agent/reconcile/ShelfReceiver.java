package dev.rollcall.agent.reconcile;

import dev.rollcall.agent.outbox.ClaimedBatch;
import dev.rollcall.agent.outbox.ClaimedEvent;
import dev.rollcall.agent.outbox.Outbox;
import dev.rollcall.attendance.event.AttendanceEvent;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.EventId;
import dev.rollcall.attendance.exchange.OutcomeMessage;
import dev.rollcall.attendance.exchange.ProofMessage;
import dev.rollcall.attendance.exchange.ProofMessages;
import dev.rollcall.attendance.exchange.ReceiptMessage;
import dev.rollcall.attendance.exchange.TalliesAnswer;
import dev.rollcall.attendance.exchange.TalliesAnswer.Difference;
import dev.rollcall.attendance.exchange.TalliesAnswer.Held;
import dev.rollcall.attendance.exchange.TalliesMessage;
import dev.rollcall.attendance.exchange.TalliesMessage.Window;
import dev.rollcall.attendance.identity.EventIdentity;
import dev.rollcall.attendance.reconcile.DayProof;
import dev.rollcall.attendance.reconcile.TalliedEvent;
import dev.rollcall.attendance.reconcile.Tally;
import dev.rollcall.attendance.reconcile.TallySheet;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** A receiver that stores under its own id whatever is sent, tells what it lacks, and can lose all of it. */
final class ShelfReceiver implements TallyReceiver {

    private final Map<DeviceKey, Map<EventId, TalliedEvent>> shelf = new HashMap<>();
    private final Map<String, ProofMessage> heads = new HashMap<>();
    private final Map<String, Map<LocalDate, DayProof>> days = new HashMap<>();
    private final Map<DeviceKey, Map<EventId, Held>> fromElsewhere = new HashMap<>();
    private String store = "shelf";
    private boolean stopped;
    private boolean rejecting;

    /** Takes everything that waits. */
    void takeAll(Outbox outbox) {
        ClaimedBatch batch = outbox.claim(100, Set.of(), UUID.randomUUID().toString());
        while (batch != null) {
            List<OutcomeMessage> outcomes = new ArrayList<>();
            for (ClaimedEvent event : batch.events()) {
                String id = event.id().hex();
                if (rejecting) {
                    outcomes.add(new OutcomeMessage(id, "REJECTED", null, "not today"));
                    continue;
                }
                of(DeviceKey.of(batch.device().key()))
                        .put(event.id(), TalliedEvent.of(event.observation().event(), event.id()));
                outcomes.add(new OutcomeMessage(id, "STORED", id, null));
            }
            int all = outcomes.size();
            outbox.settle(
                    batch,
                    new ReceiptMessage(true, batch.batchId(), all, all, 0, List.of(), outcomes, store),
                    "1",
                    Instant.EPOCH);
            batch = outbox.claim(100, Set.of(), UUID.randomUUID().toString());
        }
    }

    void loseEverything() {
        shelf.clear();
    }

    /** It got an event by another way than from the agent: pushed, or read by another one. */
    void hasFromElsewhere(AttendanceEvent event, boolean confirmed, boolean asWritten) {
        EventId id = EventIdentity.idOf(event);
        TalliedEvent tallied = TalliedEvent.of(event, id);
        of(event.device()).put(id, tallied);
        fromElsewhere
                .computeIfAbsent(event.device(), none -> new TreeMap<>())
                .put(
                        id,
                        new Held(
                                id.hex(),
                                tallied.key().content().hex(),
                                event.serialNo(),
                                event.time().wallClock().toString(),
                                confirmed,
                                asWritten ? null : false));
    }

    /** What it did not get from the agent is gone. */
    void loseWhatIsFromElsewhere() {
        fromElsewhere.forEach((device, events) -> of(device).keySet().removeAll(events.keySet()));
        fromElsewhere.clear();
    }

    /** A backup is put back, and it is another store since: it has neither what came later nor what was told. */
    void restore(ShelfReceiver backup, String storeId) {
        shelf.clear();
        backup.shelf.forEach((device, events) -> of(device).putAll(events));
        heads.clear();
        days.clear();
        store = storeId;
    }

    /** Whatever is sent is rejected, or taken again. */
    void reject(boolean value) {
        rejecting = value;
    }

    /** Nobody answers, or somebody does again. */
    void stop(boolean value) {
        stopped = value;
    }

    /** Returns what it was told last of a device; null if it never was. */
    ProofMessage head(DeviceKey device) {
        return heads.get(device.value());
    }

    /** Returns what it shows of a device's days. */
    Map<LocalDate, DayProof> days(DeviceKey device) {
        return days.getOrDefault(device.value(), Map.of());
    }

    private void keep(ProofMessage proof) {
        heads.put(proof.device(), proof);
        Map<LocalDate, DayProof> told = days.computeIfAbsent(proof.device(), none -> new TreeMap<>());
        proof.days().stream().map(ProofMessages::toDay).forEach(day -> told.put(day.day(), day));
    }

    int events(DeviceKey device) {
        return of(device).size();
    }

    private Map<EventId, TalliedEvent> of(DeviceKey device) {
        return shelf.computeIfAbsent(device, none -> new TreeMap<>());
    }

    @Override
    public TalliesAnswer ask(TalliesMessage message) {
        if (stopped) {
            throw new UnansweredException("nobody answers", false);
        }
        List<Difference> differing = new ArrayList<>();
        if (message.proofs() != null) {
            message.proofs().forEach(this::keep);
        }
        message.windows().forEach(window -> differing.addAll(compare(message, window)));
        return new TalliesAnswer(true, store, differing);
    }

    private List<Difference> compare(TalliesMessage message, Window window) {
        Map<EventId, TalliedEvent> held = of(DeviceKey.of(window.device()));
        TallySheet all = TallySheet.EMPTY;
        for (TalliedEvent event : held.values()) {
            all = all.plus(TallySheet.of(Map.of(event.hour(), event.tally())));
        }
        TallySheet sheet = all.within(hour(message.from()), hour(message.to()));
        if (window.events() != null) {
            List<String> missing = window.events().stream()
                    .map(TalliesMessage.Key::id)
                    .filter(id -> !held.containsKey(EventId.of(id)))
                    .toList();
            List<Held> surplus = surplus(window);
            return missing.isEmpty() && surplus.isEmpty()
                    ? List.of()
                    : List.of(new Difference(window.device(), "DIFFERENT", null, window.at(), missing, surplus));
        }
        List<TalliesMessage.Count> counts = new ArrayList<>();
        Set<String> places = new TreeSet<>(own(window, sheet));
        for (TalliesMessage.Count told : window.tallies()) {
            places.remove(String.valueOf(told.at()));
            Tally own = within(sheet, told.at()).total();
            if (!own.sum().hash().equals(told.hash())) {
                counts.add(ProofMessages.count(told.at(), own.sum()));
            }
        }
        places.forEach(at ->
                counts.add(ProofMessages.count(at, within(sheet, at).total().sum())));
        return counts.isEmpty()
                ? List.of()
                : List.of(new Difference(window.device(), "DIFFERENT", counts, null, null, null));
    }

    /** The places of a window at which there is anything. */
    private static Set<String> own(Window window, TallySheet sheet) {
        return switch (TalliesMessage.Level.valueOf(window.level())) {
            case DAY -> TallySheet.sums(sheet.days(), Object::toString).keySet();
            case HOUR ->
                TallySheet.sums(within(sheet, window.at()).hours(), TallySheet::nameOf)
                        .keySet();
            case ALL, EVENT -> Set.of();
        };
    }

    private List<Held> surplus(Window window) {
        DeviceKey device = DeviceKey.of(window.device());
        LocalDateTime hour = hour(window.at());
        List<String> named =
                window.events().stream().map(TalliesMessage.Key::id).toList();
        return fromElsewhere.getOrDefault(device, Map.of()).values().stream()
                .filter(held -> !named.contains(held.id()))
                .filter(held -> of(device).get(EventId.of(held.id())).hour().equals(hour))
                .toList();
    }

    private static LocalDateTime hour(String name) {
        return name == null ? null : TallySheet.hourNamed(name);
    }

    private static TallySheet within(TallySheet sheet, String at) {
        if (at == null) {
            return sheet;
        }
        boolean day = at.length() == "2026-11-23".length();
        LocalDateTime start = LocalDateTime.parse(at + (day ? "T00:00" : ":00"));
        return sheet.within(start, day ? start.plusDays(1) : start.plusHours(1));
    }
}
