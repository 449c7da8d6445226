package dev.rollcall.agent.collect;

import dev.rollcall.agent.collect.PassRun.Subject;
import dev.rollcall.agent.journal.JournalPage;
import dev.rollcall.agent.schedule.Step;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.attendance.window.SerialRange;
import dev.rollcall.attendance.window.SerialSet;
import dev.rollcall.attendance.window.Slice;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
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

    private static final List<Integer> ALL = List.of(0);
    private static final List<Integer> ONE_BY_ONE = List.of(1, 2, 3, 5);
    private static final LocalDateTime FIRST = LocalDateTime.of(1970, 1, 1, 0, 0);
    private static final int EVENTS = 5;
    private static final int RESTARTS = 3;

    private final Collector rules;
    private final EventSource source;
    private final Subject subject;
    private List<Integer> majors = ALL;
    private boolean counts = true;

    private Census(Collector rules, EventSource source, Subject subject) {
        this.rules = rules;
        this.source = source;
        this.subject = subject;
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
                long[] sum = {0};
                eachClass(this::isNoClass, major -> sum[0] += source.count(query(from, to, major)));
                return new Counted(How.COUNTED, sum[0]);
            } catch (SourceException unable) {
                if (!Collector.isNotTaken(unable)) {
                    throw unable;
                }
                counts = false;
            }
        }
        return searched(from, to);
    }

    private @Nullable Counted searched(LocalDateTime from, LocalDateTime to) {
        long[] sum = {0};
        boolean[] told = {true};
        try {
            eachClass(Collector::isNotTaken, major -> {
                Integer total = totalOf(query(from, to, major));
                told[0] &= total != null;
                sum[0] += total == null ? 0 : total;
            });
        } catch (SourceException unable) {
            if (!Collector.isNotTaken(unable)) {
                throw unable;
            }
            return null;
        }
        return told[0] ? new Counted(How.SEARCHED, sum[0]) : null;
    }

    private @Nullable Integer totalOf(LogQuery query) {
        SourcePage first = source.open(query).next();
        boolean isEmpty = first.last() && first.rows() == 0 && !first.incomplete();
        Integer total = first.totalMatches();
        return isEmpty ? Integer.valueOf(0) : total == null || total < 1 ? null : total;
    }

    private boolean isNoClass(SourceException failure) {
        return failure.kind() == SourceException.Kind.INVALID_REQUEST;
    }

    /**
     * Asks for all classes of events at once or, where the device does not take that, for each by itself but those that it does not take:
     * no pass reads these either. As it was if it takes none.
     */
    private void eachClass(Predicate<SourceException> isNotTaken, IntConsumer asking) {
        List<Integer> before = majors;
        if (majors.equals(ALL)) {
            try {
                asking.accept(0);
                return;
            } catch (SourceException refused) {
                if (!isNotTaken.test(refused)) {
                    throw refused;
                }
                majors = ONE_BY_ONE;
            }
        }
        for (int major : majors) {
            try {
                asking.accept(major);
            } catch (SourceException refused) {
                if (!isNotTaken.test(refused) || major == EVENTS) {
                    majors = before;
                    throw refused;
                }
                majors = majors.stream().filter(other -> other != major).toList();
            }
        }
    }

    /** What reading a piece came to. */
    public record Shown(List<Observation> records, int notUnderstood) {}

    /**
     * Reads all records of a piece of time and stores them.
     *
     * @param before is given the records of each page before they are stored
     */
    public Shown read(LocalDateTime from, LocalDateTime to, Consumer<List<Observation>> before) {
        List<Observation> records = new ArrayList<>();
        int[] notUnderstood = {0};
        reading(pass -> {
            Consumer<TranslatedPage> stored = page -> {
                records.addAll(page.observations());
                notUnderstood[0] += page.quarantined().size();
            };
            eachClass(Collector::isNotTaken, major -> readQuery(query(from, to, major), pass, before, stored));
        });
        return new Shown(records, notUnderstood[0]);
    }

    /** Reads the records of these serial numbers and stores them; null where the log cannot be asked by serial number. */
    public @Nullable SerialSet show(SerialRange range) {
        if (!source.searchesBySerial()) {
            return null;
        }
        List<Long> shown = new ArrayList<>();
        SerialRange around =
                new SerialRange(Math.max(1, range.first() - 1), Math.min(SerialRange.HIGHEST, range.last() + 1));
        reading(pass -> eachClass(
                Collector::isNotTaken,
                major -> readQuery(
                        new LogQuery.BySerial(around, major),
                        pass,
                        records -> {},
                        page -> shown.addAll(serials(page)))));
        return SerialSet.of(shown);
    }

    private static List<Long> serials(TranslatedPage page) {
        return page.observations().stream()
                .map(seen -> seen.event().serialNo())
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
    }

    /** Returns the lowest serial on the first pages of everything the device holds; null if it shows none. */
    public @Nullable Long oldestSerial() {
        if (!source.searchesBySerial()) {
            return null;
        }
        List<Long> shown = new ArrayList<>();
        SerialRange all = new SerialRange(1, SerialRange.HIGHEST);
        eachClass(Collector::isNotTaken, major -> {
            SourcePage first = source.open(new LogQuery.BySerial(all, major)).next();
            shown.addAll(serials(translated(first, rules.clock().instant())));
        });
        return shown.stream().min(Long::compare).orElse(null);
    }

    /** Tells whether the device holds nothing up to a serial number, or up to a time where it cannot be asked by serial number. */
    public boolean holdsNothingUpTo(long serial, LocalDateTime time) {
        boolean bySerial = source.searchesBySerial() && serial >= 1 && serial <= SerialRange.HIGHEST;
        LocalDateTime end = time.plus(Duration.ofSeconds(1));
        LocalDateTime start = end.isAfter(FIRST) ? FIRST : end.minusDays(1);
        boolean[] nothing = {true};
        eachClass(Collector::isNotTaken, major -> {
            SourcePage first = source.open(
                            bySerial
                                    ? new LogQuery.BySerial(new SerialRange(1, serial), major)
                                    : query(start, end, major))
                    .next();
            nothing[0] &= first.rows() == 0 && first.last() && !first.incomplete();
        });
        return nothing[0];
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
            LogQuery query, long pass, Consumer<List<Observation>> before, Consumer<TranslatedPage> stored) {
        for (int attempt = 0; attempt < RESTARTS; attempt++) {
            List<TranslatedPage> pages = new ArrayList<>();
            if (readOnce(query, pages)) {
                for (TranslatedPage page : pages) {
                    before.accept(page.observations());
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
        do {
            page = source.next();
            if (page.shifted()) {
                return false;
            }
            pages.add(translated(page, rules.clock().instant()));
        } while (!page.last());
        if (page.incomplete()) {
            throw new SourceException(
                    SourceException.Kind.UNAVAILABLE, "it promised more events than it sent for " + query, null);
        }
        return true;
    }

    private TranslatedPage translated(SourcePage page, Instant seenAt) {
        return page.translate(
                subject.key(),
                subject.zones(),
                subject.clock().clock().offsetIn(Collector.effective(subject.zones())),
                seenAt);
    }

    private void store(long pass, TranslatedPage page) {
        Instant now = rules.clock().instant();
        rules.journal()
                .append(new JournalPage(
                        pass, subject.key(), page.observations(), page.quarantined(), page.ignored(), null, now));
        rules.listener().reached(Step.PAGE_COMMITTED);
    }

    /** Ends a second early: a device that counts its end second in would else count one of the next piece. */
    private LogQuery query(LocalDateTime from, LocalDateTime to, int major) {
        LocalDateTime last = to.minusSeconds(1);
        return new LogQuery.ByTime(Slice.of(from, last.isAfter(from) ? last : to), subject.offset(), major);
    }
}
