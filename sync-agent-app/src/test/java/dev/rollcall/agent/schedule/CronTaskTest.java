package dev.rollcall.agent.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rollcall.agent.testing.InMemoryStore;
import dev.rollcall.agent.testing.SimulatedWorld;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-23T12:05:00Z", "2026-11-23T10:05:00Z", "2026-11-24T11:05:00Z", "2026-11-22T11:05:00Z",
                "2031-11-23T11:05:00Z", "2021-11-23T11:05:00Z", "1970-01-01T00:00:00Z", "2038-01-19T03:14:07Z",
                "2099-12-31T23:59:59Z"
            })
    void clockSetToAnything_costsOneTurnAtMost_andCausesOneRunAtMost(String time) {
        start("0 * * * *", runs::incrementAndGet);
        world.runFor(Duration.ofMinutes(5));
        assertThat(runs).hasValue(2);
        world.shiftWallClock(Duration.between(world.instant(), Instant.parse(time)));

        world.runFor(Duration.ofMinutes(61));
        assertThat(runs.get()).isBetween(3, 4);
        world.runFor(Duration.ofHours(10));
        assertThat(runs.get()).isBetween(13, 14);
    }

    @Test
    void computerThatSlept_catchesUpByOneRun_withinAMinute() {
        start("0 * * * *", runs::incrementAndGet);
        world.runFor(Duration.ofMinutes(5));
        // Asleep: the wall clock goes on, the monotonic one does not.
        world.shiftWallClock(Duration.ofDays(3));
        world.runFor(Duration.ofMinutes(1));

        assertThat(runs).hasValue(3);
    }

    @Test
    void askedFor_itRunsAtOnce_andTheScheduleGoesOn() {
        CronTask task = new CronTask(CronSchedule.of("0 * * * *", ZoneOffset.UTC), world, runs::incrementAndGet);
        Scheduler.Handle handle = world.start("work", task);
        world.runFor(Duration.ofMinutes(5));
        int before = runs.get();

        task.runSoon();
        handle.wake();
        world.runFor(Duration.ofSeconds(1));

        assertThat(runs).hasValue(before + 1);
        world.runFor(Duration.ofHours(3));
        assertThat(runs).hasValue(before + 4);
    }

    @Test
    void jitter_delaysWhatTheScheduleSays_notTheStart() {
        List<Instant> times = new ArrayList<>();
        CronTask late = new CronTask(
                CronSchedule.of("0 * * * *", ZoneOffset.UTC),
                Duration.ofSeconds(20),
                world,
                () -> times.add(world.instant()));
        world.start("work", late);
        world.runFor(Duration.ofHours(2));

        assertThat(times)
                .containsExactly(
                        Instant.parse("2026-11-23T10:59:30Z"),
                        Instant.parse("2026-11-23T11:00:20Z"),
                        Instant.parse("2026-11-23T12:00:20Z"));
    }

    @Test
    void restartInATightLoop_readsTheDeviceNoOftenerThanThePauseSays() {
        InMemoryStore store = new InMemoryStore();
        for (int restart = 0; restart < 300; restart++) {
            world.stopAll();
            restart(store, Duration.ofSeconds(10));
            world.runFor(Duration.ofSeconds(1));
        }
        assertThat(runs.get()).isBetween(25, 31);

        int before = runs.get();
        new RestartPause(store, "pass", Duration.ofSeconds(10), world, world::nanoTime).lift();
        world.stopAll();
        restart(store, Duration.ofSeconds(10));
        world.runFor(Duration.ZERO);
        assertThat(runs).as("after an orderly stop").hasValue(before + 1);
    }

    private void restart(InMemoryStore store, Duration length) {
        RestartPause pause = new RestartPause(store, "pass", length, world, world::nanoTime);
        world.start(
                "work",
                pause.before(new CronTask(
                        CronSchedule.of("0 * * * *", ZoneOffset.UTC), world, pause.marking(runs::incrementAndGet))));
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

        assertThat(CronSchedule.of("0 0 30 2 *", ZoneOffset.UTC).comesAfter(now))
                .isFalse();
        assertThat(CronSchedule.of("0 0 29 2 *", ZoneOffset.UTC).comesAfter(now))
                .isTrue();
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
