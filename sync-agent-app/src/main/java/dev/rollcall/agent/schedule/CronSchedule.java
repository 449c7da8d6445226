package dev.rollcall.agent.schedule;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** A five-field UNIX cron expression in a zone. Immutable. */
public final class CronSchedule {

    /** What is waited where an expression never comes due again, such as the 30th of February. */
    private static final Duration NEVER = Duration.ofDays(1);

    private final String expression;
    private final ExecutionTime times;
    private final ZoneId zone;

    private CronSchedule(String expression, ExecutionTime times, ZoneId zone) {
        this.expression = expression;
        this.times = times;
        this.zone = zone;
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
        return times.nextExecution(instant.atZone(zone))
                .map(next -> next.toInstant())
                .orElse(instant.plus(NEVER));
    }

    @Override
    public String toString() {
        return expression + " in " + zone;
    }
}
