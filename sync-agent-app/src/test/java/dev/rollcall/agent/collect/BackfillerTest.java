package dev.rollcall.agent.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.agent.command.DeviceProgress;
import dev.rollcall.agent.config.DeviceConfig;
import dev.rollcall.agent.config.Secret;
import dev.rollcall.agent.journal.Backfill;
import dev.rollcall.agent.schedule.Crew;
import dev.rollcall.agent.schedule.Step;
import dev.rollcall.agent.schedule.StepListener;
import dev.rollcall.agent.schedule.Turn;
import dev.rollcall.agent.sqlite.SqliteStore;
import dev.rollcall.agent.testing.Events;
import dev.rollcall.agent.testing.FakeTerminal;
import dev.rollcall.agent.testing.SimulatedWorld;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backfill over a terminal without a network and the real journal. */
class BackfillerTest {

    private static final DeviceConfig FRONT =
            new DeviceConfig("front", "10.0.0.1", 80, "admin", Secret.of("pw"), null, null);
    private static final LocalDateTime FROM = LocalDateTime.of(2026, 11, 2, 0, 0);

    @TempDir
    private Path folder;

    private final SimulatedWorld world = new SimulatedWorld(Instant.parse("2026-11-02T00:00:00Z"));
    private final FakeTerminal terminal = new FakeTerminal(world, 10);
    private final List<DeviceProgress> progress = new ArrayList<>();
    private int turns;
    private SqliteStore store;

    @BeforeEach
    void open() {
        store = SqliteStore.open(folder.resolve("journal.db"), InstantSource.system());
        for (int i = 0; i < 100; i++) {
            terminal.punch();
            world.runFor(Duration.ofHours(3));
        }
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void range_isReadInTurns_andTheCheckpointStaysAway() {
        PassResult result = backfill(StepListener.NONE, FROM, null);

        assertThat(result.complete()).isTrue();
        assertThat(result.tally().journaled()).isEqualTo(100);
        assertThat(store.journal().checkpoint(Events.DEVICE)).isNull();
        assertThat(store.facts().device(FRONT).lastRead()).isNull();
        assertThat(turns).isGreaterThan(10);
        assertThat(store.backfills().unfinished()).isEmpty();
    }

    @Test
    void onlyTheRange_isRead() {
        LocalDateTime day = LocalDateTime.of(2026, 11, 5, 0, 0);

        assertThat(backfill(StepListener.NONE, day, day.plusDays(1)).tally().read())
                .isEqualTo(8);
        assertThat(terminal.queries())
                .allSatisfy(
                        query -> assertThat(((LogQuery.ByTime) query).slice().startInclusive())
                                .isBetween(day, day.plusDays(1)));
    }

    @Test
    void interrupted_goesOnWhereItStopped_andReportsAll() {
        PassResult away = backfill(step -> terminal.goAway(slices(step) >= 5), FROM, null);
        Backfill left = store.backfills().unfinished().get(0);
        terminal.goAway(false);
        terminal.queries().clear();
        PassResult rest = backfill(StepListener.NONE, FROM, null);

        assertThat(away.complete()).isFalse();
        assertThat(left.reached()).isEqualTo(FROM.plusDays(5));
        assertThat(((LogQuery.ByTime) terminal.queries().get(0)).slice().startInclusive())
                .isEqualTo(left.reached());
        assertThat(rest.complete()).isTrue();
        assertThat(rest.tally().journaled()).isEqualTo(100);
        assertThat(store.facts().device(FRONT).events()).isEqualTo(100);
    }

    @Test
    void finished_startsAnew_andAnotherRangeIsAnotherBackfill() {
        backfill(StepListener.NONE, FROM, null);
        PassResult again = backfill(StepListener.NONE, FROM, null);

        assertThat(again.tally().known()).isEqualTo(100);
        assertThat(again.tally().journaled()).isZero();
    }

    @Test
    void progress_goesFromNothingToAll() {
        backfill(StepListener.NONE, FROM, null);

        assertThat(progress.get(0).share()).isZero();
        assertThat(progress).extracting(DeviceProgress::share).isSorted();
        DeviceProgress last = progress.get(progress.size() - 1);
        assertThat(last.share()).isEqualTo(1);
        assertThat(last.records()).isEqualTo(100);
        assertThat(last.remainingSeconds()).isZero();
    }

    @Test
    void emptyYears_areNotWalkedThroughDayByDay() {
        backfill(StepListener.NONE, LocalDateTime.of(1990, 1, 1, 0, 0), LocalDateTime.of(2026, 1, 1, 0, 0));

        assertThat(terminal.queries()).hasSizeLessThan(60);
    }

    @Test
    void unreachableTerminal_isAResult() {
        terminal.goAway(true);

        assertThat(backfill(StepListener.NONE, FROM, null).failure()).isNotNull();
        assertThat(store.backfills().unfinished()).isEmpty();
    }

    private int finished;

    private int slices(Step step) {
        finished += step == Step.SLICE_FINISHED ? 1 : 0;
        return finished;
    }

    private PassResult backfill(StepListener listener, LocalDateTime from, LocalDateTime to) {
        Collector rules = new Collector(
                store.journal(),
                new CollectPolicy(Duration.ofHours(5), Duration.ofMinutes(2), Duration.ofDays(1), 200, 5),
                world,
                listener,
                Crew.ALONE);
        Turn counted = new Turn() {
            @Override
            public <T> T take(Supplier<T> work) {
                turns++;
                return work.get();
            }
        };
        return new Backfiller(rules, store.backfills(), Duration.ofDays(1), () -> false)
                .backfill(
                        new Terminal(FRONT, terminal, counted),
                        from,
                        to,
                        new BackfillMeter.Told(progress::add, world::nanoTime));
    }
}
