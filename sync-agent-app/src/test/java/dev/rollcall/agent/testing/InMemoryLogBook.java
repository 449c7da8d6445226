package dev.rollcall.agent.testing;

import dev.rollcall.agent.journal.Acceptances;
import dev.rollcall.agent.journal.AcceptedLoss;
import dev.rollcall.agent.journal.JournalPage;
import dev.rollcall.agent.journal.LogFacts;
import dev.rollcall.agent.journal.LogLosses;
import dev.rollcall.agent.journal.QuarantinedRecord;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.window.Anchor;
import dev.rollcall.attendance.window.Checkpoint;
import dev.rollcall.attendance.window.GapBook;
import dev.rollcall.attendance.window.LogProof;
import dev.rollcall.attendance.window.LostTime;
import dev.rollcall.attendance.window.RingWatch;
import dev.rollcall.attendance.window.SerialGap;
import dev.rollcall.attendance.window.SerialRange;
import dev.rollcall.attendance.window.SerialSet;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What {@link InMemoryStore} knows of devices' logs. */
final class InMemoryLogBook {

    private final Map<DeviceKey, Log> logs = new HashMap<>();
    private final WallClocks wallClocks;
    private final Knowledge knowledge;

    InMemoryLogBook(WallClocks wallClocks, Knowledge knowledge) {
        this.wallClocks = wallClocks;
        this.knowledge = knowledge;
    }

    void cover(JournalPage page) {
        Stream<Long> understood = page.observations().stream()
                .filter(seen -> seen.channel().confirms())
                .map(seen -> seen.event().serialNo());
        Stream<Long> quarantined =
                page.quarantined().stream().filter(QuarantinedRecord::isOfLog).map(QuarantinedRecord::serialNo);
        Log log = log(page.device());
        log.covered = log.covered.plus(SerialSet.of(
                Stream.concat(understood, quarantined).filter(Objects::nonNull).toList()));
    }

    GapBook book(DeviceKey device, @Nullable LogProof proof) {
        Log log = log(device);
        GapBook.Start start = log.epoch == 1
                ? GapBook.Start.BEFORE_US
                : new GapBook.Start(
                        proof != null && !knowledge.hasBefore(device, proof.oldest(), log.noticedAt), log.after);
        return new GapBook(log.covered, log.gaps, start);
    }

    List<SerialGap> settle(DeviceKey device, @Nullable LogProof proof, Instant at) {
        Log log = log(device);
        log.earlierGaps.replaceAll(gap ->
                gap.kind() == SerialGap.Kind.DELETED ? resolved(gap, gap.serials(), SerialGap.Kind.OVERWRITTEN) : gap);
        log.gaps = book(device, proof).settled(proof, serial -> wallClocks.of(device, serial), at);
        return all(log);
    }

    void begin(DeviceKey device, @Nullable Anchor lastKnown, Instant noticedBy) {
        Log log = log(device);
        LocalDateTime after = lastKnown == null ? null : lastKnown.wallClock();
        if (log.epoch > 1 && Objects.equals(after, log.after)) {
            return;
        }
        log.earlierGaps.addAll(log.gaps);
        log.gaps = List.of();
        log.coveredOfFirst = log.epoch == 1 ? log.covered : log.coveredOfFirst;
        log.covered = SerialSet.EMPTY;
        log.epoch++;
        log.after = after;
        log.noticedAt = noticedBy;
    }

    /** Returns the gaps of a device's present log. */
    List<SerialGap> gaps(DeviceKey device) {
        return log(device).gaps;
    }

    /** Returns the gaps of all logs of a device, without looking whether they were filled. */
    List<SerialGap> allGaps(DeviceKey device) {
        return all(log(device));
    }

    /** Writes a gap in parts: what is lost, and what is elsewhere. */
    void part(DeviceKey device, SerialGap gap, SerialSet elsewhere) {
        Log log = log(device);
        log.gaps = parted(log.gaps, gap, elsewhere);
        List<SerialGap> earlier = parted(log.earlierGaps, gap, elsewhere);
        log.earlierGaps.clear();
        log.earlierGaps.addAll(earlier);
    }

    private static List<SerialGap> parted(List<SerialGap> gaps, SerialGap one, SerialSet elsewhere) {
        return gaps.stream()
                .flatMap(gap -> gap.equals(one) ? gap.parted(elsewhere).stream() : Stream.of(gap))
                .toList();
    }

    /** Notes what a device answered when it was asked for a gap by itself. */
    void resolve(DeviceKey device, SerialRange range, SerialGap.Kind kind) {
        Log log = log(device);
        log.gaps = resolved(log.gaps, range, kind);
        log.earlierGaps.replaceAll(gap -> resolved(gap, range, kind));
    }

    private static List<SerialGap> resolved(List<SerialGap> gaps, SerialRange range, SerialGap.Kind kind) {
        return gaps.stream().map(gap -> resolved(gap, range, kind)).toList();
    }

    private static SerialGap resolved(SerialGap gap, SerialRange range, SerialGap.Kind kind) {
        return gap.serials().equals(range)
                ? new SerialGap(range, gap.notBefore(), gap.notAfter(), kind, gap.noticedAt())
                : gap;
    }

    /** Returns the lowest serial of the log that a device had when it was met, whether or not it has had another one since. */
    @Nullable Long lowestCoveredOfFirst(DeviceKey device) {
        Log log = log(device);
        return (log.epoch == 1 ? log.covered : log.coveredOfFirst).lowest();
    }

    /** Returns the lowest serial of the log that a device had when it was met; null if it has had another one since. */
    @Nullable Long lowestOfFirst(DeviceKey device) {
        return log(device).epoch > 1 ? null : log(device).covered.lowest();
    }

    int epoch(DeviceKey device) {
        return log(device).epoch;
    }

    @Nullable LocalDateTime beganAfter(DeviceKey device) {
        return log(device).after;
    }

    boolean covers(DeviceKey device, long serial) {
        return log(device).covered.contains(serial);
    }

    @Nullable Long highestCovered(DeviceKey device) {
        return log(device).covered.highest();
    }

    List<LostTime> lostTimes(DeviceKey device) {
        return log(device).lostTimes;
    }

    void keepLostTimes(DeviceKey device, List<LostTime> times) {
        log(device).lostTimes =
                times.stream().sorted(Comparator.comparing(LostTime::notBefore)).toList();
    }

    LogLosses losses(DeviceKey device) {
        return new LogLosses(log(device).lostTimes, log(device).accepted);
    }

    void accept(DeviceKey device, AcceptedLoss loss) {
        Log log = log(device);
        log.accepted = new Acceptances(
                Stream.concat(log.accepted.all().stream(), Stream.of(loss)).toList());
    }

    @Nullable RingWatch ring(DeviceKey device) {
        return log(device).ring;
    }

    void keepRing(DeviceKey device, RingWatch ring, @Nullable Double fill) {
        log(device).ring = ring;
        log(device).fill = fill;
    }

    void keepFill(DeviceKey device, @Nullable Double fill) {
        log(device).fill = fill;
    }

    LogFacts facts(DeviceKey device, @Nullable Checkpoint checkpoint) {
        Log log = log(device);
        List<SerialGap> gaps = log.accepted.open(all(log));
        return new LogFacts(
                log.epoch,
                LogFacts.newest(log.covered.ranges(), LogFacts.COVERED_TOLD),
                LogFacts.newest(gaps, LogFacts.GAPS_TOLD),
                gaps.stream().mapToLong(gap -> gap.serials().size()).sum(),
                LogFacts.accepted(all(log), losses(device)),
                LogFacts.completeUntil(
                        checkpoint == null ? null : checkpoint.position(),
                        gaps,
                        losses(device).openTimes()),
                log.fill,
                log.ring == null ? null : log.ring.capacity());
    }

    void copyTo(InMemoryLogBook other) {
        logs.forEach((device, log) -> other.logs.put(device, log.copy()));
    }

    private static List<SerialGap> all(Log log) {
        List<SerialGap> all = new ArrayList<>(log.earlierGaps);
        all.addAll(log.gaps);
        return all;
    }

    private Log log(DeviceKey device) {
        return logs.computeIfAbsent(device, key -> new Log());
    }

    /** Gives the wall clock of the event that was stored last under a serial. */
    interface WallClocks {

        @Nullable LocalDateTime of(DeviceKey device, long serial);
    }

    /** Tells whether an event was known before a moment. */
    interface Knowledge {

        boolean hasBefore(DeviceKey device, Anchor event, Instant moment);
    }

    private static final class Log {

        private final List<SerialGap> earlierGaps = new ArrayList<>();
        private SerialSet covered = SerialSet.EMPTY;
        private SerialSet coveredOfFirst = SerialSet.EMPTY;
        private List<SerialGap> gaps = List.of();
        private List<LostTime> lostTimes = List.of();
        private Acceptances accepted = Acceptances.NONE;
        private int epoch = 1;
        private @Nullable LocalDateTime after;
        private Instant noticedAt = Instant.MIN;
        private @Nullable RingWatch ring;
        private @Nullable Double fill;

        Log copy() {
            Log copy = new Log();
            copy.earlierGaps.addAll(earlierGaps);
            copy.coveredOfFirst = coveredOfFirst;
            copy.covered = covered;
            copy.gaps = gaps;
            copy.lostTimes = lostTimes;
            copy.accepted = accepted;
            copy.epoch = epoch;
            copy.after = after;
            copy.noticedAt = noticedAt;
            copy.ring = ring;
            copy.fill = fill;
            return copy;
        }
    }
}
