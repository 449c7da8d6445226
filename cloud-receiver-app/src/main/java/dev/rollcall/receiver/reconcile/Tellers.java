package dev.rollcall.receiver.reconcile;

import dev.rollcall.attendance.exchange.ProofMessage;
import dev.rollcall.attendance.exchange.ProofMessages;
import dev.rollcall.attendance.reconcile.DayProof;
import dev.rollcall.attendance.reconcile.Finding;
import dev.rollcall.receiver.store.DayTally;
import dev.rollcall.receiver.store.Device;
import dev.rollcall.receiver.store.ProofShelf.Told;
import dev.rollcall.receiver.store.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The agents that told of a device, as one transaction sees them, and what counts of all that they told: two may read one terminal at a
 * time, and a computer that is replaced begins a new journal, which is another agent and knows nothing of what was lost before.
 */
final class Tellers {

    /** An agent compares every night; one that missed two while another did not has nothing to say to what changed since. */
    private static final Duration SILENT_AFTER = Duration.ofDays(2);

    private final UnitOfWork unit;
    private final Device device;
    private final ProofJson json;
    private final List<Teller> tellers;
    private final Instant newest;

    private Tellers(UnitOfWork unit, Device device, ProofJson json, List<Teller> tellers) {
        this.unit = unit;
        this.device = device;
        this.json = json;
        this.tellers = tellers;
        this.newest = tellers.isEmpty() ? Instant.MIN : tellers.get(0).at();
    }

    static Tellers of(UnitOfWork unit, Device device, ProofJson json) {
        List<Teller> tellers = unit.proofs().told(device.id()).stream()
                .flatMap(told -> Teller.of(told, json).stream())
                .sorted(Comparator.comparing(Teller::at).reversed().thenComparing(Teller::agent))
                .toList();
        return new Tellers(unit, device, json, tellers);
    }

    /** Returns who told last; nobody if nobody did. */
    Optional<Teller> newest() {
        return tellers.stream().findFirst();
    }

    /** Returns an agent; nothing if it never told. */
    Optional<Teller> named(String agent) {
        return tellers.stream().filter(teller -> teller.agent().equals(agent)).findFirst();
    }

    /**
     * By what is weighed what is told of days. When it changes, days may come out otherwise of which nothing new was told.
     *
     * @param silent which agents were not heard of for long, while another one was
     * @param lost   what was lost for good, and nobody else has read
     */
    record Weights(Set<String> silent, Set<Finding> lost) {}

    Weights weights() {
        return new Weights(
                tellers.stream().filter(this::isSilent).map(Teller::agent).collect(Collectors.toSet()),
                tellers.stream().flatMap(this::lost).collect(Collectors.toSet()));
    }

    private boolean isSilent(Teller teller) {
        return newest.minus(SILENT_AFTER).isAfter(teller.at());
    }

    /** Returns what is of no day: what those who are heard of found, and what was lost for good and nobody else has read. */
    List<Finding> findings() {
        return tellers.stream()
                .flatMap(teller -> teller.findings().stream()
                        .filter(finding -> !isSilent(teller) || Teller.isForGood(finding))
                        .filter(finding -> !isRead(teller, finding)))
                .distinct()
                .toList();
    }

    /** Returns how many more findings of no day those have who are heard of. */
    long leftOut() {
        return tellers.stream()
                .filter(teller -> !isSilent(teller))
                .mapToLong(Teller::leftOut)
                .sum();
    }

    private boolean isRead(Teller teller, Finding finding) {
        return tellers.stream().anyMatch(other -> !other.agent().equals(teller.agent()) && other.hasRead(finding));
    }

    /** Returns what counts of each day of a window of which anybody told; a day of which nothing can be read is left out. */
    SortedMap<LocalDate, DayProof> days(LocalDate from, LocalDate to, SortedMap<LocalDate, DayTally> kept) {
        SortedMap<LocalDate, DayProof> days = new TreeMap<>();
        unit.proofs().days(device.id(), from, to).forEach((day, told) -> {
            DayTally tally = kept.getOrDefault(day, DayTally.ZERO);
            List<SaidOfDay> said =
                    told.stream().flatMap(one -> said(one, tally).stream()).toList();
            if (!said.isEmpty()) {
                days.put(day, SaidOfDay.with(lostOn(day, said), SaidOfDay.counting(said)));
            }
        });
        return days;
    }

    /** What those lost on a day who said nothing of it, or more than is kept. */
    private List<Finding> lostOn(LocalDate day, List<SaidOfDay> said) {
        Set<String> heard = said.stream()
                .filter(SaidOfDay::isWhole)
                .map(one -> one.teller().agent())
                .collect(Collectors.toSet());
        return tellers.stream()
                .filter(teller -> !heard.contains(teller.agent()))
                .flatMap(this::lost)
                .filter(finding -> touches(finding, day))
                .toList();
    }

    private static boolean touches(Finding finding, LocalDate day) {
        LocalDateTime from = finding.wallClock();
        LocalDateTime to = finding.notAfter();
        return from != null
                && to != null
                && from.isBefore(day.plusDays(1).atStartOfDay())
                && !to.isBefore(day.atStartOfDay());
    }

    private Optional<SaidOfDay> said(Told told, DayTally tally) {
        Teller teller = named(told.agent()).orElseGet(() -> Teller.unread(told));
        return json.readStored(told.told(), ProofMessage.Day.class)
                .flatMap(Tellers::understood)
                .map(proof -> new SaidOfDay(
                        teller,
                        isSilent(teller),
                        told.at(),
                        proof,
                        proof.verdictBesideAcceptedLosses(tally.tally().sum())));
    }

    private static Optional<DayProof> understood(ProofMessage.Day day) {
        try {
            return Optional.of(Fields.read("days", () -> ProofMessages.toDay(day)));
        } catch (WrongFieldException unreadable) {
            return Optional.empty();
        }
    }

    /**
     * A wall clock of the device.
     *
     * @param until null for none
     * @param why   why it is another one than the newest agent told; null if it is the same
     */
    record Bound(@Nullable LocalDateTime until, @Nullable String why) {

        private Bound orEarlier(@Nullable LocalDateTime other, String because) {
            if (until == null) {
                return this;
            }
            return other == null || other.isBefore(until) ? new Bound(other, because) : this;
        }
    }

    /**
     * Returns before which wall clock nothing can be missing by what all told. That is the least of what those told who are heard of, and
     * not beyond what was lost for good. What an agent told is no bound if it ends within a day that another one showed to be complete.
     */
    Bound until(Predicate<LocalDate> isComplete) {
        List<Teller> heard =
                tellers.stream().filter(teller -> !isSilent(teller)).toList();
        Bound bound = new Bound(
                heard.stream()
                        .map(Teller::until)
                        .filter(Objects::nonNull)
                        .max(Comparator.naturalOrder())
                        .orElse(null),
                null);
        for (Teller teller : heard) {
            bound = within(bound, teller, isComplete);
        }
        for (Finding lost : tellers.stream()
                .filter(this::isSilent)
                .flatMap(this::lost)
                .filter(Finding::blocks)
                .toList()) {
            bound = bound.orEarlier(lost.wallClock(), lost.toString());
        }
        LocalDateTime told = newest().map(Teller::until).orElse(null);
        return Objects.equals(told, bound.until()) ? new Bound(told, null) : bound;
    }

    private Bound within(Bound bound, Teller teller, Predicate<LocalDate> isComplete) {
        List<Finding> open = teller.findings().stream()
                .filter(finding -> finding.blocks() && !isRead(teller, finding))
                .toList();
        LocalDateTime until = teller.until();
        if (open.isEmpty() && (until == null || isComplete.test(until.toLocalDate()))) {
            return bound;
        }
        String told = "agent " + teller.agent() + " told that it is complete until then only";
        return bound.orEarlier(until, open.isEmpty() ? told : open.get(0).toString());
    }

    /** What an agent knows to be lost for good, and nobody else has read. */
    private Stream<Finding> lost(Teller teller) {
        return teller.findings().stream().filter(finding -> Teller.isForGood(finding) && !isRead(teller, finding));
    }
}
