package dev.rollcall.simulation;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which run: everything in it follows from this.
 *
 * @param seed    the seed
 * @param without kinds of fault that are left out, though the seed would have them
 * @param hours   after how many hours faults end; 0 for as many as the seed says
 * @param events  how many events devices log at most while faults last
 */
public record Schedule(long seed, Set<Fault> without, long hours, int events) {

    /** As many events as the seed says. */
    public static final int ALL_EVENTS = Integer.MAX_VALUE;

    /** The schedule that a seed alone describes. */
    public static Schedule of(long seed) {
        return new Schedule(seed, Set.of(), 0, ALL_EVENTS);
    }

    Schedule leavingOut(Fault fault) {
        EnumSet<Fault> more = EnumSet.of(fault);
        more.addAll(without);
        return new Schedule(seed, more, hours, events);
    }

    Schedule endingAfter(long hoursOfFaults) {
        return new Schedule(seed, without, hoursOfFaults, events);
    }

    Schedule logging(int mostEvents) {
        return new Schedule(seed, without, hours, mostEvents);
    }

    /** Returns the command that runs it again. */
    public String command() {
        StringBuilder text = new StringBuilder("./rollcall lab simulation --seed ").append(seed);
        if (!without.isEmpty()) {
            text.append(" --without ")
                    .append(without.stream().sorted().map(Fault::name).collect(Collectors.joining(",")));
        }
        if (hours > 0) {
            text.append(" --hours ").append(hours);
        }
        if (events != ALL_EVENTS) {
            text.append(" --events ").append(events);
        }
        return text.toString();
    }

    /** Reads the names of kinds of fault, with commas between them. */
    static Set<Fault> faults(String names) {
        EnumSet<Fault> some = EnumSet.noneOf(Fault.class);
        for (String name : names.split(",", -1)) {
            if (!name.isBlank()) {
                some.add(Fault.valueOf(name.strip().toUpperCase(Locale.ROOT)));
            }
        }
        return some;
    }
}
