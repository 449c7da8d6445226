package dev.rollcall.agent.reconcile;

import dev.rollcall.agent.collect.Census;
import dev.rollcall.agent.journal.Journal;
import dev.rollcall.agent.journal.NotUnderstood;
import dev.rollcall.agent.journal.QuarantinedRecord;
import dev.rollcall.agent.journal.TallyBook;
import dev.rollcall.agent.journal.TallyBook.Row;
import dev.rollcall.agent.journal.TallyBook.Seen;
import dev.rollcall.agent.journal.TallyBook.Sight;
import dev.rollcall.attendance.event.EventId;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.attendance.identity.EventIdentity;
import dev.rollcall.attendance.identity.Recognition;
import dev.rollcall.attendance.identity.Reprint;
import dev.rollcall.attendance.reconcile.DeviceSays;
import dev.rollcall.attendance.reconcile.DeviceSays.How;
import dev.rollcall.attendance.reconcile.Finding;
import dev.rollcall.attendance.reconcile.Finding.Kind;
import dev.rollcall.attendance.reconcile.Finding.State;
import dev.rollcall.attendance.reconcile.GapResolution;
import dev.rollcall.attendance.reconcile.TallySheet;
import dev.rollcall.attendance.window.Checkpoint;
import dev.rollcall.attendance.window.SerialGap;
import dev.rollcall.attendance.window.SerialSet;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Compares one device with the journal, day by day: by number where the device counts, else (and wherever the numbers differ) by reading
 * the day and comparing each record. What the journal lacked is stored by that. Used by one thread, which holds the device's turn.
 */
final class DeviceCheck {

    private final Census census;
    private final Journal journal;
    private final TallyBook book;
    private final VerifyScope scope;
    private final InstantSource clock;
    private @Nullable TallySheet sheet;
    private @Nullable List<NotUnderstood> strange;

    DeviceCheck(Census census, Journal journal, TallyBook book, VerifyScope scope, InstantSource clock) {
        this.census = census;
        this.journal = journal;
        this.book = book;
        this.scope = scope;
        this.clock = clock;
    }

    /**
     * Compares.
     *
     * @param before what was compared before more was read: its days stay but for the last one; null for nothing
     */
    DeviceView run(@Nullable DeviceView before) {
        resolveGaps();
        Checkpoint checkpoint = journal.checkpoint(census.device());
        LocalDateTime position = checkpoint == null ? null : checkpoint.position();
        census.noteIfAllIsGone(this::arePrintedAnew);
        TreeMap<LocalDate, DeviceView.Day> days = before == null ? new TreeMap<>() : new TreeMap<>(before.days());
        LocalDateTime known = before == null ? null : before.position();
        for (LocalDate day : position == null ? List.<LocalDate>of() : days(position)) {
            LocalDateTime until = end(day, Objects.requireNonNull(position));
            DeviceView.Day earlier = days.get(day);
            boolean isCompared = earlier != null
                    && known != null
                    && !until.isAfter(end(day, known))
                    && !(isNumber(earlier) && holdsStrange(day.atStartOfDay(), until));
            if (until.isAfter(day.atStartOfDay()) && !isCompared) {
                DeviceView.Day compared = day(day.atStartOfDay(), until);
                days.merge(day, compared, DeviceCheck::both);
            }
        }
        List<Finding> beside = new ArrayList<>(before == null ? List.of() : before.beside());
        LogBeginning beginning = LogBeginning.of(book, census.device());
        days.entrySet().removeIf(day -> {
            boolean isLeftOut = !beginning.holdsAllOf(day.getKey());
            beside.addAll(isLeftOut ? day.getValue().findings() : List.of());
            return isLeftOut;
        });
        journal.settleGaps(census.device(), null, clock.instant());
        return new DeviceView(
                census.device(),
                position,
                census.now(clock.instant()),
                days,
                beside,
                journal.losses(census.device()),
                true);
    }

    private boolean arePrintedAnew(List<Observation> records) {
        List<Seen> sights = book.sights(records);
        for (int place = 0; place < records.size(); place++) {
            Seen seen = sights.get(place);
            boolean isKnown = seen.sight() == Sight.SAME;
            if (isKnown
                    && !seen.id().equals(EventIdentity.idOf(records.get(place).event()))) {
                return true;
            }
        }
        return false;
    }

    private Collection<LocalDate> days(LocalDateTime position) {
        SortedSet<LocalDate> all = new OpenDays(book, scope).again(census.device());
        all.addAll(scope.days(position));
        return all;
    }

    /**
     * Returns until when a day is compared: to its end, or to the last full hour that was read. A day after that is one that was compared
     * before the device's clock was set back: it holds what it holds of it.
     */
    static LocalDateTime end(LocalDate day, LocalDateTime position) {
        return day.equals(position.toLocalDate())
                ? TallySheet.hourOf(position)
                : day.plusDays(1).atStartOfDay();
    }

    private static DeviceView.Day both(DeviceView.Day earlier, DeviceView.Day later) {
        List<Finding> findings = new ArrayList<>(earlier.findings());
        findings.addAll(later.findings());
        return new DeviceView.Day(later.says(), findings);
    }

    /** Where something was not understood an equal number says nothing: that record may stand in for another that is missing. */
    private static boolean isNumber(DeviceView.Day day) {
        return day.says().how() == How.COUNTED || day.says().how() == How.SEARCHED;
    }

    /**
     * Another offset prints such a record at another hour, which may be one of another day. What is accepted and of no known time would
     * have all days read for good.
     */
    private boolean holdsStrange(LocalDateTime from, LocalDateTime to) {
        long hours = Recognition.candidateHours();
        return strange().stream()
                .filter(record -> record.blocks() || record.bounds().isKnown())
                .anyMatch(record -> record.bounds().touches(from.minusHours(hours), to.plusHours(hours)));
    }

    /** What is not understood, until something more is read. */
    private List<NotUnderstood> strange() {
        List<NotUnderstood> known = strange;
        if (known == null) {
            known = book.notUnderstood(census.device());
            strange = known;
        }
        return known;
    }

    private DeviceView.Day day(LocalDateTime from, LocalDateTime to) {
        if (!scope.reading()) {
            Census.Counted counted = census.count(from, to);
            long journaled = journaled().within(from, to).total().events();
            if (counted != null && counted.events() == journaled && !holdsStrange(from, to)) {
                How how = counted.how() == Census.How.COUNTED ? How.COUNTED : How.SEARCHED;
                return new DeviceView.Day(new DeviceSays(how, counted.events()), List.of());
            }
            if (counted == null && !scope.readsUncounted()) {
                return new DeviceView.Day(new DeviceSays(How.CANNOT_COUNT, null), List.of());
            }
        }
        return compared(from, to);
    }

    /** What the journal counts, until something more is read; what else comes meanwhile only makes a day be read. */
    private TallySheet journaled() {
        TallySheet known = sheet;
        if (known == null) {
            known = book.journal(census.device());
            sheet = known;
        }
        return known;
    }

    private DeviceView.Day compared(LocalDateTime from, LocalDateTime to) {
        sheet = null;
        List<Row> before = book.rows(census.device(), from, to);
        List<Finding> findings = new ArrayList<>();
        Showing shown = new Showing();
        Census.Shown read = census.read(from, to, records -> sight(records, shown, findings));
        List<Row> unseen = unseen(before, shown);
        if (!unseen.isEmpty()) {
            // Another offset prints an event at another hour, which may be one of another day.
            census.read(
                    from.minusHours(Recognition.candidateHours()),
                    to.plusHours(Recognition.candidateHours()),
                    records -> sight(records, shown, findings));
            unseen = unseen(before, shown);
        }
        strange = null;
        List<Row> missing = unseen;
        boolean overwritten = !missing.isEmpty() && holdsNoMore(missing);
        if (!overwritten) {
            missing.forEach(row -> pair(findings, row));
        }
        findings.addAll(notUnderstood(read.notUnderstood(), from, to));
        if (overwritten && read.records().isEmpty() && read.notUnderstood().isEmpty()) {
            return new DeviceView.Day(new DeviceSays(How.READ_BEFORE, null), findings);
        }
        return new DeviceView.Day(
                new DeviceSays(
                        How.READ,
                        (long) read.records().size() + read.notUnderstood().size()),
                findings);
    }

    /** The device places them in this piece; when exactly, nobody can read. */
    private List<Finding> notUnderstood(Collection<QuarantinedRecord> shown, LocalDateTime from, LocalDateTime to) {
        Map<String, State> states = new HashMap<>();
        if (!shown.isEmpty()) {
            strange().forEach(known -> states.put(known.digest(), known.state()));
        }
        return shown.stream()
                .map(record -> new Finding(
                        Kind.QUARANTINED,
                        null,
                        record.serialNo(),
                        null,
                        from,
                        to,
                        states.getOrDefault(record.digest(), State.OPEN)))
                .toList();
    }

    private void sight(List<Observation> records, Showing shown, List<Finding> findings) {
        List<Seen> sights = book.sights(records);
        for (int place = 0; place < records.size(); place++) {
            Seen seen = sights.get(place);
            boolean first = shown.add(seen, records.get(place));
            if (first && seen.sight() != Sight.SAME) {
                findings.add(finding(seen, records.get(place)));
            }
        }
    }

    private static List<Row> unseen(List<Row> rows, Showing shown) {
        return rows.stream().filter(row -> !shown.has(row)).toList();
    }

    /** What the device has shown of a day and around it. */
    private static final class Showing {

        private final Set<EventId> ids = new HashSet<>();
        private final Map<Long, List<LocalDateTime>> known = new HashMap<>();

        /** Returns whether it is shown for the first time. */
        boolean add(Seen seen, Observation record) {
            Long serial = record.event().serialNo();
            if (serial != null && seen.sight() == Sight.SAME) {
                known.computeIfAbsent(serial, none -> new ArrayList<>())
                        .add(record.event().time().wallClock());
            }
            return ids.add(seen.id());
        }

        /** Tells whether a row was shown; one that is pruned is known by its place and not by its id, if another offset prints it. */
        boolean has(Row row) {
            return ids.contains(row.id())
                    || (row.serialNo() != null
                            && known.getOrDefault(row.serialNo(), List.of()).stream()
                                    .anyMatch(printed -> Reprint.isZoneShift(printed, row.wallClock())));
        }
    }

    private boolean holdsNoMore(List<Row> unseen) {
        long highest = 0;
        LocalDateTime latest = LocalDateTime.MIN;
        for (Row row : unseen) {
            highest = Math.max(highest, row.serialNo() == null ? 0 : row.serialNo());
            latest = row.wallClock().isAfter(latest) ? row.wallClock() : latest;
        }
        return census.holdsNothingUpTo(highest, latest);
    }

    /** A record that the device shows otherwise has another id there: one finding, not two. */
    private static void pair(List<Finding> findings, Row row) {
        Finding twin = findings.stream()
                .filter(finding -> finding.kind() == Kind.NOT_IN_JOURNAL
                        && row.serialNo() != null
                        && row.serialNo().equals(finding.serialNo()))
                .findFirst()
                .orElse(null);
        findings.remove(twin);
        Kind kind = twin == null ? Kind.ONLY_IN_JOURNAL : Kind.OTHER_IN_JOURNAL;
        findings.add(new Finding(kind, row.id(), row.serialNo(), null, row.wallClock(), State.OPEN));
    }

    private static Finding finding(Seen seen, Observation record) {
        boolean isNew = seen.sight() == Sight.NEW;
        return new Finding(
                isNew ? Kind.NOT_IN_JOURNAL : Kind.OTHER_IN_JOURNAL,
                seen.id(),
                record.event().serialNo(),
                null,
                record.event().time().wallClock(),
                isNew ? State.REPAIRED : State.OPEN);
    }

    /** Asks for each gap by itself: it is found, or absent between its neighbours, or overwritten. */
    private void resolveGaps() {
        for (SerialGap gap : book.unresolvedGaps(census.device())) {
            SerialSet shown = census.show(gap.serials());
            if (shown != null) {
                @Nullable Long oldest = shown.isEmpty() ? census.oldestSerial() : shown.lowest();
                SerialGap.Kind kind =
                        GapResolution.of(gap.serials(), shown, oldest).kind(gap.kind());
                book.resolveGap(census.device(), gap.serials(), kind);
            }
        }
    }
}
