package dev.rollcall.receiver.reconcile;

import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.exchange.ProofMessage;
import dev.rollcall.attendance.exchange.ProofMessages;
import dev.rollcall.attendance.reconcile.DayProof;
import dev.rollcall.receiver.store.Device;
import dev.rollcall.receiver.store.ProofShelf.Told;
import dev.rollcall.receiver.store.StorableText;
import dev.rollcall.receiver.store.Store;
import dev.rollcall.receiver.store.UnitOfWork;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Keeps what agents found, and gives it back. Thread-safe. */
public final class ProofBook {

    private final Store store;
    private final InstantSource clock;
    private final ProofJson json;

    public ProofBook(Store store, InstantSource clock, ProofJson json) {
        this.store = store;
        this.clock = clock;
        this.json = json;
    }

    /**
     * Checks that everything in a message can be read.
     *
     * @throws IllegalArgumentException if a field makes no sense
     * @throws DateTimeException        if a time cannot be read
     */
    public static void check(ProofMessage message) {
        DeviceKey.of(message.device());
        Instant.parse(message.checkedAt());
        if (message.completeUntil() != null) {
            LocalDateTime.parse(message.completeUntil());
        }
        ProofMessages.toFindings(message.findings());
        message.days().forEach(ProofMessages::toDay);
    }

    /** Keeps checked messages of an agent. */
    public void keep(String agent, List<ProofMessage> messages) {
        Instant now = clock.instant();
        for (ProofMessage message : messages) {
            store.write(unit -> keep(unit, StorableText.wellFormed(agent), message, now));
        }
    }

    private Device keep(UnitOfWork unit, String agent, ProofMessage message, Instant now) {
        Device device = unit.devices().lock(DeviceKey.of(message.device()), now);
        ProofMessage head = new ProofMessage(
                message.device(),
                message.checkedAt(),
                message.completeUntil(),
                message.covered(),
                message.findings(),
                List.of());
        Instant checkedAt = Instant.parse(message.checkedAt());
        unit.proofs().keep(device.id(), new Told(agent, checkedAt, now, json.writeText(head)));
        for (ProofMessage.Day day : message.days()) {
            unit.proofs().keepDay(device.id(), LocalDate.parse(day.day()), json.writeText(day), now);
        }
        return device;
    }

    /** What was told last of a device. */
    record Head(String agent, ProofMessage message) {}

    Optional<Head> head(UnitOfWork unit, Device device) {
        return unit.proofs()
                .told(device.id())
                .flatMap(told -> json.readStored(told.told(), ProofMessage.class)
                        .map(message -> new Head(told.agent(), message)));
    }

    SortedMap<LocalDate, DayProof> days(
            UnitOfWork unit, Device device, @Nullable LocalDate from, @Nullable LocalDate to) {
        SortedMap<LocalDate, DayProof> days = new TreeMap<>();
        unit.proofs()
                .days(device.id(), from, to)
                .forEach((day, text) -> json.readStored(text, ProofMessage.Day.class)
                        .map(ProofMessages::toDay)
                        .ifPresent(proof -> days.put(day, proof)));
        return days;
    }
}
