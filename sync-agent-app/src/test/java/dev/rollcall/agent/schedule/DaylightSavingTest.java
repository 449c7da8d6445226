package dev.rollcall.agent.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The stated rules, over every zone whose clocks are set within a year. */
class DaylightSavingTest {

    private static final Instant YEAR = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant NEXT_YEAR = Instant.parse("2027-01-01T00:00:00Z");

    private record Change(ZoneId zone, ZoneOffsetTransition transition) {}

    @Test
    void skippedTime_isDueOnce_rightAfterTheGap() {
        for (Change change : changes()) {
            ZoneOffsetTransition gap = change.transition();
            if (!gap.isGap()) {
                continue;
            }
            LocalDateTime inside =
                    gap.getDateTimeBefore().plus(gap.getDuration().dividedBy(2));
            List<Instant> due = due(at(inside), change, Duration.ofHours(20));

            assertThat(due).as("%s", change).containsExactly(gap.getInstant());
        }
    }

    @Test
    void doubledTime_isDueOnce_theFirstTime() {
        for (Change change : changes()) {
            ZoneOffsetTransition overlap = change.transition();
            if (!overlap.isOverlap()) {
                continue;
            }
            LocalDateTime inside =
                    overlap.getDateTimeAfter().plus(overlap.getDuration().abs().dividedBy(2));
            List<Instant> due = due(at(inside), change, Duration.ofHours(20));

            assertThat(due).as("%s", change).containsExactly(inside.toInstant(overlap.getOffsetBefore()));
        }
    }

    @Test
    void everyHourOrOftener_neverPauses_andNothingIsDueTwice() {
        for (Change change : changes()) {
            for (String cron : List.of("0 * * * *", "*/15 * * * *")) {
                List<Instant> due = due(cron, change, Duration.ofHours(6));
                Duration longest = cron.startsWith("*") ? Duration.ofMinutes(15) : Duration.ofMinutes(90);
                for (int i = 1; i < due.size(); i++) {
                    assertThat(Duration.between(due.get(i - 1), due.get(i)))
                            .as("%s %s", cron, change)
                            .isPositive()
                            .isLessThanOrEqualTo(longest);
                }
            }
        }
    }

    @Test
    void anyExpression_goesOnlyForward_fromAnyInstant() {
        Random random = new Random(4);
        List<Change> changes = changes();
        for (int i = 0; i < 2_000; i++) {
            Change change = changes.get(random.nextInt(changes.size()));
            String cron = random.nextInt(60) + " " + random.nextInt(24) + " * * *";
            Instant from = change.transition().getInstant().plusSeconds(random.nextInt(200_000) - 100_000L);
            Instant next = CronSchedule.of(cron, change.zone()).nextAfter(from);

            assertThat(Duration.between(from, next))
                    .as("%s %s from %s", cron, change, from)
                    .isPositive()
                    .isLessThanOrEqualTo(Duration.ofHours(51));
        }
    }

    @Test
    void dayOfMonthAndWeekday_areEitherOr_asInUnix() {
        CronSchedule schedule = CronSchedule.of("0 0 13 * 5", ZoneOffset.UTC);

        assertThat(schedule.nextAfter(Instant.parse("2026-11-23T00:00:00Z"))).isEqualTo("2026-11-27T00:00:00Z");
    }

    private static String at(LocalDateTime time) {
        return time.getMinute() + " " + time.getHour() + " * * *";
    }

    private static List<Instant> due(String cron, Change change, Duration around) {
        CronSchedule schedule = CronSchedule.of(cron, change.zone());
        Instant middle = change.transition().getInstant();
        List<Instant> due = new ArrayList<>();
        Instant next = schedule.nextAfter(middle.minus(around.dividedBy(2)));
        while (next.isBefore(middle.plus(around.dividedBy(2)))) {
            due.add(next);
            next = schedule.nextAfter(next);
        }
        return due;
    }

    private static List<Change> changes() {
        List<Change> changes = new ArrayList<>();
        for (String id : ZoneId.getAvailableZoneIds().stream().sorted().toList()) {
            ZoneId zone = ZoneId.of(id);
            ZoneOffsetTransition next = zone.getRules().nextTransition(YEAR);
            while (next != null && next.getInstant().isBefore(NEXT_YEAR)) {
                changes.add(new Change(zone, next));
                next = zone.getRules().nextTransition(next.getInstant());
            }
        }
        assertThat(changes).hasSizeGreaterThan(200);
        return changes;
    }
}
