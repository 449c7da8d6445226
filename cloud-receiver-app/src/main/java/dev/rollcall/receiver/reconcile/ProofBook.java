package dev.rollcall.receiver.reconcile;

import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.exchange.HeartbeatMessage.SerialSpan;
import dev.rollcall.attendance.exchange.ProofMessage;
import dev.rollcall.attendance.exchange.ProofMessages;
import dev.rollcall.attendance.reconcile.DayProof;
import dev.rollcall.attendance.reconcile.Finding;
import dev.rollcall.receiver.ingest.Introduction;
import dev.rollcall.receiver.ingest.Storable;
import dev.rollcall.receiver.store.Device;
import dev.rollcall.receiver.store.ProofShelf.Told;
import dev.rollcall.receiver.store.StorableTime;
import dev.rollcall.receiver.store.Store;
import dev.rollcall.receiver.store.UnitOfWork;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Keeps what agents found, and gives it back. Thread-safe. */
public final class ProofBook {

    private static final String PROOF = "proofs[].";
    private static final String DAY = PROOF + "days[].";

    private final Store store;
    private final InstantSource clock;
    private final ProofJson json;
    private final Introduction introduction;

    /**
     * Makes a book.
     *
     * @param introduction how devices that were not heard of before come in
     */
    public ProofBook(Store store, InstantSource clock, ProofJson json, Introduction introduction) {
        this.store = store;
        this.clock = clock;
        this.json = json;
        this.introduction = introduction;
    }

    /**
     * Checks that everything in messages can be read.
     *
     * @throws WrongFieldException if a field makes no sense or is missing
     */
    public static void check(List<ProofMessage> messages) {
        Fields.whole("proofs", messages).forEach(ProofBook::check);
    }

    private static void check(ProofMessage message) {
        Fields.present(PROOF + "device", message.device());
        Fields.present(PROOF + "checkedAt", message.checkedAt());
        Fields.read(PROOF + "checkedAt", () -> StorableTime.checked(Instant.parse(message.checkedAt())));
        String until = message.completeUntil();
        if (until != null) {
            Fields.read(PROOF + "completeUntil", () -> StorableTime.checked(LocalDateTime.parse(until)));
        }
        Fields.whole(PROOF + "covered", message.covered());
        Fields.whole(PROOF + "findings", message.findings());
        Fields.read(PROOF + "findings", () -> ProofMessages.toFindings(message.findings()));
        Fields.whole(PROOF + "days", message.days()).forEach(ProofBook::check);
    }

    private static void check(ProofMessage.Day day) {
        Fields.present(DAY + "day", day.day());
        Fields.read(DAY + "day", () -> StorableTime.day(day.day()));
        Fields.present(DAY + "how", day.how());
        Fields.present(DAY + "sent", day.sent());
        Fields.present(DAY + "receiver", day.receiver());
        Fields.whole(DAY + "findings", day.findings());
        Fields.read(PROOF + "days", () -> ProofMessages.toDay(day));
    }

    /**
     * Keeps checked messages of an agent.
     *
     * @throws dev.rollcall.receiver.ingest.TooManyNewDevicesException if one is about a device that was not heard of before and there are
     *     too many such; what is about the devices before it is kept
     */
    public void keep(String agent, List<ProofMessage> messages) {
        Instant now = clock.instant();
        for (ProofMessage message : messages) {
            store.write(unit -> keep(unit, Storable.cleaned(agent), message, now));
        }
    }

    private Device keep(UnitOfWork unit, String agent, ProofMessage message, Instant now) {
        Device device = introduction.lock(unit.devices(), DeviceKey.of(message.device()), now);
        ProofMessage head = new ProofMessage(
                message.device(),
                message.checkedAt(),
                message.completeUntil(),
                message.covered(),
                message.findings(),
                message.leftOut(),
                List.of());
        Instant checkedAt = Instant.parse(message.checkedAt());
        unit.proofs().keep(device.id(), new Told(agent, checkedAt, now, json.writeText(head)));
        for (ProofMessage.Day day : message.days()) {
            unit.proofs().keepDay(device.id(), LocalDate.parse(day.day()), json.writeText(day), now);
        }
        return device;
    }

    /**
     * What was told last of a device.
     *
     * @param agent         who told it; null if nobody did
     * @param completeUntil its wall clock before which nothing can be missing, ISO-8601 local; null if there is none
     * @param checkedAt     when it was compared, ISO-8601 UTC; null if it never was
     * @param receivedAt    when it was told; null if it never was
     * @param covered       the serial numbers that the journal has records of
     * @param findings      what is of no day
     * @param leftOut       how many more of them there were
     */
    record Head(
            @Nullable String agent,
            @Nullable String completeUntil,
            @Nullable String checkedAt,
            @Nullable Instant receivedAt,
            List<SerialSpan> covered,
            List<Finding> findings,
            long leftOut) {}

    /** Returns what was told last of a device; nothing if that cannot be read, as if nobody had told. */
    Optional<Head> head(UnitOfWork unit, Device device) {
        return unit.proofs()
                .told(device.id())
                .flatMap(told ->
                        json.readStored(told.told(), ProofMessage.class).flatMap(message -> understood(told, message)));
    }

    private static Optional<Head> understood(Told told, ProofMessage message) {
        try {
            List<SerialSpan> covered = Stream.ofNullable(message.covered())
                    .flatMap(List::stream)
                    .filter(Objects::nonNull)
                    .toList();
            List<Finding> findings =
                    Fields.read(PROOF + "findings", () -> ProofMessages.toFindings(message.findings()));
            return Optional.of(new Head(
                    told.agent(),
                    message.completeUntil(),
                    told.checkedAt().toString(),
                    told.receivedAt(),
                    covered,
                    findings,
                    ProofMessages.leftOut(message.leftOut())));
        } catch (WrongFieldException unreadable) {
            return Optional.empty();
        }
    }

    /** Returns what was told last of each day; those of which it cannot be read are left out, as if nobody had told. */
    SortedMap<LocalDate, DayProof> days(
            UnitOfWork unit, Device device, @Nullable LocalDate from, @Nullable LocalDate to) {
        SortedMap<LocalDate, DayProof> days = new TreeMap<>();
        unit.proofs()
                .days(device.id(), from, to)
                .forEach((day, text) -> json.readStored(text, ProofMessage.Day.class)
                        .flatMap(ProofBook::understood)
                        .ifPresent(proof -> days.put(day, proof)));
        return days;
    }

    private static Optional<DayProof> understood(ProofMessage.Day day) {
        try {
            return Optional.of(Fields.read(PROOF + "days", () -> ProofMessages.toDay(day)));
        } catch (WrongFieldException unreadable) {
            return Optional.empty();
        }
    }
}
