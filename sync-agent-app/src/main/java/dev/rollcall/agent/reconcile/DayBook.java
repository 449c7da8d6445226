package dev.rollcall.agent.reconcile;

import dev.rollcall.agent.journal.TallyBook;
import dev.rollcall.attendance.exchange.ProofMessage;
import dev.rollcall.attendance.exchange.ProofMessages;
import dev.rollcall.attendance.reconcile.CompleteUntil;
import dev.rollcall.attendance.reconcile.DayProof;
import dev.rollcall.attendance.reconcile.DeviceSays;
import dev.rollcall.attendance.reconcile.Finding;
import dev.rollcall.attendance.reconcile.Finding.Kind;
import dev.rollcall.attendance.reconcile.Finding.State;
import dev.rollcall.attendance.reconcile.TallySheet;
import dev.rollcall.attendance.reconcile.TallySum;
import dev.rollcall.attendance.window.SerialGap;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Puts together what was found of one device, day by day, and keeps it. */
final class DayBook {

    private final TallyBook book;
    private final DeviceView view;
    private final @Nullable CloudView cloud;
    private final InstantSource clock;
    private final Instant since;

    /**
     * Creates one.
     *
     * @param cloud what comparing with the receiver came to; null if it did not answer
     * @param since when comparing began
     */
    DayBook(TallyBook book, DeviceView view, @Nullable CloudView cloud, InstantSource clock, Instant since) {
        this.since = since;
        this.book = book;
        this.view = view;
        this.cloud = cloud;
        this.clock = clock;
    }

    VerifyReport.DeviceResult result(String name, VerifyScope scope) {
        List<Finding> undelivered = book.undelivered(view.key());
        List<Finding> damaged = book.damaged(view.key(), since);
        List<Finding> all = all(undelivered, damaged);
        Map<LocalDate, List<Finding>> found = Verification.byDay(all);
        Set<LocalDate> compared = daysOf(scope);
        List<Finding> whole = ofNoDay(all, compared);
        TallySheet journal = book.journal(view.key());
        TallySheet sent = book.sent(view.key());
        SortedMap<LocalDate, DayProof> days = new TreeMap<>();
        for (LocalDate day : compared) {
            days.put(day, day(day, found.getOrDefault(day, List.of()), journal, sent));
        }
        keep(days);
        LocalDateTime until = CompleteUntil.of(view.position(), known().values(), whole);
        return new VerifyReport.DeviceResult(
                name,
                view.key().value(),
                until == null ? null : until.toString(),
                List.copyOf(days.values()),
                whole,
                null,
                false);
    }

    private Set<LocalDate> daysOf(VerifyScope scope) {
        TreeSet<LocalDate> days = new TreeSet<>(view.days().keySet());
        days.removeIf(day -> (scope.from() != null && day.isBefore(scope.from()))
                || (scope.to() != null && !day.isBefore(scope.to())));
        return days;
    }

    private DayProof day(LocalDate day, List<Finding> found, TallySheet journal, TallySheet sent) {
        DeviceView.Day told = view.days().get(day);
        LocalDateTime end = day.plusDays(1).atStartOfDay();
        LocalDateTime position = view.position();
        boolean over = position != null && !end.isAfter(position);
        LocalDateTime until = over || position == null ? end : TallySheet.hourOf(position);
        TallySum acknowledged = sent.day(day).sum();
        boolean compared = cloud != null && !cloud.isCounting();
        return new DayProof(
                day,
                told == null ? DeviceSays.NOTHING : told.says(),
                journal.within(day.atStartOfDay(), until).total().events(),
                acknowledged,
                cloud == null ? TallySum.ZERO : cloud.differing().getOrDefault(day, acknowledged),
                compared,
                over,
                found);
    }

    /** One finding for each event and place; what was damaged and came back is told once, as damaged. */
    private List<Finding> all(List<Finding> undelivered, List<Finding> damaged) {
        Map<String, Finding> all = new LinkedHashMap<>();
        for (Finding finding : damaged) {
            // What stood in a damaged row may be no id; each such row is a finding of its own.
            all.put(finding.id() == null ? "damaged " + all.size() : hexOf(finding), finding);
        }
        for (DeviceView.Day day : view.days().values()) {
            for (Finding finding : day.findings()) {
                boolean cameBack = finding.kind() == Kind.NOT_IN_JOURNAL && all.containsKey(hexOf(finding));
                if (!cameBack) {
                    all.put(finding.kind() + " " + finding.id(), finding);
                }
            }
        }
        undelivered.forEach(finding -> all.put(finding.kind() + " " + finding.id(), finding));
        if (cloud != null) {
            cloud.findings().forEach(finding -> all.put(finding.kind() + " " + finding.id(), finding));
        }
        for (SerialGap gap : view.gaps()) {
            for (LocalDate day : view.days().keySet()) {
                if (touches(gap, day)) {
                    all.put("gap " + gap.serials() + day, finding(gap, day.atStartOfDay()));
                }
            }
        }
        return List.copyOf(all.values());
    }

    private static String hexOf(Finding finding) {
        return finding.id() == null ? "" : finding.id().hex();
    }

    /** What is of no time, or of a day that the device was not asked about. */
    private List<Finding> ofNoDay(List<Finding> all, Set<LocalDate> compared) {
        List<Finding> whole = new ArrayList<>();
        view.gaps().forEach(gap -> whole.add(finding(gap, gap.notBefore())));
        for (Finding finding : all) {
            LocalDateTime wallClock = finding.wallClock();
            if (wallClock == null || !compared.contains(wallClock.toLocalDate())) {
                whole.add(finding);
            }
        }
        long quarantined = book.quarantined(view.key());
        if (quarantined > 0) {
            whole.add(new Finding(Kind.QUARANTINED, null, null, null, null, State.OPEN));
        }
        return whole;
    }

    private static boolean touches(SerialGap gap, LocalDate day) {
        LocalDateTime from = gap.notBefore();
        LocalDateTime to = gap.notAfter();
        return (from == null || from.isBefore(day.plusDays(1).atStartOfDay()))
                && (to == null || !to.isBefore(day.atStartOfDay()));
    }

    private static Finding finding(SerialGap gap, @Nullable LocalDateTime when) {
        Kind kind = switch (gap.kind()) {
            case OVERWRITTEN -> Kind.OVERWRITTEN;
            case DELETED -> Kind.GAP;
            case ABSENT -> Kind.ABSENT;
        };
        long first = gap.serials().first();
        long last = gap.serials().last();
        return new Finding(kind, null, first, first == last ? null : last, when, State.OPEN);
    }

    private void keep(SortedMap<LocalDate, DayProof> days) {
        SortedMap<LocalDate, String> texts = new TreeMap<>();
        days.forEach((day, proof) -> texts.put(day, ProofText.of(ProofMessages.toMessage(proof))));
        book.keepProofs(view.key(), texts, clock.instant());
    }

    /** Returns all days that were ever compared. */
    private SortedMap<LocalDate, DayProof> known() {
        SortedMap<LocalDate, DayProof> known = new TreeMap<>();
        book.proofs(view.key()).forEach((day, text) -> {
            ProofMessage.Day message = ProofText.day(text);
            if (message != null) {
                known.put(day, ProofMessages.toDay(message));
            }
        });
        return known;
    }
}
