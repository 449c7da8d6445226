package dev.rollcall.agent.schedule;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import org.jspecify.annotations.Nullable;

/**
 * A five-field UNIX cron expression in a zone. Immutable.
 *
 * <p>Where clocks are set forward, everything that was due in the skipped time is due once, right after the gap. Where they are
 * set back, what is due at fixed hours is due once, the first time its hour comes; what is due every hour (an hour field that
 * begins with {@code *}) goes on in both hours, so that it never pauses.
 */
public final class CronSchedule {

    /** What is waited where an expression never comes due again, such as the 30th of February. */
    private static final Duration NEVER = Duration.ofDays(1);

    private final String expression;
    private final ExecutionTime times;
    private final ZoneId zone;
    private final boolean everyHour;

    private CronSchedule(String expression, ExecutionTime times, ZoneId zone) {
        this.expression = expression;
        this.times = times;
        this.zone = zone;
        this.everyHour = expression.strip().split("\\s+", -1)[1].startsWith("*");
    }

    /**
     * Reads an expression.
     *
     * @throws IllegalArgumentException if it is not five valid cron fields; the message says which is wrong
     */
    public static CronSchedule of(String expression, ZoneId zone) {
        CronParser parser = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
        ExecutionTime times = ExecutionTime.forCron(parser.parse(expression).validate());
        return new CronSchedule(expression, times, zone);
    }

    /** Returns the first time due after this instant; a day later if there is none. */
    public Instant nextAfter(Instant instant) {
        ZoneRules rules = zone.getRules();
        Instant from = instant;
        LocalDateTime due = firstDue(instant, rules);
        while (due != null) {
            ZoneOffsetTransition change = rules.nextTransition(from);
            if (change == null || due.isBefore(change.getDateTimeBefore())) {
                return due.toInstant(rules.getOffset(from));
            }
            if (due.isBefore(change.getDateTimeAfter())) {
                return change.getInstant();
            }
            from = change.getInstant();
            due = change.isOverlap() && everyHour ? dueFrom(change.getDateTimeAfter()) : due;
        }
        return instant.plus(NEVER);
    }

    /** Tells whether it ever comes due after this instant; the 30th of February does not. */
    public boolean comesAfter(Instant instant) {
        return dueAfter(LocalDateTime.ofInstant(instant, zone.getRules().getOffset(instant))) != null;
    }

    @Override
    public String toString() {
        return expression + " in " + zone;
    }

    /** The next wall-clock time due; in an hour that comes twice and has been served, one after it. */
    private @Nullable LocalDateTime firstDue(Instant instant, ZoneRules rules) {
        LocalDateTime now = LocalDateTime.ofInstant(instant, rules.getOffset(instant));
        ZoneOffsetTransition last = rules.previousTransition(instant.plusNanos(1));
        boolean again = last != null && last.isOverlap() && now.isBefore(last.getDateTimeBefore());
        return last != null && again && !everyHour ? dueFrom(last.getDateTimeBefore()) : dueAfter(now);
    }

    private @Nullable LocalDateTime dueFrom(LocalDateTime inclusive) {
        return dueAfter(inclusive.minusSeconds(1));
    }

    /** Reckoned where no clock is ever set: daylight saving is dealt with here alone. */
    private @Nullable LocalDateTime dueAfter(LocalDateTime exclusive) {
        return times.nextExecution(exclusive.atZone(ZoneOffset.UTC))
                .map(next -> next.toLocalDateTime())
                .orElse(null);
    }
}
