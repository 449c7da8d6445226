package dev.rollcall.agent.collect;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;

/**
 * The classes of events by which a terminal lets its log be searched: all at once, else one by one, and without those that it does not
 * take. Used by one thread at a time.
 */
final class Majors {

    private static final List<Integer> ALL = List.of(0);
    private static final List<Integer> ONE_BY_ONE = List.of(1, 2, 3, 5);
    private static final int EVENTS = 5;
    private static final String UNREADABLE = "class-unreadable-";

    private final Collector rules;
    private final String device;
    private List<Integer> asked = ALL;
    private boolean proven;
    private boolean everyClass = true;

    /**
     * Begins with all at once.
     *
     * @param device its configured name, for the alarm about a class that cannot be read
     */
    Majors(Collector rules, String device) {
        this.rules = rules;
        this.device = device;
    }

    /** Returns what to ask for, in this order; 0 is all. */
    List<Integer> asked() {
        return asked;
    }

    /** Returns the ways in which something else than a piece of time may be asked for, the best first. */
    List<List<Integer>> ways() {
        return asked.equals(ALL) ? List.of(ALL, ONE_BY_ONE) : List.of(asked);
    }

    /** Tells whether no class had to be left out. */
    boolean isEveryClass() {
        return everyClass;
    }

    /** Asks for each class of a piece of time, and does without those that the device does not take. */
    void each(IntConsumer asking) {
        for (int index = 0; index < asked.size(); index++) {
            int major = asked.get(index);
            try {
                asking.accept(major);
                took(major);
            } catch (SourceException refused) {
                if (!goOnWithout(major, refused)) {
                    throw refused;
                }
                index--;
            }
        }
    }

    /** Returns the first page of each class of a piece of time. */
    List<SourcePage> firstPages(EventSource source, IntFunction<LogQuery> query) {
        List<SourcePage> pages = new ArrayList<>();
        each(major -> pages.add(source.open(query.apply(major)).next()));
        return pages;
    }

    /** Notes that a class was taken. */
    void took(int major) {
        proven |= major == 0 || major == EVENTS;
    }

    /** Takes back that classes cannot be read, once they have been. */
    void lowerRead() {
        for (int major : proven ? (asked.equals(ALL) ? ONE_BY_ONE : asked) : List.<Integer>of()) {
            if (major != EVENTS) {
                rules.journal().lower(UNREADABLE + major, device);
            }
        }
    }

    /** Decides how to go on without a class that the device does not take; false if there is no way. */
    boolean goOnWithout(int major, SourceException refused) {
        if (proven || !Collector.isNotTaken(refused) || major == EVENTS) {
            return false;
        }
        if (major == 0) {
            asked = ONE_BY_ONE;
            return true;
        }
        everyClass = false;
        List<Integer> fewer = new ArrayList<>(asked);
        fewer.remove(Integer.valueOf(major));
        asked = List.copyOf(fewer);
        String text =
                "The device does not let events of class " + major + " be read; completeness cannot be shown for them.";
        rules.journal().raise(UNREADABLE + major, device, text, rules.clock().instant());
        return true;
    }
}
