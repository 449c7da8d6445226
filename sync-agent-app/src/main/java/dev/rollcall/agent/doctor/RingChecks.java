package dev.rollcall.agent.doctor;

import dev.rollcall.agent.collect.EventSource;
import dev.rollcall.agent.collect.LogQuery;
import dev.rollcall.agent.collect.SourceClock;
import dev.rollcall.agent.journal.JournalFacts.DeviceFacts;
import dev.rollcall.attendance.window.RingWatch;
import dev.rollcall.attendance.window.Slice;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Judges how full a terminal's memory is, and when it overwrites what was not read. */
final class RingChecks {

    private static final LocalDateTime BEGINNING = LocalDateTime.of(1970, 1, 1, 0, 0);
    private static final int RATE_DAYS = 7;
    private static final int HOURS = 24;
    private static final double NEARLY_FULL = 0.8;
    private static final double FEW_DAYS = 3;
    private static final double TEN_DAYS = 10;

    private final EventSource source;
    private final SourceClock clock;
    private final Findings found;

    RingChecks(EventSource source, SourceClock clock, Findings found) {
        this.source = source;
        this.clock = clock;
        this.found = found;
    }

    /**
     * Looks.
     *
     * @param watch what the passes have measured; null if they have not
     */
    void examine(DeviceFacts known, @Nullable RingWatch watch, Instant now) {
        source.searchesBySerial();
        Long capacity = source.capacity();
        LocalDateTime end = clock.clock().wallClock();
        long held = count(BEGINNING, end.plusDays(1));
        if (capacity == null) {
            found.ok(Check.DEVICE_RING, held + " events held; it does not tell how many it can hold");
            return;
        }
        double perDay = watch != null && watch.fill(now) != null
                ? watch.perHour() * HOURS
                : count(end.minusDays(RATE_DAYS), end.plusDays(1)) / (double) RATE_DAYS;
        Double fill = known.lastRead() == null ? null : known.log().ringFill();
        long unread = known.lastRead() == null ? held : Math.round((fill == null ? 0 : fill) * capacity);
        judge(held, unread, capacity, perDay);
    }

    private void judge(long held, long unread, long capacity, double perDay) {
        double days = perDay <= 0 ? Double.POSITIVE_INFINITY : Math.max(0, capacity - unread) / perDay;
        String text = String.format(
                Locale.ROOT,
                "%d events held of %d, %d not read, about %.0f a day come: %s",
                held,
                capacity,
                unread,
                perDay,
                after(days));
        boolean soon = days < FEW_DAYS || unread >= NEARLY_FULL * capacity;
        found.judge(Check.DEVICE_RING, soon ? text : null, text);
    }

    private static String after(double days) {
        if (Double.isInfinite(days)) {
            return "nothing is overwritten";
        }
        return String.format(
                Locale.ROOT,
                days < TEN_DAYS
                        ? "events that were not read are overwritten after %.1f days without reading"
                        : "events that were not read are overwritten after %.0f days without reading",
                days);
    }

    /** Counts events between two readings of the terminal's clock. */
    private long count(LocalDateTime from, LocalDateTime to) {
        ZoneOffset offset =
                clock.clock().offset() == null ? ZoneOffset.UTC : clock.clock().offset();
        return source.count(new LogQuery.ByTime(Slice.of(from, to), offset, 0));
    }
}
