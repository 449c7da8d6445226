package dev.rollcall.attendance.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
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
        assertThat(resumed.reason()).isEqualTo(Plan.Reason.FIRST_PASS_RESUMED);
        assertThat(resumed.isSweep()).as("what was read before may be gone").isFalse();
        assertThat(resumed.main().startInclusive()).isEqualTo(NOON.minusDays(30));
        assertThat(planner.finished(broken, resumed, LogSight.from(ANCHOR)).lastSweep())
                .as("all was read, and is not read again at once")
                .isEqualTo(resumed.clock().readAt());
    }

    @Test
    void plan_resumesABrokenFirstPassEarlier_byAsMuchAsTheClockMovedSince() {
        Plan first = planner.plan(null, clock(Duration.ZERO));
        Checkpoint broken = planner.reached(null, first, NOON.minusHours(1));
        DeviceClock moved = new DeviceClock(NOON.minusHours(3), ZoneOffset.UTC, NOON_UTC.plusSeconds(60));

        Plan resumed = planner.plan(broken, moved);

        assertThat(resumed.reason()).isEqualTo(Plan.Reason.FIRST_PASS_RESUMED);
        assertThat(resumed.main().startInclusive())
                .isEqualTo(broken.position().minusHours(3).minusMinutes(1));
        assertThat(planner.reached(broken, resumed, NOON.minusHours(3))).isEqualTo(broken);
    }

    @Test
    void plan_resumesABrokenFirstPassOfAnOlderAgent_whereItStopped() {
        Checkpoint broken = new Checkpoint(NOON.minusDays(30), null, null, null);

        Plan resumed = planner.plan(broken, clock(Duration.ZERO));

        assertThat(resumed.reason()).isEqualTo(Plan.Reason.FIRST_PASS_RESUMED);
        assertThat(resumed.main().startInclusive()).isEqualTo(NOON.minusDays(30));
        assertThat(planner.reached(broken, resumed, NOON.minusDays(1)).position())
                .isEqualTo(NOON.minusDays(1));
    }

    @Test
    void finished_keepsTheNewestWhereAPassShowsNone_butNotThatOfAnEarlierLog() {
        Plan sweep = planner.plan(afterFirstPass(), clock(Duration.ofHours(30)));
        Plan reset = planner.planAfterReset(clock(Duration.ofHours(30)));

        assertThat(planner.finished(afterFirstPass(), sweep, LogSight.from(null))
                        .newest())
                .isEqualTo(afterFirstPass().newest());
        assertThat(planner.finished(afterFirstPass(), reset, LogSight.from(null))
                        .newest())
                .isNull();
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

    @Test
    void plan_withAStart_looksForEventsOfAClockThatWasNeverSet() {
        Plan plan = startingAt("2026-01-01T00:00:00").plan(null, clock(Duration.ZERO));

        assertThat(plan.slices())
                .containsExactly(
                        slice("2026-01-01T00:00:00", NOON.toString()),
                        slice(NOON.toString(), "2037-12-31T23:59:59"),
                        slice("1970-01-01T00:00:00", "2000-01-01T00:00:00"));
    }

    @Test
    void plan_withAStartBefore2000_needsNoSliceForThem() {
        assertThat(startingAt("2000-01-01T00:00:00")
                        .plan(null, clock(Duration.ZERO))
                        .slices())
                .containsExactly(
                        slice("2000-01-01T00:00:00", NOON.toString()), slice(NOON.toString(), "2037-12-31T23:59:59"));
    }

    @Test
    void plan_withAStart_catchesUpAsWithoutOne() {
        assertThat(startingAt("2026-01-01T00:00:00")
                        .plan(afterFirstPass(), clock(Duration.ofMinutes(10)))
                        .slices())
                .containsExactly(Slice.of(NOON.minus(OVERLAP), NOON.plusMinutes(10)));
    }

    @Test
    void plan_withAStartTheDeviceClockHasNotReached_readsItsLastSecond() {
        assertThat(startingAt("2027-01-01T00:00:00")
                        .plan(null, clock(Duration.ZERO))
                        .main())
                .isEqualTo(Slice.of(NOON.minusSeconds(1), NOON));
    }

    @Test
    void plan_atTheEndOfDeviceTime_hasNoFutureToLookInto() {
        DeviceClock end = new DeviceClock(LocalDateTime.parse("2037-12-31T23:59:59"), PLUS3, NOON_UTC);

        assertThat(planner.plan(null, end).slices())
                .containsExactly(slice("1970-01-01T00:00:00", "2037-12-31T23:59:59"));
    }

    @Test
    void plan_sweeps_whereNoSweepWasEverFinished() {
        Checkpoint checkpoint = new Checkpoint(NOON.minus(OVERLAP), clock(Duration.ZERO), ANCHOR, null);
        Checkpoint unnumbered = new Checkpoint(NOON.minus(OVERLAP), clock(Duration.ZERO), null, NOON_UTC);

        for (Checkpoint one : List.of(checkpoint, checkpoint.toBeReadAgain(), unnumbered.toBeReadAgain())) {
            assertThat(planner.plan(one, clock(Duration.ofMinutes(10))).reason())
                    .isEqualTo(Plan.Reason.SWEEP);
        }
    }

    @Test
    void plan_takesAMissingOffsetForNoMove() {
        DeviceClock silent = new DeviceClock(NOON.plusMinutes(10), null, NOON_UTC.plusSeconds(600));
        Checkpoint silentBefore =
                new Checkpoint(NOON.minus(OVERLAP), new DeviceClock(NOON, null, NOON_UTC), ANCHOR, NOON_UTC);

        assertThat(planner.plan(afterFirstPass(), silent).reason()).isEqualTo(Plan.Reason.CATCH_UP);
        assertThat(planner.plan(silentBefore, clock(Duration.ofMinutes(10))).reason())
                .isEqualTo(Plan.Reason.CATCH_UP);
    }

    @Test
    void plan_rereadsAsMuchAsTheOffsetMoved() {
        DeviceClock moved = new DeviceClock(NOON.plusMinutes(10), ZoneOffset.ofHours(2), NOON_UTC.plusSeconds(600));

        assertThat(planner.plan(afterFirstPass(), moved).main().startInclusive())
                .isEqualTo(NOON.minus(OVERLAP).minusHours(1));
    }

    @Test
    void plan_rereadsAsMuchAsTheZoneMoved_evenIfTheComputersClockWasSetMeanwhile() {
        DeviceClock moved = new DeviceClock(NOON.plusHours(2), ZoneOffset.ofHours(-3), NOON_UTC.plusSeconds(600));

        assertThat(planner.plan(afterFirstPass(), moved).main().startInclusive())
                .isEqualTo(NOON.minus(OVERLAP).minusHours(6));
    }

    @Test
    void plan_rereadsAsMuchAsTheWallClockMoved_whereThatIsMoreThanTheZoneDid() {
        DeviceClock moved = new DeviceClock(NOON.minusHours(9), ZoneOffset.ofHours(2), NOON_UTC);

        assertThat(planner.plan(afterFirstPass(), moved).main().startInclusive())
                .isEqualTo(NOON.minus(OVERLAP).minusHours(9));
    }

    @Test
    void reached_movesNothing_whileAClockThatWasMovedIsRead() {
        Checkpoint before = afterFirstPass();
        DeviceClock setBack = new DeviceClock(NOON.minusHours(4), PLUS3, NOON_UTC);
        DeviceClock setAhead = new DeviceClock(NOON.plusHours(4), PLUS3, NOON_UTC);
        DeviceClock fartherWest = new DeviceClock(NOON, ZoneOffset.ofHours(-3), NOON_UTC);
        DeviceClock movedForTheSweep = new DeviceClock(NOON.plusDays(3), PLUS3, NOON_UTC.plusSeconds(90_000));

        for (DeviceClock clock : List.of(setBack, setAhead, fartherWest, movedForTheSweep)) {
            Plan plan = planner.plan(before, clock);
            assertThat(planner.reached(before, plan, plan.main().endExclusive()))
                    .isEqualTo(before);
        }
    }

    @Test
    void planAfterHoles_readsEverything() {
        Plan plan = planner.planAfterHoles(clock(Duration.ZERO));

        assertThat(plan.reason()).isEqualTo(Plan.Reason.SWEEP);
        assertThat(plan.slices())
                .containsExactly(
                        slice("1970-01-01T00:00:00", NOON.toString()), slice(NOON.toString(), "2037-12-31T23:59:59"));
    }

    @Test
    void isSweep_isForPlansThatReadEverything() {
        assertThat(Plan.Reason.values())
                .filteredOn(reason -> new Plan(clock(Duration.ZERO), reason, List.of()).isSweep())
                .containsExactly(Plan.Reason.FIRST_PASS, Plan.Reason.SWEEP, Plan.Reason.LOG_RESET);
    }

    @Test
    void reached_keepsWhatElseTheCheckpointSays() {
        Checkpoint before = afterFirstPass();
        Plan plan = planner.plan(before, clock(Duration.ofHours(10)));

        assertThat(planner.reached(before, plan, NOON))
                .isEqualTo(new Checkpoint(NOON, before.clock(), before.newest(), before.lastSweep()));
        assertThat(planner.reached(null, plan, NOON)).isEqualTo(new Checkpoint(NOON, plan.clock(), null, null));
    }

    @Test
    void walked_movesTheNewestEventAlone() {
        Anchor newest = new Anchor(180, NOON);
        Checkpoint before = afterFirstPass();

        assertThat(planner.walked(before, newest))
                .isEqualTo(new Checkpoint(before.position(), before.clock(), newest, before.lastSweep()));
    }

    @Test
    void finished_countsNoSweepOfADeviceNeverRead_whereOnlyPartWasRead() {
        DeviceClock now = clock(Duration.ZERO);
        Plan part = new Plan(now, Plan.Reason.CATCH_UP, List.of(Slice.of(NOON.minusDays(9), NOON.minusDays(8))));

        assertThat(planner.finished(null, part, LogSight.from(null)))
                .isEqualTo(new Checkpoint(NOON.minusDays(8), now, null, Checkpoint.LONG_AGO));
    }

    @Test
    void policy_namesTheDurationThatIsNegative() {
        Duration negative = Duration.ofSeconds(-1);
        Duration none = Duration.ZERO;

        assertThatThrownBy(() -> new WindowPolicy(none, null, negative, none)).hasMessageContaining("clockTolerance");
        assertThatThrownBy(() -> new WindowPolicy(none, null, none, negative)).hasMessageContaining("sweepEvery");
        assertThat(new WindowPolicy(none, null, none, none).overlap()).isZero();
    }

    @Test
    void plan_rereadsTheWholeOverlap_whenTheDeviceClockFellBackALittle() {
        DeviceClock back = new DeviceClock(NOON.minusMinutes(1), PLUS3, NOON_UTC.plusSeconds(30));
        Plan plan = planner.plan(afterFirstPass(), back);

        assertThat(plan.reason()).isEqualTo(Plan.Reason.CATCH_UP);
        assertThat(plan.main()).isEqualTo(Slice.of(NOON.minusMinutes(1).minus(OVERLAP), NOON.minusMinutes(1)));
    }

    private static WindowPlanner startingAt(String startFrom) {
        return new WindowPlanner(
                new WindowPolicy(OVERLAP, LocalDateTime.parse(startFrom), Duration.ofMinutes(2), Duration.ofDays(1)));
    }

    private static Slice slice(String startInclusive, String endExclusive) {
        return Slice.of(LocalDateTime.parse(startInclusive), LocalDateTime.parse(endExclusive));
    }

    private Checkpoint afterFirstPass() {
        Plan first = planner.plan(null, clock(Duration.ZERO));
        return planner.finished(null, first, LogSight.from(null).with(ANCHOR));
    }

    private static DeviceClock clock(Duration later) {
        return new DeviceClock(NOON.plus(later), PLUS3, NOON_UTC.plus(later));
    }
}
