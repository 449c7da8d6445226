package dev.rollcall.agent.collect;

import dev.rollcall.agent.journal.QuarantinedRecord;
import dev.rollcall.agent.journal.TimeBounds;
import dev.rollcall.attendance.event.AttendanceEvent;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.attendance.window.Slice;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Says of records that were not understood when they can have been: the device has shown them as part of what it was asked for, or between
 * two others.
 */
final class Placing {

    private static final Comparator<AttendanceEvent> BY_SERIAL =
            Comparator.comparing(event -> Objects.requireNonNull(event.serialNo()));

    private Placing() {}

    /** Returns the same page, its records that were not understood with what is known of their time. */
    static TranslatedPage of(LogQuery query, TranslatedPage page) {
        if (page.quarantined().isEmpty()) {
            return page;
        }
        List<QuarantinedRecord> placed = page.quarantined().stream()
                .map(record -> record.within(bounds(query, page, record)))
                .toList();
        return new TranslatedPage(page.observations(), placed, page.ignored());
    }

    private static TimeBounds bounds(LogQuery query, TranslatedPage page, QuarantinedRecord record) {
        if (query instanceof LogQuery.ByTime byTime) {
            Slice slice = byTime.slice();
            return TimeBounds.within(slice.startInclusive(), slice.endExclusive());
        }
        Long serial = record.serialNo();
        return serial == null
                ? TimeBounds.UNKNOWN
                : between(
                        wallClock(numbered(page, other -> other < serial).max(BY_SERIAL)),
                        wallClock(numbered(page, other -> other > serial).min(BY_SERIAL)));
    }

    /** A clock that was set back between the two says the later time first. */
    private static TimeBounds between(@Nullable LocalDateTime before, @Nullable LocalDateTime after) {
        return before != null && after != null && after.isBefore(before)
                ? new TimeBounds(after, before)
                : new TimeBounds(before, after);
    }

    private static Stream<AttendanceEvent> numbered(TranslatedPage page, LongPredicate which) {
        return page.observations().stream()
                .map(Observation::event)
                .filter(event -> event.serialNo() != null && which.test(event.serialNo()));
    }

    private static @Nullable LocalDateTime wallClock(Optional<AttendanceEvent> event) {
        return event.map(found -> found.time().wallClock()).orElse(null);
    }
}
