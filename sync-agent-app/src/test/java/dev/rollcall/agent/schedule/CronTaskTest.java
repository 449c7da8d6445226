package dev.rollcall.agent.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rollcall.agent.testing.SimulatedWorld;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CronTaskTest {

    private final SimulatedWorld world = new SimulatedWorld(Instant.parse("2026-11-23T10:59:30Z"));
    private final AtomicInteger runs = new AtomicInteger();

    @Test
    void work_isDoneAtOnce_andThenOnTheMinute() {
        start("0 * * * *", runs::incrementAndGet);

        world.runFor(Duration.ofSeconds(29));
        assertThat(runs).hasValue(1);
        world.runFor(Duration.ofSeconds(1));
        assertThat(runs).hasValue(2);
        world.runFor(Duration.ofHours(3));
        assertThat(runs).hasValue(5);
    }

    @Test
    void longWork_neitherOverlapsNorPilesUp() {
        start("* * * * *", () -> {
            runs.incrementAndGet();
            world.waitFor(Duration.ofMinutes(10));
        });

        world.runFor(Duration.ofHours(1));
        assertThat(runs.get()).isBetween(5, 7);
    }

    @Test
    void clockSetBack_delaysByOneTurnAtMost() {
        start("0 * * * *", runs::incrementAndGet);
        world.runFor(Duration.ofMinutes(5));
        world.shiftWallClock(Duration.ofDays(-30));

        world.runFor(Duration.ofMinutes(62));
        assertThat(runs).hasValue(3);
    }

    @Test
    void zone_decidesWhenItIsMidnight() {
        CronSchedule schedule = CronSchedule.of("0 0 * * *", ZoneId.of("Asia/Colombo"));

        assertThat(schedule.nextAfter(Instant.parse("2026-11-23T10:00:00Z"))).isEqualTo("2026-11-23T18:30:00Z");
    }

    @Test
    void dayThatNeverComes_isLookedForAgainTomorrow() {
        Instant now = Instant.parse("2026-11-23T10:00:00Z");

        assertThat(CronSchedule.of("0 0 30 2 *", ZoneOffset.UTC).nextAfter(now)).isAfter(now);
    }

    @Test
    void dayThatNeverComes_isKnownNeverToCome() {
        Instant now = Instant.parse("2026-11-23T10:00:00Z");

        assertThat(CronSchedule.of("0 0 30 2 *", ZoneOffset.UTC).comesAfter(now)).isFalse();
        assertThat(CronSchedule.of("0 0 29 2 *", ZoneOffset.UTC).comesAfter(now)).isTrue();
    }

    @Test
    void sixFields_areNoUnixCron() {
        assertThatIllegalArgumentException().isThrownBy(() -> CronSchedule.of("0 0 * * * *", ZoneOffset.UTC));
    }

    @Test
    void backoff_doublesUpToItsCap_withFullJitter() {
        Backoff longest = new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(15), () -> 1.0);
        Backoff shortest = new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(15), () -> 0.0);

        assertThat(longest.after(1)).isEqualTo(Duration.ofSeconds(2));
        assertThat(longest.after(4)).isEqualTo(Duration.ofSeconds(16));
        assertThat(longest.after(10_000)).isEqualTo(Duration.ofMinutes(15));
        assertThat(shortest.after(5)).isPositive().isLessThan(Duration.ofSeconds(1));
    }

    private void start(String cron, Runnable work) {
        world.start("work", new CronTask(CronSchedule.of(cron, ZoneOffset.UTC), world, work));
    }
}
