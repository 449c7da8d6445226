package dev.rollcall.agent.reconcile;

import dev.rollcall.agent.journal.NotUnderstood;
import dev.rollcall.agent.journal.TallyBook;
import dev.rollcall.attendance.exchange.ProofMessages;
import dev.rollcall.attendance.reconcile.CompleteUntil;
import dev.rollcall.attendance.reconcile.DayProof;
import dev.rollcall.attendance.reconcile.DeviceSays;
import dev.rollcall.attendance.reconcile.Finding;
import dev.rollcall.attendance.reconcile.Finding.Kind;
import dev.rollcall.attendance.reconcile.Finding.State;
import dev.rollcall.attendance.reconcile.TallySheet;
import dev.rollcall.attendance.reconcile.TallySum;
import dev.rollcall.attendance.reconcile.Verdict;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Puts together what was found of one device, day by day, and keeps it. */
final class DayBook {

    /** Whoever had much put right need not read each of it. */
    private static final int EXAMPLES = 5;

    private final TallyBook book;
    private final DeviceView view;
    private final ReceiverComparison.Result cloud;
    private final InstantSource clock;
    private final Instant since;
    private final Set<Finding> told;
    private final SortedMap<LocalDate, DayProof> known;
    private final Losses losses;
    private final List<NotUnderstood> strange;

    /**
     * Creates one.
     *
     * @param cloud what comparing with the receiver came to
     * @param since when comparing began
     * @param told  what is told of other devices; a damaged row of which nobody knows whose it is is told once
     */
    DayBook(
            TallyBook book,
            DeviceView view,
            ReceiverComparison.Result cloud,
            InstantSource clock,
            Instant since,
            Set<Finding> told) {
        this.told = told;
        this.since = since;
        this.book = book;
        this.view = view;
        this.cloud = cloud;
        this.clock = clock;
        this.known = KeptProofs.of(book, view.key());
        this.losses = new Losses(book.gaps(view.key()), view);
        this.strange = book.notUnderstood(view.key());
    }

    VerifyReport.DeviceResult result(String name, VerifyScope scope) {
        List<Finding> damaged = book.damaged(view.key(), since).stream()
                .filter(finding -> !told.contains(finding))
                .toList();
        List<Finding> all = all(book.undelivered(view.key()), damaged);
        SortedMap<LocalDate, DayProof> days = days(all, scope);
        List<DayProof> compared =
                days.values().stream().filter(this::isCompared).toList();
        List<DayProof> standing = days.values().stream()
                .filter(day -> !isCompared(day) && day.verdictBesideAcceptedLosses() == Verdict.INCOMPLETE)
                .toList();
        Set<LocalDate> listed = new HashSet<>();
        Stream.concat(compared.stream(), standing.stream()).forEach(day -> listed.add(day.day()));
        List<Finding> repaired = new ArrayList<>();
        List<Finding> whole = ofNoDay(all, listed, repaired);
        keep(days);
        known.putAll(days);
        LocalDateTime until = CompleteUntil.of(view.readUntil(), known.values(), whole);
        LocalDate notCompared = until == null ? null : CompleteUntil.firstNotCompared(known.keySet(), until);
        if (notCompared != null) {
            until = notCompared.atStartOfDay();
        }
        repaired.stream().limit(EXAMPLES).forEach(whole::add);
        return new VerifyReport.DeviceResult(
                name,
                view.key().value(),
                until == null ? null : until.toString(),
                compared,
                standing,
                whole,
                null,
                false,
                Math.max(0, repaired.size() - EXAMPLES),
                notCompared);
    }

    /** The days that were compared, those of which the receiver lacks something, and those of which something was found before. */
    private SortedMap<LocalDate, DayProof> days(List<Finding> all, VerifyScope scope) {
        Map<LocalDate, List<Finding>> found = Verification.byDay(all);
        Sheets sheets = new Sheets(book.journal(view.key()), book.sent(view.key()));
        SortedMap<LocalDate, DayProof> days = new TreeMap<>();
        for (LocalDate day : daysOf(scope)) {
            days.put(day, day(day, foundOn(day, found), sheets));
        }
        for (LocalDate day : daysNotAsked(found)) {
            days.computeIfAbsent(day, none -> dayNotAsked(day, foundOn(day, found), sheets));
        }
        return days;
    }

    private List<Finding> foundOn(LocalDate day, Map<LocalDate, List<Finding>> found) {
        List<Finding> ofDay = new ArrayList<>(found.getOrDefault(day, List.of()));
        ofDay.addAll(losses.of(day));
        return withStrange(day, ofDay);
    }

    /** What is counted in the journal and as acknowledged. */
    private record Sheets(TallySheet journal, TallySheet sent) {}

    private Set<LocalDate> daysOf(VerifyScope scope) {
        TreeSet<LocalDate> days = new TreeSet<>(view.days().keySet());
        days.removeIf(day -> !scope.isWithin(day));
        return days;
    }

    private Set<LocalDate> daysNotAsked(Map<LocalDate, List<Finding>> found) {
        Set<LocalDate> days = new TreeSet<>();
        known.forEach((day, proof) -> {
            if (proof.verdictBesideAcceptedLosses() == Verdict.INCOMPLETE
                    || isAcceptedAnew(day, proof)
                    || strangeOf(day).anyMatch(NotUnderstood::blocks)) {
                days.add(day);
            }
        });
        found.forEach((day, findings) -> {
            if (findings.stream()
                    .anyMatch(finding -> finding.blocks() && finding.kind().isOfReceiver())) {
                days.add(day);
            }
        });
        return days;
    }

    /** What was accepted to be lost can turn out to be found, or elsewhere; and the receiver may not have been asked when it was accepted. */
    private boolean isAcceptedAnew(LocalDate day, DayProof proof) {
        List<Finding> accepted =
                proof.findings().stream().filter(Finding::isAcceptedLoss).toList();
        boolean isAsked = proof.compared() || !cloud.covers(view.key(), day);
        return !accepted.isEmpty() && !(isAsked && losses.of(day).containsAll(accepted));
    }

    /** Those that are known to have been on a day, or on one of a few. */
    private Stream<NotUnderstood> strangeOf(LocalDate day) {
        return strange.stream()
                .filter(record -> record.bounds().isKnown()
                        && record.bounds()
                                .touches(day.atStartOfDay(), day.plusDays(1).atStartOfDay()));
    }

    /** What the device has shown of just this day is told as that; of two that look alike the one that nobody has accepted counts. */
    private List<Finding> withStrange(LocalDate day, List<Finding> found) {
        List<Finding> all = new ArrayList<>();
        for (State state : List.of(State.ACCEPTED, State.OPEN)) {
            strangeOf(day)
                    .filter(record -> record.state() == state)
                    .forEach(record -> all.add(record.finding(view.position())));
            found.stream()
                    .filter(finding -> finding.kind() == Kind.QUARANTINED && finding.state() == state)
                    .forEach(all::add);
        }
        found.stream().filter(finding -> finding.kind() != Kind.QUARANTINED).forEach(all::add);
        return all;
    }

    private DayProof day(LocalDate day, List<Finding> found, Sheets sheets) {
        DeviceView.Day told = view.days().get(day);
        LocalDateTime position = view.position();
        LocalDateTime until = position == null ? day.plusDays(1).atStartOfDay() : DeviceCheck.end(day, position);
        DeviceSays says = told == null ? DeviceSays.NOTHING : told.says();
        return day(day, says, view.isOver(day), until, withLasting(day, found), sheets);
    }

    /** What the device says and what was found of it stay; journal and receiver are as they are now. */
    private DayProof dayNotAsked(LocalDate day, List<Finding> found, Sheets sheets) {
        DayProof before = known.getOrDefault(day, KeptProofs.unread(day));
        LocalDateTime end = day.plusDays(1).atStartOfDay();
        return day(day, before.device(), before.over(), end, withLasting(day, found), sheets);
    }

    /** A day that the device was not asked about may agree otherwise, or not be known to. */
    private boolean isCompared(DayProof day) {
        Verdict verdict = day.verdictBesideAcceptedLosses();
        boolean known = verdict == Verdict.COMPLETE || verdict == Verdict.INCOMPLETE;
        return !isNotAsked(day.day()) || (known && cloud.covers(view.key(), day.day()));
    }

    private DayProof day(
            LocalDate day, DeviceSays says, boolean over, LocalDateTime until, List<Finding> findings, Sheets sheets) {
        TallySum acknowledged = sheets.sent().day(day).sum();
        CloudView there = cloud.views().get(view.key());
        return new DayProof(
                day,
                says,
                sheets.journal().within(day.atStartOfDay(), until).total().events(),
                acknowledged,
                there == null ? TallySum.ZERO : there.differing().getOrDefault(day, acknowledged),
                cloud.covers(view.key(), day),
                over,
                findings,
                leftOut(day));
    }

    /** How many findings were left out where others of theirs last. */
    private long leftOut(LocalDate day) {
        DayProof before = known.get(day);
        return before != null && before.findings().stream().anyMatch(finding -> lasts(day, finding))
                ? before.leftOut()
                : 0;
    }

    /** Adds what was found of a day in an earlier comparison, where this one did not look. */
    private List<Finding> withLasting(LocalDate day, List<Finding> found) {
        Map<String, Finding> all = new LinkedHashMap<>();
        DayProof before = known.get(day);
        if (before != null) {
            before.findings().stream()
                    .filter(finding -> lasts(day, finding))
                    .forEach(finding -> all.put(keyOf(finding), finding));
        }
        found.forEach(finding -> all.put(keyOf(finding), finding));
        return List.copyOf(all.values());
    }

    private boolean lasts(LocalDate day, Finding finding) {
        return switch (finding.kind()) {
            case NOT_IN_RECEIVER, OTHER_IN_RECEIVER -> finding.blocks() && !cloud.covers(view.key(), day);
            // Of a device that is not read any more the receiver may have what others have read since.
            case ONLY_IN_RECEIVER -> finding.blocks() && !(view.met() && cloud.covers(view.key(), day));
            case QUARANTINED ->
                isNotAsked(day) && finding.blocks() && strange.stream().anyMatch(DayBook::isOfAnyDay);
            case NOT_IN_JOURNAL, OTHER_IN_JOURNAL, ONLY_IN_JOURNAL -> isNotAsked(day);
            // These are known at any time.
            case OVERWRITTEN, UNREAD, GAP, ABSENT, DAMAGED_IN_JOURNAL, WAITING, BLOCKED -> false;
        };
    }

    private boolean isNotAsked(LocalDate day) {
        return !view.days().containsKey(day);
    }

    private static String keyOf(Finding finding) {
        String place = finding.kind() == Kind.UNREAD ? " " + finding.wallClock() : "";
        return finding.kind() + " " + finding.id() + " " + finding.serialNo() + place;
    }

    /** One finding for each event and place; what was damaged and came back is told once, as damaged. */
    private List<Finding> all(List<Finding> undelivered, List<Finding> damaged) {
        Map<String, Finding> all = new LinkedHashMap<>();
        for (Finding finding : damaged) {
            // What stood in a damaged row may be no id; each such row is a finding of its own.
            all.put(finding.id() == null ? "damaged " + all.size() : hexOf(finding), finding);
        }
        for (List<Finding> found : found()) {
            for (Finding finding : found) {
                boolean cameBack = finding.kind() == Kind.NOT_IN_JOURNAL && all.containsKey(hexOf(finding));
                if (!cameBack) {
                    all.put(keyOf(finding) + finding.wallClock(), finding);
                }
            }
        }
        undelivered.forEach(finding -> all.put(keyOf(finding) + finding.wallClock(), finding));
        CloudView there = cloud.views().get(view.key());
        if (there != null) {
            there.findings().forEach(finding -> all.put(keyOf(finding) + finding.wallClock(), finding));
        }
        return List.copyOf(all.values());
    }

    private List<List<Finding>> found() {
        List<List<Finding>> found = new ArrayList<>(List.of(view.beside()));
        view.days().values().forEach(day -> found.add(day.findings()));
        return found;
    }

    private static String hexOf(Finding finding) {
        return finding.id() == null ? "" : finding.id().hex();
    }

    /** What is of no time, or of a day that the device was not asked about; what of that was put right is kept apart. */
    private List<Finding> ofNoDay(List<Finding> all, Set<LocalDate> compared, List<Finding> repaired) {
        List<Finding> whole = new ArrayList<>();
        whole.addAll(losses.all());
        for (Finding finding : all) {
            LocalDateTime wallClock = finding.wallClock();
            if (wallClock == null || !compared.contains(wallClock.toLocalDate())) {
                (finding.state() == State.REPAIRED ? repaired : whole).add(finding);
            }
        }
        strange.stream()
                .filter(NotUnderstood::blocks)
                .filter(record -> isOfAnyDay(record)
                        || compared.stream().noneMatch(day -> strangeOf(day).anyMatch(record::equals)))
                .forEach(record -> whole.add(record.finding(view.position())));
        return whole;
    }

    /** A record that may have been on any day holds back all of them until the device shows it on one. */
    private static boolean isOfAnyDay(NotUnderstood record) {
        return record.blocks() && !record.bounds().isKnown();
    }

    /** A day that the device was not asked about was compared when it was: it is looked at again in its turn. */
    private void keep(SortedMap<LocalDate, DayProof> days) {
        Map<LocalDate, String> before = book.proofs(view.key());
        Map<LocalDate, Instant> keptAt = book.proofsKeptAt(view.key());
        SortedMap<LocalDate, String> compared = new TreeMap<>();
        days.forEach((day, proof) -> {
            String text = ProofText.of(ProofMessages.toMessage(proof));
            if (!isNotAsked(day) || (!view.met() && cloud.covers(view.key(), day))) {
                compared.put(day, text);
            } else if (!text.equals(before.get(day))) {
                book.keepProofs(view.key(), new TreeMap<>(Map.of(day, text)), keptAt.getOrDefault(day, Instant.EPOCH));
            }
        });
        book.keepProofs(view.key(), compared, clock.instant());
    }
}
