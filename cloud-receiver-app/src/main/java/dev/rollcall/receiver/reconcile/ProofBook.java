package dev.rollcall.receiver.reconcile;

import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.exchange.ProofMessage;
import dev.rollcall.attendance.exchange.ProofMessages;
import dev.rollcall.attendance.window.SerialSet;
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
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Keeps what each agent found, and gives it back. Thread-safe. */
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
     * @throws LateTellingException if one would replace what the same agent found later; what is about the devices before it is kept
     * @throws dev.rollcall.receiver.ingest.TooManyNewDevicesException if one is about a device that was not heard of before and there are
     *     too many such; likewise
     */
    public void keep(String agent, List<ProofMessage> messages) {
        Instant now = clock.instant();
        for (ProofMessage message : messages) {
            store.write(unit -> keep(unit, Storable.cleaned(agent), message, now));
        }
    }

    private Device keep(UnitOfWork unit, String agent, ProofMessage message, Instant now) {
        Device device = introduction.lock(unit.devices(), DeviceKey.of(message.device()), now);
        Tellers before = tellers(unit, device);
        Instant checkedAt = Instant.parse(message.checkedAt());
        keepDays(unit, device, message, text -> new Told(agent, checkedAt, now, text));
        Told head = new Told(agent, checkedAt, now, json.writeText(head(message, before.named(agent))));
        if (before.named(agent).filter(known -> known.at().isAfter(head.at())).isEmpty()) {
            unit.proofs().keep(device.id(), head);
        }
        Tellers after = tellers(unit, device);
        if (!after.weights().equals(before.weights())) {
            // What they found of any day may count otherwise now.
            unit.proofs().proved(device.id(), null);
        }
        ProvedUntil.moveOn(unit, after, device);
        return device;
    }

    private void keepDays(UnitOfWork unit, Device device, ProofMessage message, Function<String, Told> telling) {
        SortedMap<LocalDate, Told> days = new TreeMap<>();
        message.days().forEach(day -> days.put(LocalDate.parse(day.day()), telling.apply(json.writeText(day))));
        if (days.isEmpty()) {
            return;
        }
        SortedMap<LocalDate, List<Told>> known =
                unit.proofs().days(device.id(), days.firstKey(), days.lastKey().plusDays(1));
        days.forEach((day, told) -> {
            Told own = known.getOrDefault(day, List.of()).stream()
                    .filter(one -> one.agent().equals(told.agent()))
                    .findFirst()
                    .orElse(told);
            if (!own.at().isAfter(told.at())) {
                unit.proofs().keepDay(device.id(), day, told);
            } else if (!own.told().equals(told.told())) {
                throw new LateTellingException("what it tells of " + day + " of device " + device.key()
                        + " was found on " + told.at() + ", and it told already what it found on " + own.at());
            }
        });
    }

    /** All that an agent ever read is kept: what it read of a log that was cleared since is not lost. */
    private static KeptHead head(ProofMessage message, Optional<Teller> known) {
        SerialSet read = known.map(Teller::read).orElse(SerialSet.EMPTY).plus(Teller.serials(message.covered()));
        return new KeptHead(
                message.device(),
                message.checkedAt(),
                message.completeUntil(),
                message.covered(),
                message.findings(),
                Teller.spans(read),
                message.leftOut());
    }

    /** Returns who told of a device, as a transaction sees it. */
    Tellers tellers(UnitOfWork unit, Device device) {
        return Tellers.of(unit, device, json);
    }
}
