package dev.rollcall.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** What happened in a run, as one number; and as lines for people where they are asked for. */
final class Trace {

    private static final long PRIME = 0x100000001B3L;

    private final boolean written;
    private final List<String> lines = new ArrayList<>();
    private LongSupplier clock = () -> 0;
    private long hash = 0xCBF29CE484222325L;

    Trace(boolean written) {
        this.written = written;
    }

    void under(LongSupplier millis) {
        clock = millis;
    }

    /** Notes that something happened. */
    void note(String what, long... which) {
        count(what, which);
        if (written) {
            write(what, which);
        }
    }

    /** Notes that something happened to somebody. */
    void note(String who, String what, long... which) {
        hash = (hash ^ who.hashCode()) * PRIME;
        count(what, which);
        if (written) {
            write(who + " " + what, which);
        }
    }

    /** What is written changes nothing of what is counted. */
    private void count(String what, long... which) {
        hash = (hash ^ what.hashCode()) * PRIME;
        hash = (hash ^ clock.getAsLong()) * PRIME;
        for (long number : which) {
            hash = (hash ^ number) * PRIME;
        }
    }

    private void write(String what, long... which) {
        StringBuilder line = new StringBuilder(at()).append(' ').append(what);
        for (long number : which) {
            line.append(' ').append(number);
        }
        lines.add(line.toString());
    }

    /** Adds to the last line, where lines are written. */
    void explain(Supplier<String> more) {
        if (written && !lines.isEmpty()) {
            lines.set(lines.size() - 1, lines.get(lines.size() - 1) + "  # " + more.get());
        }
    }

    private String at() {
        Duration since = Duration.ofMillis(clock.getAsLong());
        return String.format(
                "%3dd %02d:%02d:%02d.%03d",
                since.toDays(),
                since.toHoursPart(),
                since.toMinutesPart(),
                since.toSecondsPart(),
                since.toMillisPart());
    }

    long hash() {
        return hash;
    }

    List<String> lines() {
        return lines;
    }
}
