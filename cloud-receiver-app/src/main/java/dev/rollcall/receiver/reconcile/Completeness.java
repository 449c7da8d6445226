package dev.rollcall.receiver.reconcile;

import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.IsoText;
import dev.rollcall.attendance.reconcile.DayProof;
import dev.rollcall.attendance.reconcile.DeviceSays;
import dev.rollcall.attendance.reconcile.Finding;
import dev.rollcall.attendance.reconcile.TallySum;
import dev.rollcall.attendance.reconcile.Verdict;
import dev.rollcall.receiver.store.DayTally;
import dev.rollcall.receiver.store.Device;
import dev.rollcall.receiver.store.Store;
import dev.rollcall.receiver.store.UnitOfWork;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Tells for each device and day what device, journal and receiver have, and whether that is complete. Thread-safe. */
public final class Completeness {

    private static final String LATE =
            "events came or went since the last comparison; the next one tells whether it is complete";
    private static final String NEVER = "no agent has compared this day yet";

    private static final ProofBook.Head NOTHING_TOLD = new ProofBook.Head(null, null, null, List.of(), List.of());

    private final Store store;
    private final ProofBook book;

    public Completeness(Store store, ProofBook book) {
        this.store = store;
        this.book = book;
    }

    /**
     * One device.
     *
     * @param device        its key
     * @param name          its name; null if it has none
     * @param completeUntil its wall clock before which nothing can be missing, ISO-8601 local; null if there is none
     * @param checkedAt     when an agent last compared, ISO-8601 UTC; null if none ever did
     * @param agent         which agent; null if none did
     * @param covered       the serial numbers that the agent's journal has records of, as {@code 1-173}
     * @param findings      what is of no day
     * @param days          the days
     */
    public record DeviceLine(
            String device,
            @Nullable String name,
            @Nullable String completeUntil,
            @Nullable String checkedAt,
            @Nullable String agent,
            List<String> covered,
            List<FindingLine> findings,
            List<DayLine> days) {}

    /**
     * One day of a device's clock.
     *
     * @param day         ISO-8601
     * @param verdict     a name of {@link Verdict}
     * @param why         why it is unknown; null if it is not
     * @param deviceSays  how many records of any class the device holds; null if it does not say
     * @param deviceAsked how it was asked, a name of {@code DeviceSays.How}
     * @param journalSays how many records of any class the journal has; null if no agent told
     * @param sent        how many of them are events that the receiver acknowledged; null if no agent told
     * @param receiverSays how many events the receiver has
     * @param firstSeenBy how many of those came first by which channel: those first seen by {@code POLL} were recovered by reading
     * @param findings    what does not agree, and what was put right
     */
    public record DayLine(
            String day,
            String verdict,
            @Nullable String why,
            @Nullable Long deviceSays,
            String deviceAsked,
            @Nullable Long journalSays,
            @Nullable Long sent,
            long receiverSays,
            Map<String, Long> firstSeenBy,
            List<FindingLine> findings) {}

    /**
     * One thing that does not agree.
     *
     * @param kind       what it is, a name of {@code Finding.Kind}
     * @param text       the same in words
     * @param id         the event's public id; null if it has none
     * @param serialNo   its serial number, or the first of several; null if unknown
     * @param lastSerial the last of several; null if it is one
     * @param wallClock  when it was, ISO-8601 local; null if unknown
     * @param state      {@code OPEN} or {@code REPAIRED}
     */
    public record FindingLine(
            String kind,
            String text,
            @Nullable String id,
            @Nullable Long serialNo,
            @Nullable Long lastSerial,
            @Nullable String wallClock,
            String state) {}

    /**
     * Returns the completeness of devices, in the order of their keys.
     *
     * @param device its key; null for all
     * @param from   the first day, by the devices' clocks
     * @param to     the day after the last
     */
    public List<DeviceLine> of(@Nullable String device, LocalDate from, LocalDate to) {
        return store.snapshot(unit -> devices(unit, device).stream()
                .map(one -> line(unit, one, from, to))
                .toList());
    }

    private static List<Device> devices(UnitOfWork unit, @Nullable String device) {
        return device == null
                ? unit.devices().all()
                : unit.devices().find(DeviceKey.of(device)).stream().toList();
    }

    /** Returns the completeness of one device, as this transaction sees it. */
    DeviceLine line(UnitOfWork unit, Device device, LocalDate from, LocalDate to) {
        ProofBook.Head head = book.head(unit, device).orElse(NOTHING_TOLD);
        return new DeviceLine(
                device.key().value(),
                device.name(),
                head.completeUntil(),
                head.checkedAt(),
                head.agent(),
                head.covered().stream()
                        .map(span -> span.first() + "-" + span.last())
                        .toList(),
                lines(head.findings()),
                days(unit, device, from, to));
    }

    private List<DayLine> days(UnitOfWork unit, Device device, LocalDate from, LocalDate to) {
        SortedMap<LocalDate, DayTally> kept = unit.tallies().days(device.id(), from, to);
        SortedMap<LocalDate, DayProof> proofs = book.days(unit, device, from, to);
        TreeSet<LocalDate> days = new TreeSet<>(kept.keySet());
        days.addAll(proofs.keySet());
        return days.stream()
                .map(day -> line(day, kept.getOrDefault(day, DayTally.ZERO), proofs.get(day)))
                .toList();
    }

    private static DayLine line(LocalDate day, DayTally kept, @Nullable DayProof proof) {
        Map<String, Long> firstSeenBy = new TreeMap<>();
        kept.firstSeenBy().forEach((channel, count) -> firstSeenBy.put(channel.name(), count));
        TallySum sum = kept.tally().sum();
        if (proof == null) {
            return new DayLine(
                    day.toString(),
                    Verdict.UNKNOWN.name(),
                    NEVER,
                    null,
                    DeviceSays.How.NOT_ASKED.name(),
                    null,
                    null,
                    sum.events(),
                    firstSeenBy,
                    List.of());
        }
        Verdict verdict = proof.verdict(sum);
        return new DayLine(
                day.toString(),
                verdict.name(),
                verdict == Verdict.UNKNOWN ? why(proof) : null,
                proof.device().events(),
                proof.device().how().name(),
                proof.journal(),
                proof.sent().events(),
                sum.events(),
                firstSeenBy,
                lines(proof.findings()));
    }

    private static String why(DayProof proof) {
        if (proof.verdict() == Verdict.COMPLETE) {
            return LATE;
        }
        if (!proof.compared()) {
            return "the agent could not compare it with the receiver";
        }
        if (!proof.agrees()) {
            return "the device was not asked, or does not say what the journal has";
        }
        return "the day was not over when it was compared";
    }

    private static List<FindingLine> lines(List<Finding> findings) {
        return findings.stream().map(Completeness::line).toList();
    }

    private static FindingLine line(Finding finding) {
        return new FindingLine(
                finding.kind().name(),
                finding.toString(),
                finding.id() == null ? null : finding.id().hex(),
                finding.serialNo(),
                finding.lastSerial(),
                finding.wallClock() == null ? null : IsoText.of(finding.wallClock()),
                finding.state().name());
    }
}
