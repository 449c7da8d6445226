package dev.rollcall.agent.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.agent.collect.CollectPolicy;
import dev.rollcall.agent.collect.Collector;
import dev.rollcall.agent.collect.SourceException;
import dev.rollcall.agent.collect.Terminal;
import dev.rollcall.agent.config.DeviceConfig;
import dev.rollcall.agent.config.Secret;
import dev.rollcall.agent.schedule.Crew;
import dev.rollcall.agent.schedule.Step;
import dev.rollcall.agent.testing.Events;
import dev.rollcall.agent.testing.FakeTerminal;
import dev.rollcall.agent.testing.InMemoryStore;
import dev.rollcall.agent.testing.SimulatedWorld;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.window.LostTime;
import java.time.Duration;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Passes that break off, and what is lost on the terminal before another one comes to its end. */
class BrokenPassesTest {

    private static final DeviceConfig FRONT =
            new DeviceConfig("front", "10.0.0.1", 80, "admin", Secret.of("pw"), null, null);

    private static final DeviceConfig BACK =
            new DeviceConfig("back", "10.0.0.2", 80, "admin", Secret.of("pw"), null, null);

    private final SimulatedWorld world = new SimulatedWorld(Events.SEEN);
    private final FakeTerminal terminal = new FakeTerminal(world, 10);
    private final InMemoryStore store = new InMemoryStore();
    private @Nullable Step breaksOff;
    private final Collector collector = new Collector(
            store,
            new CollectPolicy(Duration.ofMinutes(5), Duration.ofMinutes(2), Duration.ofDays(1), 500, 5),
            world,
            this::reached,
            Crew.ALONE);

    private void reached(Step step) {
        if (step == breaksOff) {
            terminal.goAway(true);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatTheFirstPartHadRead_isNotToldAsLost(boolean numbered) {
        if (!numbered) {
            terminal.numberNothing();
        }
        readAPart();

        assertThat(collect()).isNull();

        assertThat(store.lostTimes(Events.DEVICE)).isEmpty();
    }

    @Test
    void whatWasClearedMeanwhile_isToldAsLost() {
        terminal.numberNothing();
        readAPart();
        LocalDateTime last = terminal.wallClockOf(2);
        terminal.clearLog();
        terminal.punch();
        LocalDateTime first = terminal.wallClockOf(1);
        world.runFor(Duration.ofMinutes(10));
        assertThat(collect()).isNull();

        assertThat(store.lostTimes(Events.DEVICE))
                .singleElement()
                .satisfies(time -> assertThat(time.notBefore()).isBetween(last, first))
                .returns(first, LostTime::notAfter);
    }

    @Test
    void whatAClearedLogHadLost_isTold_thoughThePassThatReadsTheNewOneBreaksOff() {
        punches(3);
        assertThat(collect()).isNull();
        LocalDateTime last = terminal.wallClockOf(3);
        punches(1);
        terminal.clearLog();
        punches(1);
        LocalDateTime first = terminal.wallClockOf(1);

        breaksOff = Step.PASS_FINISHED;
        assertThat(collect()).isNotNull();
        breaksOff = null;
        terminal.goAway(false);
        punches(5);
        // What was known as the newest has a number that now names another event: without that one nothing shows.
        terminal.delete(3, 3);
        assertThat(collect()).isNull();

        assertThat(store.lostTimes(Events.DEVICE))
                .singleElement()
                .returns(last, LostTime::notBefore)
                .returns(first, LostTime::notAfter);
    }

    @Test
    void whatIsClearedAfterAFirstPassInTwoParts_isToldAsLost_ofWhichTheSecondShowedNothing() {
        punches(1);
        LocalDateTime last = terminal.wallClockOf(1);
        breaksOff = Step.SLICE_FINISHED;
        assertThat(collect()).isNotNull();
        breaksOff = null;
        terminal.goAway(false);
        world.runFor(Duration.ofHours(3));
        assertThat(collect()).isNull();
        punches(2);
        terminal.clearLog();
        punches(1);
        LocalDateTime first = terminal.wallClockOf(1);
        world.runFor(Duration.ofDays(2));

        assertThat(collect()).isNull();

        assertThat(store.lostTimes(Events.DEVICE))
                .singleElement()
                .returns(last, LostTime::notBefore)
                .returns(first, LostTime::notAfter);
    }

    private void punches(int count) {
        for (int number = 0; number < count; number++) {
            terminal.punch();
            // At whole hours, one of a new log would look like one of the old log under another offset.
            world.runFor(Duration.ofMinutes(61));
        }
    }

    /** The first two events are read, sent and pruned; a third is logged later. */
    private void readAPart() {
        terminal.punch();
        world.runFor(Duration.ofMinutes(1));
        terminal.punch();
        world.runFor(Duration.ofHours(1));
        breaksOff = Step.SLICE_FINISHED;
        assertThat(collect()).isNotNull();
        breaksOff = null;
        terminal.goAway(false);
        new ShelfReceiver().takeAll(store);
        world.runFor(Duration.ofDays(3));
        readAnother();
        assertThat(store.prune(Duration.ofDays(1), world.instant(), 100)).isFalse();
        terminal.punch();
        world.runFor(Duration.ofMinutes(10));
    }

    /** Nothing is pruned by a clock that no terminal confirms. */
    private void readAnother() {
        FakeTerminal other = new FakeTerminal(world, 10);
        other.become(DeviceKey.of("BACK"));
        assertThat(collector.collect(new Terminal(BACK, other)).failure()).isNull();
    }

    private @Nullable SourceException collect() {
        return collector.collect(new Terminal(FRONT, terminal)).failure();
    }
}
