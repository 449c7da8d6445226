package dev.rollcall.receiver.ingest;

import dev.rollcall.attendance.event.AttendanceEvent;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.IsoText;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.attendance.exchange.BatchMessage;
import dev.rollcall.attendance.exchange.DeviceMessage;
import dev.rollcall.attendance.exchange.EventMessage;
import dev.rollcall.attendance.exchange.EventMessages;
import dev.rollcall.attendance.exchange.InvalidMessageException;
import dev.rollcall.attendance.exchange.OutcomeMessage;
import dev.rollcall.attendance.exchange.OutcomeMessage.Outcome;
import dev.rollcall.attendance.exchange.ReceiptMessage;
import dev.rollcall.attendance.identity.ContentDigest;
import dev.rollcall.attendance.identity.EventIdentity;
import dev.rollcall.receiver.store.Device;
import dev.rollcall.receiver.store.DeviceReport;
import dev.rollcall.receiver.store.StorableText;
import dev.rollcall.receiver.store.Store;
import dev.rollcall.receiver.store.StoreFailedException;
import dev.rollcall.receiver.store.UnitOfWork;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes an agent's batch: one transaction, one outcome for each event in the order of the batch. Thread-safe. */
public final class BatchIngest {

    private final Store store;
    private final InstantSource clock;
    private final Introduction introduction;

    /**
     * Makes an intake for batches.
     *
     * @param newDevices how many devices that no administrator has seen there may be
     */
    public BatchIngest(Store store, InstantSource clock, int newDevices) {
        this.store = store;
        this.clock = clock;
        this.introduction = new Introduction(newDevices);
    }

    /**
     * Stores a batch whose required fields are there, and returns the receipt. When this returns, all that is not rejected is on disk.
     *
     * <p>What the database refuses, and nothing else of the batch, is rejected with a reason: one event must not hold up the others.
     *
     * @param key the device of the batch, as read from it
     * @throws StoreFailedException if the database cannot be reached, or refuses everything; the agent is to send the batch again
     * @throws TooManyNewDevicesException if the device was not heard of before and there are too many such; nothing is stored
     */
    public ReceiptMessage accept(DeviceKey key, BatchMessage batch) {
        List<Reading> readings =
                batch.events().stream().map(event -> read(key, event)).toList();
        List<Observation> good = readings.stream()
                .map(Reading::observation)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
        return receipt(batch, outcomes(readings, stored(key, batch, good).iterator()));
    }

    private List<Fate> stored(DeviceKey key, BatchMessage batch, List<Observation> good) {
        Instant now = clock.instant();
        try {
            return store
                    .write(unit -> {
                        Device device = introduction.lock(unit.devices(), key, now);
                        note(unit, device, batch, now);
                        return EventIngest.ingest(unit, device, good, now);
                    })
                    .stream()
                    .map(Fate::of)
                    .toList();
        } catch (StoreFailedException failed) {
            if (!failed.isRefused()) {
                throw failed;
            }
            DividedBatch divided = new DividedBatch(store, introduction, key, now);
            List<Fate> fates = divided.store(good, failed);
            divided.tell((unit, device) -> note(unit, device, batch, now));
            return fates;
        }
    }

    private static void note(UnitOfWork unit, Device device, BatchMessage batch, Instant now) {
        DeviceReport report = report(batch.device());
        if (report.tells(device)) {
            unit.devices().report(device.id(), report);
        }
        unit.agents().saw(Storable.cleaned(batch.agent()), now);
    }

    /** One event of the batch: either an observation or the reason why it is none. */
    private record Reading(
            @Nullable String id,
            @Nullable Observation observation,
            @Nullable String refusal) {}

    private static Reading read(DeviceKey key, @Nullable EventMessage message) {
        if (message == null) {
            return new Reading(null, null, "the event is null");
        }
        try {
            Observation observation = EventMessages.toObservation(key, message);
            Optional<String> refusal = refusal(message, observation);
            return refusal.isPresent()
                    ? new Reading(message.id(), null, refusal.get())
                    : new Reading(message.id(), Storable.cleaned(observation), null);
        } catch (InvalidMessageException unreadable) {
            return new Reading(message.id(), null, Storable.wellFormed(String.valueOf(unreadable.getMessage())));
        }
    }

    /** Raw text with half a surrogate pair would lose it on the way to bytes; the agent has base64 for such records. */
    private static Optional<String> refusal(EventMessage message, Observation observation) {
        boolean rawLosesText = message.rawEncoding() == null && StorableText.hasHalfAPair(message.raw());
        return rawLosesText
                ? Optional.of("field 'raw' contains half a surrogate pair; send such a record as base64")
                : Storable.refusal(observation);
    }

    private static DeviceReport report(DeviceMessage device) {
        return new DeviceReport(
                cleaned(device.name()),
                cleaned(device.model()),
                cleaned(device.firmware()),
                cleaned(device.zone()),
                device.clockOffset());
    }

    private static @Nullable String cleaned(@Nullable String text) {
        return text == null ? null : Storable.cleaned(text);
    }

    private static List<OutcomeMessage> outcomes(List<Reading> readings, Iterator<Fate> fates) {
        List<OutcomeMessage> outcomes = new ArrayList<>();
        for (Reading reading : readings) {
            String id = reading.id() == null ? "" : Storable.wellFormed(reading.id());
            Fate fate = reading.refusal() == null ? fates.next() : Fate.refused(reading.refusal());
            Ingested answer = fate.ingested();
            outcomes.add(
                    answer == null
                            ? new OutcomeMessage(id, Outcome.REJECTED.name(), null, fate.refusal())
                            : outcome(
                                    id,
                                    Objects.requireNonNull(reading.observation())
                                            .event(),
                                    answer));
        }
        return outcomes;
    }

    /** Tells also what counts here where that is another version, so that the agent knows what it will be compared with. */
    private static OutcomeMessage outcome(String id, AttendanceEvent sent, Ingested answer) {
        String outcome = (answer.isNew() ? Outcome.STORED : Outcome.KNOWN).name();
        String storedAs = answer.publicId().hex();
        AttendanceEvent counting = answer.counting();
        if (sent.equals(counting)) {
            return new OutcomeMessage(id, outcome, storedAs, null);
        }
        ContentDigest content = EventIdentity.digestOf(counting);
        if (EventIdentity.digestOf(sent).equals(content)) {
            return new OutcomeMessage(id, outcome, storedAs, null);
        }
        LocalDateTime wallClock = counting.time().wallClock();
        return new OutcomeMessage(
                id,
                outcome,
                storedAs,
                null,
                wallClock.equals(sent.time().wallClock()) ? null : IsoText.of(wallClock),
                content.hex());
    }

    private ReceiptMessage receipt(BatchMessage batch, List<OutcomeMessage> outcomes) {
        List<String> errors = outcomes.stream()
                .filter(outcome -> outcome.outcome().equals(Outcome.REJECTED.name()))
                .map(outcome -> "event " + outcome.id() + ": " + outcome.reason())
                .toList();
        long stored = outcomes.stream()
                .filter(outcome -> outcome.outcome().equals(Outcome.STORED.name()))
                .count();
        return new ReceiptMessage(
                errors.isEmpty(),
                batch.batchId(),
                outcomes.size(),
                (int) stored,
                errors.size(),
                errors,
                outcomes,
                store.id());
    }
}
