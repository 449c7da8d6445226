package dev.rollcall.receiver.reconcile;

import dev.rollcall.attendance.event.IsoText;
import dev.rollcall.attendance.reconcile.CompleteUntil;
import dev.rollcall.attendance.reconcile.Finding;
import dev.rollcall.attendance.reconcile.Finding.Kind;
import dev.rollcall.attendance.reconcile.Finding.State;
import dev.rollcall.attendance.reconcile.Verdict;
import dev.rollcall.receiver.store.Device;
import dev.rollcall.receiver.store.Store;
import dev.rollcall.receiver.store.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells for each device and day what device, journal and receiver have, and whether that is complete. Thread-safe. */
public final class Completeness {

    /** How many lines are told at once at most: a hundred devices for more than a year, or some thousands for a month. */
    private static final int MOST_LINES = 100_000;

    /** An agent compares every night; when it missed two, what it said last is no news any more. */
    private static final Duration FRESH = Duration.ofDays(2);

    private final Store store;
    private final ProofBook book;
    private final InstantSource clock;

    public Completeness(Store store, ProofBook book, InstantSource clock) {
        this.store = store;
        this.book = book;
        this.clock = clock;
    }

    /**
     * One device.
     *
     * @param device        its key
     * @param name          its name; null if it has none
     * @param completeUntil its wall clock before which nothing can be missing, ISO-8601 local; null if there is none. Never beyond a day
     *                      that is not complete
     * @param acceptedLosses how many losses before that a person has accepted; they are among the findings
     * @param heldBack      why that is earlier than what the agent told that compared last; null if it is not
     * @param checkedAt     when an agent last compared, ISO-8601 UTC; null if none ever did
     * @param stale         whether that is more than two days ago, or never was
     * @param agent         which agent compared last; null if none did
     * @param covered       the serial numbers that the agent's journal has records of, as {@code 1-173}
     * @param findings      what is of no day, of all agents that are heard of, and what was lost for good
     * @param findingsLeftOut how many more of them there are; null if none
     * @param from          the first of its days, ISO-8601
     * @param to            the day after the last
     * @param days          the days: a line for each
     */
    public record DeviceLine(
            String device,
            @Nullable String name,
            @Nullable String completeUntil,
            long acceptedLosses,
            @Nullable String heldBack,
            @Nullable String checkedAt,
            boolean stale,
            @Nullable String agent,
            List<String> covered,
            List<FindingLine> findings,
            @Nullable Long findingsLeftOut,
            String from,
            String to,
            List<DayLine> days) {

        /** Returns what is to be said of those losses wherever {@code completeUntil} stands; nothing if there are none. */
        public String butFor() {
            return CompleteUntil.butFor(acceptedLosses);
        }

        /** Returns what is of no day in words, those that are left out as a number. */
        public List<String> findingTexts() {
            return ShownFindings.of(findings, findingsLeftOut);
        }
    }

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
     * @param findingsLeftOut how many more there are; null if none
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
            List<FindingLine> findings,
            @Nullable Long findingsLeftOut) {

        /** Tells whether nothing makes it incomplete but what was lost, and a person has accepted that. */
        public boolean isAccepted() {
            return verdict.equals(Verdict.INCOMPLETE.name())
                    && findings.stream().anyMatch(FindingLine::isMissing)
                    && findings.stream().noneMatch(FindingLine::blocks);
        }

        /** Returns what was found in words, what is left out as a number. */
        public List<String> findingTexts() {
            return ShownFindings.of(findings, findingsLeftOut);
        }
    }

    /**
     * One thing that does not agree.
     *
     * @param kind       what it is, a name of {@code Finding.Kind}
     * @param text       the same in words
     * @param id         the event's public id; null if it has none
     * @param serialNo   its serial number, or the first of several; null if unknown
     * @param lastSerial the last of several; null if it is one
     * @param wallClock  when it was, ISO-8601 local; if there is a {@code notAfter}, the earliest it can have been; null if unknown
     * @param notAfter   the latest it can have been, likewise; null if the time is exact, or unknown
     * @param state      {@code OPEN}, {@code REPAIRED} or {@code ACCEPTED}
     */
    public record FindingLine(
            String kind,
            String text,
            @Nullable String id,
            @Nullable Long serialNo,
            @Nullable Long lastSerial,
            @Nullable String wallClock,
            @Nullable String notAfter,
            String state) {

        static @Nullable Long leftOut(long number) {
            return number == 0 ? null : number;
        }

        /** Tells whether something may be missing in what a list leaves out. */
        static boolean mayBeMissing(List<FindingLine> lines) {
            return lines.isEmpty() || lines.get(lines.size() - 1).isMissing();
        }

        /** Returns what is missing, or may be, in words; what is left out as a number. */
        static Stream<String> missing(String of, List<FindingLine> lines, @Nullable Long leftOut) {
            Stream<String> more = leftOut != null && mayBeMissing(lines)
                    ? Stream.of(of + ": " + Finding.more(leftOut, true))
                    : Stream.empty();
            return Stream.concat(lines.stream().filter(FindingLine::isMissing).map(FindingLine::text), more);
        }

        static List<FindingLine> of(List<Finding> findings) {
            return findings.stream().map(FindingLine::of).toList();
        }

        private static FindingLine of(Finding finding) {
            return new FindingLine(
                    finding.kind().name(),
                    finding.toString(),
                    finding.id() == null ? null : finding.id().hex(),
                    finding.serialNo(),
                    finding.lastSerial(),
                    finding.wallClock() == null ? null : IsoText.of(finding.wallClock()),
                    finding.notAfter() == null ? null : IsoText.of(finding.notAfter()),
                    finding.state().name());
        }

        /** Tells whether something is missing, or may be, as long as it is so; also if a person has accepted that it is lost. */
        boolean isMissing() {
            return Finding.isMissing(Kind.valueOf(kind), State.valueOf(state));
        }

        private boolean blocks() {
            return Finding.blocks(Kind.valueOf(kind), State.valueOf(state));
        }
    }

    /**
     * The devices that were told of.
     *
     * @param devices these devices, in the order of their keys
     * @param all     how many there are
     */
    public record Part(List<DeviceLine> devices, int all) {}

    /**
     * Returns the completeness of devices, in the order of their keys.
     *
     * @param device its key or its name, which a replaced device has as well; null for all
     * @throws UnknownDeviceException if no device has it
     * @throws TooManyDaysException if these are more lines than are told at once
     */
    public List<DeviceLine> of(@Nullable String device, AskedDays days) {
        return store.snapshot(unit -> {
            List<Device> devices = unit.devices().all().stream()
                    .filter(known -> device == null || known.isNamed(device))
                    .toList();
            if (device != null && devices.isEmpty()) {
                throw new UnknownDeviceException();
            }
            if (devices.size() > MOST_LINES / days.count()) {
                throw new TooManyDaysException(devices.size(), days.count(), MOST_LINES);
            }
            return lines(unit, devices, days);
        });
    }

    /**
     * Returns the completeness of as many devices as fit, in the order of their keys, and of one at least.
     *
     * @param wanted which devices
     * @param most   how many days of all of them together are told
     */
    public Part part(Predicate<Device> wanted, AskedDays days, int most) {
        return store.snapshot(unit -> {
            List<Device> devices = unit.devices().all().stream().filter(wanted).toList();
            long room = Math.max(1, most / days.count());
            return new Part(lines(unit, devices.stream().limit(room).toList(), days), devices.size());
        });
    }

    private List<DeviceLine> lines(UnitOfWork unit, List<Device> devices, AskedDays days) {
        return devices.stream().map(device -> line(unit, device, days)).toList();
    }

    /** Returns the completeness of one device, as this transaction sees it. */
    DeviceLine line(UnitOfWork unit, Device device, AskedDays asked) {
        Instant now = clock.instant();
        Tellers tellers = book.tellers(unit, device);
        Teller newest = tellers.newest().orElse(null);
        ProvedUntil proved = ProvedUntil.of(unit, tellers, device);
        DeviceDays days = DeviceDays.of(unit, tellers, device, asked, now);
        List<Finding> findings = tellers.findings();
        return new DeviceLine(
                device.key().value(),
                device.name(),
                proved.until(),
                CompleteUntil.acceptedBefore(
                        proved.until() == null ? null : LocalDateTime.parse(proved.until()), findings),
                proved.heldBack(),
                newest == null ? null : newest.checkedAt().toString(),
                newest == null || newest.at().plus(FRESH).isBefore(now),
                newest == null ? null : newest.agent(),
                newest == null ? List.of() : spans(newest),
                FindingLine.of(findings),
                FindingLine.leftOut(tellers.leftOut()),
                days.from().toString(),
                days.to().toString(),
                days.lines());
    }

    private static List<String> spans(Teller teller) {
        return teller.covered().stream()
                .map(span -> span.first() + "-" + span.last())
                .toList();
    }
}
