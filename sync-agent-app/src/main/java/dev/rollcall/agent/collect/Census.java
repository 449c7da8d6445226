package dev.rollcall.agent.collect;

import dev.rollcall.agent.collect.PassRun.Subject;
import dev.rollcall.agent.journal.JournalPage;
import dev.rollcall.agent.journal.QuarantinedRecord;
import dev.rollcall.agent.schedule.Step;
import dev.rollcall.attendance.event.AttendanceEvent;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.DeviceZone;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.attendance.identity.Reprint;
import dev.rollcall.attendance.window.Anchor;
import dev.rollcall.attendance.window.Checkpoint;
import dev.rollcall.attendance.window.SerialRange;
import dev.rollcall.attendance.window.SerialSet;
import dev.rollcall.attendance.window.Slice;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Asks a terminal how many records it holds of pieces of its time, or shows them one by one. What is read is stored as any other reading
 * is. To be used while holding the device's turn; every method throws {@link SourceException} when the device does not give what was asked.
 */
public final class Census {

    private static final int RESTARTS = 3;

    private final Collector rules;
    private final EventSource source;
    private final Subject subject;
    private final Majors majors;
    private final RowTotals totals;
    private boolean counts = true;

    private Census(Collector rules, EventSource source, Subject subject) {
        this.rules = rules;
        this.source = source;
        this.subject = subject;
        this.majors = new Majors(rules, subject.name());
        this.totals = new RowTotals(source);
    }

    /** Asks a terminal who it is and what its clock shows. */
    public static Census of(Collector rules, Terminal terminal) {
        return new Census(rules, terminal.source(), rules.greet(terminal));
    }

    /** How a number was found out. */
    public enum How {
        /** The device counted. */
        COUNTED,
        /** Its search told. */
        SEARCHED
    }

    /** A number and how it was found out. */
    public record Counted(How how, long events) {}

    /** Counts the records of a piece of time; null if the device cannot. */
    public @Nullable Counted count(LocalDateTime from, LocalDateTime to) {
        if (counts) {
            try {
                return new Counted(How.COUNTED, sum(from, to));
            } catch (SourceException unable) {
                if (!Collector.isNotTaken(unable)) {
                    throw unable;
                }
                counts = false;
            }
        }
        try {
            Long sum = searched(from, to);
            return sum == null ? null : new Counted(How.SEARCHED, sum);
        } catch (SourceException unable) {
            if (!Collector.isNotTaken(unable)) {
                throw unable;
            }
            return null;
        }
    }

    /** No class is given up that is only not counted: its records may well be read. */
    private long sum(LocalDateTime from, LocalDateTime to) {
        long sum = 0;
        for (int index = 0; index < majors.asked().size(); index++) {
            int major = majors.asked().get(index);
            try {
                sum += source.count(counted(from, to, major));
            } catch (SourceException refused) {
                boolean isAll = refused.kind() == SourceException.Kind.INVALID_REQUEST && major == 0;
                if (!isAll || !majors.goOnWithout(major, refused)) {
                    throw refused;
                }
                index--;
            }
        }
        return sum;
    }

    private @Nullable Long searched(LocalDateTime from, LocalDateTime to) {
        List<@Nullable Long> found = new ArrayList<>();
        majors.each(
                major -> found.add(total(source.open(counted(from, to, major)).next())));
        long sum = 0;
        for (Long total : found) {
            if (total == null) {
                return null;
            }
            sum += total;
        }
        return sum;
    }

    private static @Nullable Long total(SourcePage first) {
        if (OldRecords.isEmpty(first)) {
            return 0L;
        }
        Integer total = first.totalMatches();
        return total == null || total < 1 ? null : total.longValue();
    }

    /** What reading a piece came to: the records, and those that were not understood. */
    public record Shown(List<Observation> records, List<QuarantinedRecord> notUnderstood) {}

    /**
     * Reads all records of a piece of time and stores them.
     *
     * @param before is given the records of each page before they are stored
     */
    public Shown read(LocalDateTime from, LocalDateTime to, Consumer<List<Observation>> before) {
        List<Observation> records = new ArrayList<>();
        List<QuarantinedRecord> notUnderstood = new ArrayList<>();
        reading(pass -> majors.each(major -> readQuery(
                byTime(from, to, major), pass, page -> before.accept(until(to, page.observations())), page -> {
                    records.addAll(until(to, page.observations()));
                    notUnderstood.addAll(page.quarantined());
                })));
        return new Shown(records, notUnderstood);
    }

    /** A device that counts its end second in shows what belongs to the next piece. */
    private static List<Observation> until(LocalDateTime to, List<Observation> records) {
        return records.stream()
                .filter(seen -> seen.event().time().wallClock().isBefore(to))
                .toList();
    }

    /** Reads the records of these serial numbers and stores them; null where the log cannot be asked by serial number. */
    public @Nullable SerialSet show(SerialRange range) {
        if (!source.searchesBySerial()) {
            return null;
        }
        List<Long> shown = new ArrayList<>();
        boolean[] told = {false};
        SerialRange around =
                new SerialRange(Math.max(1, range.first() - 1), Math.min(SerialRange.HIGHEST, range.last() + 1));
        reading(pass -> told[0] =
                eachSerial(major -> readQuery(new LogQuery.BySerial(around, major), pass, page -> {}, page -> {
                    page.observations()
                            .forEach(seen -> shown.add(
                                    Objects.requireNonNullElse(seen.event().serialNo(), 0L)));
                    // What nobody understands is there all the same.
                    page.quarantined()
                            .forEach(strange -> shown.add(Objects.requireNonNullElse(strange.serialNo(), 0L)));
                })));
        return told[0] ? SerialSet.of(shown) : null;
    }

    /** Returns the lowest serial on the first page of everything the device holds; null if it shows none. */
    public @Nullable Long oldestSerial() {
        List<Long> found = new ArrayList<>();
        boolean told = eachSerial(major -> {
            SourcePage first = source.open(new LogQuery.BySerial(new SerialRange(1, SerialRange.HIGHEST), major))
                    .next();
            translated(first).observations().stream()
                    .map(seen -> seen.event().serialNo())
                    .filter(Objects::nonNull)
                    .forEach(found::add);
        });
        return told ? found.stream().min(Long::compare).orElse(null) : null;
    }

    /**
     * Notes it if the device holds nothing any more of what was read, and its numbers do not go on: its log was cleared, and what it had
     * logged last may be lost. A log that came round tells by its numbers what is lost.
     *
     * @param printedAnew tells whether any of these records was read before and is printed under another offset now
     */
    public void noteIfAllIsGone(Predicate<List<Observation>> printedAnew) {
        DeviceKey device = subject.key();
        LocalDateTime latest = rules.journal().latestRead(device, null);
        if (latest != null && old().areGoneThrough(latest) && !goesOn(latest, printedAnew)) {
            new LossWatch(rules.journal(), device)
                    .nothingLeft(latest, rules.clock().instant());
        }
    }

    /**
     * Tells whether what the device shows goes on from what is known, or is that, printed under another offset; or may do so, because it
     * promised more than it sent. What is not numbered is looked at in each pass.
     */
    private boolean goesOn(LocalDateTime latest, Predicate<List<Observation>> printedAnew) {
        Checkpoint checkpoint = rules.journal().checkpoint(subject.key());
        Anchor newest = checkpoint == null ? null : checkpoint.newest();
        List<SourcePage> pages = majors.firstPages(source, major -> byTime(latest, latest.plusYears(1), major));
        if (pages.stream().anyMatch(SourcePage::incomplete)) {
            return true;
        }
        List<Observation> shown = pages.stream()
                .flatMap(page -> translated(page).observations().stream())
                .toList();
        boolean isMore =
                newest == null ? !shown.isEmpty() : shown.stream().anyMatch(seen -> goesOn(newest, seen.event()));
        return isMore || printedAnew.test(shown);
    }

    private static boolean goesOn(Anchor newest, AttendanceEvent event) {
        Long serial = event.serialNo();
        return serial != null
                && (serial > newest.serialNo()
                        || (serial == newest.serialNo()
                                && Reprint.isSame(
                                        newest.wallClock(), event.time().wallClock())));
    }

    private OldRecords old() {
        return new OldRecords(source, majors, subject.offset());
    }

    /**
     * Tells whether the device holds nothing up to a serial number, or nothing up to a time: a log that was cleared may count its numbers
     * from 1 again.
     */
    public boolean holdsNothingUpTo(long serial, LocalDateTime time) {
        List<Boolean> empty = new ArrayList<>();
        boolean told = serial >= 1
                && serial <= SerialRange.HIGHEST
                && eachSerial(major -> empty.add(
                        OldRecords.isEmpty(source.open(new LogQuery.BySerial(new SerialRange(1, serial), major))
                                .next())));
        return (told && empty.stream().allMatch(Boolean::booleanValue)) || old().areGoneBefore(time);
    }

    /** Returns what the device's clock would show at an instant of ours; null if its offset is not known. */
    public @Nullable LocalDateTime now(Instant instant) {
        DeviceZone zone = Collector.effective(subject.zones());
        ZoneOffset offset =
                zone == null ? subject.clock().clock().offset() : zone.rules().getOffset(instant);
        return offset == null ? null : LocalDateTime.ofInstant(instant, offset);
    }

    /**
     * Asks for serial numbers in each class; false where they cannot be asked for. What is refused here may be taken by time, so no class
     * is given up for it.
     */
    private boolean eachSerial(IntConsumer asking) {
        for (List<Integer> classes : source.searchesBySerial() ? majors.ways() : List.<List<Integer>>of()) {
            try {
                classes.forEach(asking::accept);
                return true;
            } catch (SourceException refused) {
                if (!Collector.isNotTaken(refused)) {
                    throw refused;
                }
            }
        }
        return false;
    }

    /** Returns the device that answered. */
    public DeviceKey device() {
        return subject.key();
    }

    private void reading(Consumer<Long> work) {
        long pass =
                rules.journal().beginPass(subject.key(), "VERIFY", rules.clock().instant());
        String problem = null;
        try {
            work.accept(pass);
        } catch (SourceException failed) {
            problem = failed.reason();
            throw failed;
        } finally {
            rules.journal().closePass(pass, problem, rules.clock().instant());
        }
    }

    private void readQuery(
            LogQuery query, long pass, Consumer<TranslatedPage> before, Consumer<TranslatedPage> stored) {
        for (int attempt = 0; attempt < RESTARTS; attempt++) {
            List<TranslatedPage> pages = new ArrayList<>();
            if (readOnce(query, pages)) {
                for (TranslatedPage page : pages) {
                    before.accept(page);
                    store(pass, page);
                    stored.accept(page);
                }
                return;
            }
        }
        throw new SourceException(
                SourceException.Kind.UNAVAILABLE, "its log kept moving while " + query + " was compared", null);
    }

    /** Reads a query to its end; false if the log moved meanwhile. */
    private boolean readOnce(LogQuery query, List<TranslatedPage> pages) {
        SourcePages source = this.source.open(query);
        SourcePage page;
        long rows = 0;
        do {
            page = source.next();
            if (page.shifted()) {
                return false;
            }
            rows += page.rows();
            pages.add(Placing.of(query, translated(page)));
        } while (!page.last());
        if (page.incomplete() && !totals.isAll(query, page, rows)) {
            throw new SourceException(
                    SourceException.Kind.UNAVAILABLE, "it promised more events than it sent for " + query, null);
        }
        return true;
    }

    private TranslatedPage translated(SourcePage page) {
        return subject.translated(page, rules.clock().instant());
    }

    private void store(long pass, TranslatedPage page) {
        Instant now = rules.clock().instant();
        rules.journal()
                .append(new JournalPage(
                        pass, subject.key(), page.observations(), page.quarantined(), page.ignored(), null, now));
        rules.listener().reached(Step.PAGE_COMMITTED);
    }

    private LogQuery byTime(LocalDateTime from, LocalDateTime to, int major) {
        return new LogQuery.ByTime(Slice.of(from, to), subject.offset(), major);
    }

    /**
     * Ends a second early: a device that counts its end second in would else count one of the next piece. One that does not then counts
     * too few if that second has an event, and the piece is read.
     */
    private LogQuery counted(LocalDateTime from, LocalDateTime to, int major) {
        LocalDateTime last = to.minusSeconds(1);
        return byTime(from, last.isAfter(from) ? last : to, major);
    }
}
