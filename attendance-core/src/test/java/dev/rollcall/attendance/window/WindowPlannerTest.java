package dev.rollcall.attendance.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class WindowPlannerTest {

    private static final Duration OVERLAP = Duration.ofHours(5);
    private static final LocalDateTime NOON = LocalDateTime.parse("2026-11-23T12:00:00");
    private static final Instant NOON_UTC = Instant.parse("2026-11-23T09:00:00Z");
    private static final ZoneOffset PLUS3 = ZoneOffset.ofHours(3);
    private static final Anchor ANCHOR = new Anchor(173, NOON.minusHours(1));

    private final WindowPlanner planner = new WindowPlanner(WindowPolicy.DEFAULT);

    @Test
    void plan_readsEverythingTheDeviceHolds_theFirstTime() {
        Plan plan = planner.plan(null, clock(Duration.ZERO));

        assertThat(plan.reason()).isEqualTo(Plan.Reason.FIRST_PASS);
        assertThat(plan.main()).isEqualTo(Slice.of(LocalDateTime.parse("1970-01-01T00:00:00"), NOON));
        assertThat(plan.isSweep()).isTrue();
    }

    @Test
    void plan_startsAtStartFrom_whenConfigured() {
        WindowPlanner limited = new WindowPlanner(new WindowPolicy(
                OVERLAP, LocalDateTime.parse("2026-01-01T00:00:00"), Duration.ofMinutes(2), Duration.ofDays(1)));

        assertThat(limited.plan(null, clock(Duration.ZERO)).main().startInclusive())
                .isEqualTo(LocalDateTime.parse("2026-01-01T00:00:00"));
    }

    @Test
    void plan_neverEndsAfterTheDeviceClock_exceptToLookForMisdatedEvents() {
        Plan plan = planner.plan(null, clock(Duration.ZERO));

        assertThat(plan.main().endExclusive()).isEqualTo(NOON);
        assertThat(plan.slices()).hasSize(2);
        assertThat(plan.slices().get(1).startInclusive()).isEqualTo(NOON);
    }

    @Test
    void plan_rereadsTheOverlap_onEveryRun() {
        Plan plan = planner.plan(afterFirstPass(), clock(Duration.ofMinutes(10)));

        assertThat(plan.reason()).isEqualTo(Plan.Reason.CATCH_UP);
        assertThat(plan.slices()).containsExactly(Slice.of(NOON.minus(OVERLAP), NOON.plusMinutes(10)));
    }

    @Test
    void plan_catchesUpAnOutageOfAnyLength() {
        WindowPlanner withoutSweep =
                new WindowPlanner(new WindowPolicy(OVERLAP, null, Duration.ofMinutes(2), Duration.ofDays(10_000)));
        Plan plan = withoutSweep.plan(afterFirstPass(), clock(Duration.ofDays(400)));

        assertThat(plan.reason()).isEqualTo(Plan.Reason.CATCH_UP);
        assertThat(plan.main()).isEqualTo(Slice.of(NOON.minus(OVERLAP), NOON.plusDays(400)));
    }

    @Test
    void plan_sweeps_onceADay() {
        Checkpoint checkpoint = afterFirstPass();

        assertThat(planner.plan(checkpoint, clock(Duration.ofHours(23))).reason())
                .isEqualTo(Plan.Reason.CATCH_UP);
        Plan sweep = planner.plan(checkpoint, clock(Duration.ofHours(24)));
        assertThat(sweep.reason()).isEqualTo(Plan.Reason.SWEEP);
        assertThat(sweep.main().startInclusive()).isEqualTo(LocalDateTime.parse("1970-01-01T00:00:00"));
    }

    @Test
    void plan_sweeps_whenTheAgentsClockWentBack() {
        DeviceClock agentWentBack = new DeviceClock(NOON.plusMinutes(1), PLUS3, NOON_UTC.minus(Duration.ofDays(3)));

        assertThat(planner.plan(afterFirstPass(), agentWentBack).reason()).isEqualTo(Plan.Reason.SWEEP);
    }

    @Test
    void plan_rereadsFromTheEarlierPoint_whenTheDeviceClockWentBack() {
        DeviceClock back = new DeviceClock(NOON.minusHours(20), PLUS3, NOON_UTC.plusSeconds(600));
        Plan plan = planner.plan(afterFirstPass(), back);

        assertThat(plan.reason()).isEqualTo(Plan.Reason.CLOCK_MOVED);
        assertThat(plan.main().endExclusive()).isEqualTo(NOON.minusHours(20));
        assertThat(plan.main().startInclusive())
                .isBeforeOrEqualTo(NOON.minusHours(20).minus(OVERLAP));
        assertThat(plan.slices()).hasSize(2);
    }

    @Test
    void plan_rereadsFromTheEarlierPoint_whenTheDeviceClockJumpedAhead() {
        DeviceClock ahead = new DeviceClock(NOON.plusHours(3), PLUS3, NOON_UTC.plusSeconds(600));
        Plan plan = planner.plan(afterFirstPass(), ahead);

        assertThat(plan.reason()).isEqualTo(Plan.Reason.CLOCK_MOVED);
        assertThat(plan.main().startInclusive()).isEqualTo(NOON.minus(OVERLAP).minus(Duration.ofMinutes(170)));
    }

    @Test
    void plan_noticesAZoneChange_evenIfTheWallClockDidNotMove() {
        DeviceClock moved = new DeviceClock(NOON.plusMinutes(10), ZoneOffset.ofHours(8), NOON_UTC.plusSeconds(600));

        assertThat(planner.plan(afterFirstPass(), moved).reason()).isEqualTo(Plan.Reason.CLOCK_MOVED);
    }

    @Test
    void plan_toleratesDrift() {
        DeviceClock drifted = new DeviceClock(NOON.plusMinutes(12), PLUS3, NOON_UTC.plusSeconds(600));

        assertThat(planner.plan(afterFirstPass(), drifted).reason()).isEqualTo(Plan.Reason.CATCH_UP);
    }

    @Test
    void plan_survivesADeviceClockFrom1970() {
        DeviceClock unset = new DeviceClock(LocalDateTime.parse("1970-01-01T00:00:00"), PLUS3, NOON_UTC);

        assertThat(planner.plan(null, unset).main().endExclusive())
                .isEqualTo(LocalDateTime.parse("1970-01-01T00:00:01"));
        assertThat(planner.plan(afterFirstPass(), unset).main().endExclusive())
                .isEqualTo(LocalDateTime.parse("1970-01-01T00:00:01"));
    }

    @Test
    void planAfterReset_readsEverything() {
        Plan plan = planner.planAfterReset(clock(Duration.ZERO));

        assertThat(plan.reason()).isEqualTo(Plan.Reason.LOG_RESET);
        assertThat(plan.main().startInclusive()).isEqualTo(LocalDateTime.parse("1970-01-01T00:00:00"));
    }

    @Test
    void reached_movesWithTheRows_butNeverPastTheClockLessTheOverlap() {
        Plan plan = planner.plan(null, clock(Duration.ZERO));

        Checkpoint early = planner.reached(null, plan, NOON.minusDays(30));
        assertThat(early.position()).isEqualTo(NOON.minusDays(30));
        assertThat(planner.reached(early, plan, NOON.minusSeconds(1)).position())
                .isEqualTo(NOON.minus(OVERLAP));
    }

    @Test
    void reached_doesNotFallBack_duringASweep() {
        Checkpoint checkpoint = afterFirstPass();
        Plan sweep = planner.plan(checkpoint, clock(Duration.ofHours(30)));

        assertThat(planner.reached(checkpoint, sweep, NOON.minusDays(300)).position())
                .isEqualTo(checkpoint.position());
    }

    @Test
    void plan_resumesABrokenFirstPass_whereItStopped() {
        Plan first = planner.plan(null, clock(Duration.ZERO));
        Checkpoint broken = planner.reached(null, first, NOON.minusDays(30));

        Plan resumed = planner.plan(broken, clock(Duration.ofMinutes(5)));
        assertThat(resumed.reason()).isEqualTo(Plan.Reason.FIRST_PASS);
        assertThat(resumed.main().startInclusive()).isEqualTo(NOON.minusDays(30));
    }

    @Test
    void finished_fallsBackWithTheDeviceClock() {
        DeviceClock back = new DeviceClock(NOON.minusDays(2), PLUS3, NOON_UTC.plusSeconds(600));
        Plan plan = planner.plan(afterFirstPass(), back);

        Checkpoint checkpoint = planner.finished(afterFirstPass(), plan, LogSight.from(ANCHOR));
        assertThat(checkpoint.position()).isEqualTo(NOON.minusDays(2).minus(OVERLAP));
        assertThat(checkpoint.newest()).isEqualTo(ANCHOR);
        assertThat(checkpoint.clock()).isEqualTo(back);
    }

    @Test
    void finished_countsASweep_onlyWhenAllWasRead() {
        Checkpoint checkpoint = afterFirstPass();
        Plan routine = planner.plan(checkpoint, clock(Duration.ofMinutes(10)));

        assertThat(checkpoint.lastSweep()).isEqualTo(NOON_UTC);
        assertThat(planner.finished(checkpoint, routine, LogSight.from(null)).lastSweep())
                .isEqualTo(NOON_UTC);
    }

    @Test
    void policy_refusesNegativeDurations() {
        assertThatThrownBy(
                        () -> new WindowPolicy(Duration.ofHours(-1), null, Duration.ofMinutes(2), Duration.ofDays(1)))
                .hasMessageContaining("overlap");
    }

    @Test
    void offsetIn_measuresTheDeviceClock() {
        DeviceClock ahead = new DeviceClock(NOON.plusSeconds(92), PLUS3, NOON_UTC);

        assertThat(ahead.offsetIn(null)).isNotNull();
        assertThat(ahead.offsetIn(null).ahead()).isEqualTo(Duration.ofSeconds(92));
        assertThat(new DeviceClock(NOON, null, NOON_UTC).offsetIn(null)).isNull();
        assertThat(new DeviceClock(NOON, null, NOON_UTC)
                        .offsetIn(dev.rollcall.attendance.event.DeviceZone.parse("Europe/Moscow"))
                        .ahead())
                .isZero();
    }

    private Checkpoint afterFirstPass() {
        Plan first = planner.plan(null, clock(Duration.ZERO));
        return planner.finished(null, first, LogSight.from(null).with(ANCHOR));
    }

    private static DeviceClock clock(Duration later) {
        return new DeviceClock(NOON.plus(later), PLUS3, NOON_UTC.plus(later));
    }
}
