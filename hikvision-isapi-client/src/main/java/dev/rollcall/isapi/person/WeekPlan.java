package dev.rollcall.isapi.person;

import dev.rollcall.isapi.internal.Fields;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What holds at which hours of a week, in the terminal's own wall clock.
 *
 * @param number as asked for
 * @param enabled whether it is in use
 * @param segments spans of time; a day may have several, or none
 * @param otherFields every other field, its value as JSON text
 */
public record WeekPlan(int number, @Nullable Boolean enabled, List<Segment> segments, Map<String, String> otherFields) {

    public WeekPlan {
        segments = List.copyOf(segments);
        otherFields = Map.copyOf(otherFields);
    }

    static WeekPlan of(int number, Fields fields) {
        return new WeekPlan(number, fields.truth("enable"), fields.each("WeekPlanCfg", Segment::of), fields.rest());
    }

    /**
     * A span of time on one day of the week.
     *
     * @param day the day's English name as printed, for example {@code Sunday}
     * @param id which of the day's spans, counted from 1
     * @param enabled whether it holds
     * @param beginTime {@code HH:mm:ss} as printed
     * @param endTime {@code HH:mm:ss} as printed; {@code 24:00:00} may end a day
     * @param otherFields every other field, its value as JSON text; those of the time itself start with {@code TimeSegment.}
     */
    public record Segment(
            @Nullable String day,
            @Nullable Integer id,
            @Nullable Boolean enabled,
            @Nullable String beginTime,
            @Nullable String endTime,
            Map<String, String> otherFields) {

        public Segment {
            otherFields = Map.copyOf(otherFields);
        }

        static Segment of(Fields fields) {
            Span span = fields.inner("TimeSegment", Span::of);
            String day = fields.text("week");
            Integer id = fields.number("id");
            Boolean enabled = fields.truth("enable");
            Map<String, String> others = fields.rest();
            if (span != null) {
                span.others().forEach((name, value) -> others.put("TimeSegment." + name, value));
            }
            return new Segment(
                    day, id, enabled, span == null ? null : span.begin(), span == null ? null : span.end(), others);
        }
    }

    private record Span(@Nullable String begin, @Nullable String end, Map<String, String> others) {

        static Span of(Fields fields) {
            return new Span(fields.text("beginTime"), fields.text("endTime"), fields.rest());
        }
    }
}
