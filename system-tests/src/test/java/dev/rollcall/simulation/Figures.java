package dev.rollcall.simulation;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Adds up many runs. Safe from any thread. */
public final class Figures {

    private static final int MOST_KEPT = 5;

    private final Map<Fault, Long> struck = new EnumMap<>(Fault.class);
    private final TreeMap<Long, Verdict> failed = new TreeMap<>();
    private long schedules;
    private long violations;
    private long millis;
    private long events;
    private long comparisons;
    private long repairs;

    /** Takes up figures that were kept; the runs that failed are run again. */
    static Figures of(Properties kept) {
        Figures figures = new Figures();
        figures.schedules = number(kept, "schedules");
        figures.violations = number(kept, "violations");
        figures.millis = number(kept, "millis");
        figures.events = number(kept, "events");
        figures.comparisons = number(kept, "comparisons");
        figures.repairs = number(kept, "repairs");
        for (Fault fault : Fault.values()) {
            figures.struck.put(fault, number(kept, "struck." + fault));
        }
        for (String seed : kept.getProperty("failed", "").split(" ", -1)) {
            if (!seed.isEmpty()) {
                figures.failed.put(Long.valueOf(seed), Lab.run(Schedule.of(Long.parseLong(seed))));
            }
        }
        return figures;
    }

    private static long number(Properties kept, String name) {
        return Long.parseLong(kept.getProperty(name, "0"));
    }

    /** Puts all of it where it is kept. */
    synchronized void keepIn(Properties kept) {
        kept.setProperty("schedules", Long.toString(schedules));
        kept.setProperty("violations", Long.toString(violations));
        kept.setProperty("millis", Long.toString(millis));
        kept.setProperty("events", Long.toString(events));
        kept.setProperty("comparisons", Long.toString(comparisons));
        kept.setProperty("repairs", Long.toString(repairs));
        struck.forEach((fault, times) -> kept.setProperty("struck." + fault, Long.toString(times)));
        kept.setProperty("failed", failed.keySet().stream().map(String::valueOf).collect(Collectors.joining(" ")));
    }

    /** Adds a run. */
    public synchronized void add(Verdict verdict) {
        schedules++;
        millis += verdict.millis();
        events += verdict.events();
        comparisons += verdict.comparisons();
        repairs += verdict.repairs();
        verdict.struck().forEach((fault, times) -> struck.merge(fault, times, Long::sum));
        if (!verdict.isFine()) {
            violations++;
            keep(verdict);
        }
    }

    /** Adds all runs of others. */
    synchronized void add(Figures others) {
        schedules += others.schedules;
        violations += others.violations;
        millis += others.millis;
        events += others.events;
        comparisons += others.comparisons;
        repairs += others.repairs;
        others.struck.forEach((fault, times) -> struck.merge(fault, times, Long::sum));
        others.failed.values().forEach(this::keep);
    }

    private void keep(Verdict broken) {
        failed.put(broken.schedule().seed(), broken);
        if (failed.size() > MOST_KEPT) {
            failed.pollLastEntry();
        }
    }

    /** Returns how many runs there were. */
    public synchronized long schedules() {
        return schedules;
    }

    /** Returns how often a promise was broken. */
    public synchronized long violations() {
        return violations;
    }

    /** Returns how often a kind of fault struck. */
    public synchronized long struck(Fault fault) {
        return struck.getOrDefault(fault, 0L);
    }

    /** Returns the runs that broke a promise: those of the smallest seeds, the smallest first, in whichever order they ended. */
    public synchronized List<Verdict> failed() {
        return List.copyOf(failed.values());
    }

    /** Returns all of it for people. */
    public synchronized String text() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%,d schedules, %,d simulated days (%.1f years), %,d events logged, %,d comparisons with %,d repairs, %,d violations%n",
                schedules,
                millis / 86_400_000L,
                millis / 86_400_000.0 / 365.25,
                events,
                comparisons,
                repairs,
                violations));
        for (Fault fault : Fault.values()) {
            text.append(String.format(Locale.ROOT, "  %-28s %,15d%n", fault, struck.getOrDefault(fault, 0L)));
        }
        return text.toString();
    }

    /** Returns how a run broke a promise, with the smallest schedule that does. */
    public static String explain(Verdict failed) {
        Verdict smallest = new Shrinker(Defect::new).shrink(failed);
        List<String> lines = smallest.lines();
        int from = Math.max(0, lines.size() - 60);
        return "seed " + failed.schedule().seed() + " breaks "
                + failed.violation().getMessage()
                + System.lineSeparator() + "again:    " + failed.schedule().command()
                + System.lineSeparator() + "smallest: " + smallest.schedule().command()
                + System.lineSeparator() + "faults:   " + smallest.struck()
                + System.lineSeparator() + "ends with "
                + (smallest.isFine() ? "nothing wrong" : smallest.violation().getMessage())
                + System.lineSeparator() + "last " + (lines.size() - from) + " of " + lines.size() + " lines:"
                + System.lineSeparator() + String.join(System.lineSeparator(), lines.subList(from, lines.size()));
    }
}
