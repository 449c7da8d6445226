package dev.rollcall.receiver.reconcile;

import dev.rollcall.attendance.event.DeviceZone;
import dev.rollcall.attendance.event.Zones;
import dev.rollcall.attendance.reconcile.DayProof;
import dev.rollcall.attendance.reconcile.DeviceSays;
import dev.rollcall.attendance.reconcile.Verdict;
import dev.rollcall.receiver.inbox.DeviceZones;
import dev.rollcall.receiver.reconcile.Completeness.DayLine;
import dev.rollcall.receiver.reconcile.Completeness.FindingLine;
import dev.rollcall.receiver.store.DayTally;
import dev.rollcall.receiver.store.Device;
import dev.rollcall.receiver.store.UnitOfWork;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The days of a device that somebody asks about: each has a line, whether anybody compared it or not. What is missing from a list is easily
 * taken for what is well.
 *
 * @param from  the first day
 * @param to    the day after the last
 * @param lines a line for each of them
 */
record DeviceDays(LocalDate from, LocalDate to, List<DayLine> lines) {

    /** Why a day is not known that nobody compared. */
    static final String NEVER = "no agent has compared this day yet";

    /** Why a day is not known whose events are other ones now. */
    static final String LATE =
            "events came or went since the last comparison; the next one tells whether it is complete";

    private static final String TO_COME = "this day has not begun by the device's clock";

    /** Where days begin first, and where last: what a device's clock may show at most and at least if its zone is not known. */
    private static final ZoneOffset EARLIEST_ZONE = ZoneOffset.ofHours(14);

    private static final ZoneOffset LATEST_ZONE = ZoneOffset.ofHours(-12);

    /** Returns the lines of days as a transaction sees them. */
    static DeviceDays of(UnitOfWork unit, Tellers tellers, Device device, AskedDays asked, Instant now) {
        SortedMap<LocalDate, DayTally> kept = unit.tallies().days(device.id(), asked.from(), asked.to());
        SortedMap<LocalDate, DayProof> proofs = tellers.days(asked.from(), asked.to(), kept);
        LocalDate today = dayOf(device, now, EARLIEST_ZONE);
        LocalDate known = firstKnown(unit, device);
        LocalDate to = asked.named() ? asked.to() : endOf(asked, today, kept, proofs);
        List<DayLine> lines = asked.from()
                .datesUntil(to)
                .map(day -> {
                    DayTally tally = kept.getOrDefault(day, DayTally.ZERO);
                    DayProof proof = proofs.get(day);
                    return proof == null
                            ? notCompared(day, tally, whyNot(day, tally, known, today))
                            : compared(day, tally, proof);
                })
                .toList();
        return new DeviceDays(asked.from(), to, lines);
    }

    /** Returns why a day is not known, beside losses that a person has accepted; null if it is. */
    static @Nullable String why(@Nullable DayProof proof, DayTally kept) {
        if (proof == null) {
            return NEVER;
        }
        if (proof.verdictBesideAcceptedLosses(kept.tally().sum()) != Verdict.UNKNOWN) {
            return null;
        }
        if (proof.verdictBesideAcceptedLosses() == Verdict.COMPLETE) {
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

    private static LocalDate endOf(
            AskedDays asked,
            LocalDate today,
            SortedMap<LocalDate, DayTally> kept,
            SortedMap<LocalDate, DayProof> proofs) {
        LocalDate last = Stream.concat(kept.keySet().stream(), proofs.keySet().stream())
                .reduce(today, (a, b) -> a.isBefore(b) ? b : a);
        LocalDate end = last.isBefore(asked.from()) ? asked.from() : last;
        return end.isBefore(asked.to()) ? end.plusDays(1) : asked.to();
    }

    /** The first day of which there is anything, or on which the device was first heard of. */
    private static LocalDate firstKnown(UnitOfWork unit, Device device) {
        return Stream.of(
                        unit.tallies().firstKept(device.id(), null).map(LocalDateTime::toLocalDate),
                        unit.proofs().firstDay(device.id(), null))
                .flatMap(Optional::stream)
                .reduce(heardOf(device), (a, b) -> a.isBefore(b) ? a : b);
    }

    /** Returns the day on which a device was first heard of, by its own clock as far as its zone is known. */
    static LocalDate heardOf(Device device) {
        return dayOf(device, device.createdAt(), LATEST_ZONE);
    }

    private static LocalDate dayOf(Device device, Instant at, ZoneOffset otherwise) {
        Zones zones = DeviceZones.of(device);
        DeviceZone zone = zones.configured() == null ? zones.reported() : zones.configured();
        return LocalDate.ofInstant(at, zone == null ? otherwise : zone.rules().getOffset(at));
    }

    private static String whyNot(LocalDate day, DayTally kept, LocalDate known, LocalDate today) {
        if (day.isBefore(known)) {
            return "nothing is known of this device before " + known;
        }
        return day.isAfter(today) && kept.tally().isZero() ? TO_COME : NEVER;
    }

    private static DayLine notCompared(LocalDate day, DayTally kept, String why) {
        return new DayLine(
                day.toString(),
                Verdict.UNKNOWN.name(),
                why,
                null,
                DeviceSays.How.NOT_ASKED.name(),
                null,
                null,
                kept.tally().sum().events(),
                firstSeenBy(kept),
                List.of(),
                null);
    }

    private static DayLine compared(LocalDate day, DayTally kept, DayProof proof) {
        return new DayLine(
                day.toString(),
                proof.verdict(kept.tally().sum()).name(),
                why(proof, kept),
                proof.device().events(),
                proof.device().how().name(),
                proof.journal(),
                proof.sent().events(),
                kept.tally().sum().events(),
                firstSeenBy(kept),
                FindingLine.of(proof.findings()),
                FindingLine.leftOut(proof.leftOut()));
    }

    private static Map<String, Long> firstSeenBy(DayTally kept) {
        Map<String, Long> firstSeenBy = new TreeMap<>();
        kept.firstSeenBy().forEach((channel, count) -> firstSeenBy.put(channel.name(), count));
        return firstSeenBy;
    }
}
