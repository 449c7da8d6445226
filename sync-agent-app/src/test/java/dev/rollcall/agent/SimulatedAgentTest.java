package dev.rollcall.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.agent.collect.CollectPolicy;
import dev.rollcall.agent.collect.Collector;
import dev.rollcall.agent.collect.LogQuery;
import dev.rollcall.agent.collect.Round;
import dev.rollcall.agent.collect.Terminal;
import dev.rollcall.agent.config.AgentConfig;
import dev.rollcall.agent.config.ConfigReader;
import dev.rollcall.agent.health.Heartbeat;
import dev.rollcall.agent.journal.JournalFacts.DeviceFacts;
import dev.rollcall.agent.outbox.PublishOutcome;
import dev.rollcall.agent.outbox.Relay;
import dev.rollcall.agent.outbox.RelayPolicy;
import dev.rollcall.agent.outbox.RelayTask;
import dev.rollcall.agent.schedule.Backoff;
import dev.rollcall.agent.schedule.Crew;
import dev.rollcall.agent.schedule.CronSchedule;
import dev.rollcall.agent.schedule.CronTask;
import dev.rollcall.agent.schedule.Scheduler;
import dev.rollcall.agent.schedule.StepListener;
import dev.rollcall.agent.testing.FakeReceiver;
import dev.rollcall.agent.testing.FakeTerminal;
import dev.rollcall.agent.testing.InMemoryStore;
import dev.rollcall.agent.testing.SimulatedWorld;
import dev.rollcall.attendance.exchange.HeartbeatMessage;
import dev.rollcall.attendance.window.SerialGap;
import dev.rollcall.attendance.window.SerialRange;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The whole core in one thread under a simulated clock: days pass in milliseconds. */
class SimulatedAgentTest {

    private final SimulatedWorld world = new SimulatedWorld(Instant.parse("2026-11-23T03:30:30Z"));
    private final InMemoryStore store = new InMemoryStore();
    private final FakeReceiver receiver = new FakeReceiver();
    private final FakeTerminal terminal = new FakeTerminal(world, 10);
    private final AgentConfig config = new ConfigReader(Map.of(
                    "ROLLCALL_RECEIVER_URL",
                    "https://a.example",
                    "ROLLCALL_HEARTBEAT_EVERY",
                    "10m",
                    "ROLLCALL_RECEIVER_TOKEN",
                    "t",
                    "ROLLCALL_DEVICES_0_NAME",
                    "front",
                    "ROLLCALL_DEVICES_0_HOST",
                    "10.0.0.1",
                    "ROLLCALL_DEVICES_0_USERNAME",
                    "u",
                    "ROLLCALL_DEVICES_0_PASSWORD",
                    "p"))
            .read(Path.of("absent.yaml"));

    @Test
    void punches_arriveOnce_overAWeekOfRuns() {
        start();
        for (int hour = 0; hour < 24 * 7; hour++) {
            terminal.punch();
            world.runFor(Duration.ofHours(1));
        }

        assertThat(receiver.stored()).hasSize(terminal.events()).hasSize(24 * 7);
        assertThat(store.waiting()).isZero();
        assertThat(receiver.heartbeats()).hasSizeGreaterThan(24 * 7 * 5);
    }

    @Test
    void firstRun_isAtOnce_theNextAtTheFullHour() {
        terminal.punch();
        start();
        world.runFor(Duration.ofSeconds(20));
        assertThat(receiver.stored()).hasSize(1);

        terminal.punch();
        world.runFor(Duration.ofMinutes(29));
        assertThat(receiver.stored()).hasSize(1);
        world.runFor(Duration.ofMinutes(1));
        assertThat(receiver.stored()).hasSize(2);
    }

    @Test
    void longOutages_ofDeviceAndReceiver_areCaughtUp() {
        start();
        world.runFor(Duration.ofHours(1));
        terminal.goAway(true);
        receiver.answer(batch -> FakeReceiver.status(503));
        for (int i = 0; i < 300; i++) {
            terminal.punch();
            world.runFor(Duration.ofHours(2));
        }
        terminal.goAway(false);
        world.runFor(Duration.ofHours(2));
        assertThat(store.waiting()).isEqualTo(300);
        receiver.answer(null);
        world.runFor(Duration.ofMinutes(16));

        assertThat(receiver.stored()).hasSize(300);
        assertThat(store.waiting()).isZero();
    }

    @Test
    void agentClockSetBackADay_delaysNothingByMoreThanTheSchedule() {
        start();
        world.runFor(Duration.ofMinutes(5));
        world.shiftWallClock(Duration.ofDays(-1));
        terminal.punch();
        world.runFor(Duration.ofHours(2));

        assertThat(receiver.stored()).hasSize(1);
    }

    @Test
    void retryAfter_isObeyed_andWakingDoesNotCutItShort() {
        AtomicInteger attempts = new AtomicInteger();
        receiver.answer(
                batch -> attempts.incrementAndGet() > 3 ? null : FakeReceiver.status(429, Duration.ofMinutes(20)));
        terminal.punch();
        start();
        world.runFor(Duration.ofMinutes(19));
        assertThat(attempts).hasValue(1);
        world.runFor(Duration.ofMinutes(2));
        assertThat(attempts).hasValue(2);
        world.runFor(Duration.ofHours(1));
        assertThat(receiver.stored()).hasSize(1);
    }

    @Test
    void refusedToken_isProbedEveryQuarterHour() {
        AtomicInteger attempts = new AtomicInteger();
        receiver.answer(batch -> {
            attempts.incrementAndGet();
            return FakeReceiver.problem(401, PublishOutcome.TOKEN_REFUSED);
        });
        terminal.punch();
        start();
        world.runFor(Duration.ofHours(1));

        assertThat(attempts.get()).isBetween(4, 5);
        assertThat(store.waiting()).isEqualTo(1);
    }

    @Test
    void tooBigBatches_areHalvedUntilTheyPass() {
        receiver.answer(batch -> batch.events().size() > 3 ? FakeReceiver.status(413) : null);
        for (int i = 0; i < 40; i++) {
            terminal.punch();
            world.runFor(Duration.ofSeconds(2));
        }
        start();
        world.runFor(Duration.ofMinutes(10));

        assertThat(receiver.stored()).hasSize(40);
        assertThat(receiver.sizes()).startsWith(40, 20, 10, 5, 2);
    }

    @Test
    void movedLog_isReadAgain_slicePerSlice() {
        for (int i = 0; i < 60; i++) {
            terminal.punch();
            world.runFor(Duration.ofSeconds(2));
        }
        terminal.shift(2);
        start();
        world.runFor(Duration.ofMinutes(1));

        assertThat(receiver.stored()).hasSize(60);
    }

    @Test
    void logThatNeverRests_endsThePass_andIsReadLater() {
        terminal.punch();
        terminal.shift(1_000);
        start();
        world.runFor(Duration.ofMinutes(1));
        assertThat(receiver.stored()).isEmpty();
        assertThat(store.device(config.devices().get(0)).lastProblem()).contains("kept moving");

        terminal.shift(0);
        world.runFor(Duration.ofHours(1));
        assertThat(receiver.stored()).hasSize(1);
    }

    @Test
    void terminalThatSearchesBySerial_isAskedForTheLastKnownAndWhatFollows() {
        terminal.searchBySerial();
        terminal.punch();
        world.runFor(Duration.ofSeconds(2));
        start();
        for (int hour = 0; hour < 12; hour++) {
            terminal.punch();
            world.runFor(Duration.ofHours(1));
        }

        assertThat(receiver.stored()).hasSize(13);
        assertThat(terminal.queries().subList(2, terminal.queries().size()))
                .isNotEmpty()
                .allMatch(LogQuery.BySerial.class::isInstance);
    }

    @Test
    void overwrittenEvents_areNamedWithSerialsAndTimes_andTheRestArrives() {
        terminal.searchBySerial();
        terminal.punch();
        start();
        world.runFor(Duration.ofMinutes(31));
        terminal.goAway(true);
        for (int i = 0; i < 70; i++) {
            terminal.punch();
            world.runFor(Duration.ofMinutes(10));
        }
        terminal.overwriteAllBut(50);
        terminal.goAway(false);
        world.runFor(Duration.ofHours(2));

        assertThat(receiver.stored()).hasSize(1 + 50);
        assertThat(store.device(config.devices().get(0)).alarms())
                .anySatisfy(alarm -> assertThat(alarm.text())
                        .contains("20 events that were never read: serials 2 to 21")
                        .contains("2026-"));
    }

    @Test
    void logClearedOnATerminalThatSearchesBySerial_isReadFromItsBeginning() {
        terminal.searchBySerial();
        for (int i = 0; i < 30; i++) {
            terminal.punch();
            world.runFor(Duration.ofSeconds(2));
        }
        start();
        world.runFor(Duration.ofHours(1));
        terminal.clearLog();
        for (int i = 0; i < 40; i++) {
            world.runFor(Duration.ofSeconds(7));
            terminal.punch();
        }
        world.runFor(Duration.ofHours(1));

        assertThat(receiver.stored()).hasSize(30 + 40);
        assertThat(store.device(config.devices().get(0)).alarms())
                .anySatisfy(alarm -> assertThat(alarm.kind()).isEqualTo("log-reset"));
    }

    @Test
    void deletedEvents_areNamedAsDeleted_withoutSerialSearch_beforeTheDailySweep() {
        punchEvery(Duration.ofMinutes(10), 10);
        start();
        world.runFor(Duration.ofHours(1));
        punchEvery(Duration.ofSeconds(10), 20);
        terminal.delete(15, 17);
        world.runFor(Duration.ofHours(1));

        assertThat(receiver.stored()).hasSize(27);
        assertThat(facts().log().gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.serials()).isEqualTo(new SerialRange(15, 17));
            assertThat(gap.kind()).isEqualTo(SerialGap.Kind.DELETED);
        });
        assertThat(facts().log().completeUntil()).isBeforeOrEqualTo(terminal.wallClockOf(14));
        assertThat(facts().alarms())
                .singleElement()
                .satisfies(alarm -> assertThat(alarm.text()).contains("3 events", "serials 15 to 17", "deleted there"));
    }

    @Test
    void eventDatedTo1970BetweenTwoPasses_isFoundBecauseItsSerialIsMissed() {
        punchEvery(Duration.ofMinutes(10), 10);
        start();
        world.runFor(Duration.ofHours(1));
        terminal.punchAt(LocalDateTime.of(1970, 1, 1, 0, 3));
        punchEvery(Duration.ofSeconds(10), 5);
        world.runFor(Duration.ofHours(1));

        assertThat(receiver.stored()).hasSize(16);
        assertThat(facts().log().gaps()).isEmpty();
        assertThat(facts().log().epochs()).isEqualTo(1);
    }

    @Test
    void doorEvents_areCoveredAndReported_andDoNotTravel() {
        start();
        world.runFor(Duration.ofMinutes(1));
        terminal.punch();
        terminal.door();
        terminal.door();
        terminal.punch();
        world.runFor(Duration.ofHours(2));

        assertThat(receiver.stored()).hasSize(2);
        assertThat(facts().events()).isEqualTo(4);
        assertThat(lastHeartbeat().covered()).containsExactly(new HeartbeatMessage.SerialSpan(1, 4));
    }

    @Test
    void deviceThatCannotBeRead_isWarnedOfBeforeItOverwrites() {
        terminal.ringOf(200);
        start();
        punchEvery(Duration.ofMinutes(30), 48);
        terminal.goAway(true);
        world.runFor(Duration.ofHours(40));
        assertThat(facts().alarms()).noneMatch(alarm -> alarm.kind().equals("memory-filling"));

        world.runFor(Duration.ofHours(45));
        assertThat(facts().alarms())
                .anySatisfy(alarm -> assertThat(alarm.text()).contains("more than 80 %"));
        assertThat(lastHeartbeat().ringFill()).isGreaterThan(0.8);

        terminal.goAway(false);
        world.runFor(Duration.ofHours(2));
        assertThat(facts().alarms()).noneMatch(alarm -> alarm.kind().equals("memory-filling"));
    }

    private void punchEvery(Duration pause, int times) {
        for (int i = 0; i < times; i++) {
            world.runFor(pause);
            terminal.punch();
        }
        world.runFor(Duration.ofSeconds(2));
    }

    private DeviceFacts facts() {
        return store.device(config.devices().get(0));
    }

    private HeartbeatMessage.DeviceState lastHeartbeat() {
        var heartbeats = receiver.heartbeats();
        return heartbeats.get(heartbeats.size() - 1).devices().get(0);
    }

    @Test
    void terminalThatTellsNoTotals_isReadWhole() {
        terminal.hideTotals();
        for (int i = 0; i < 60; i++) {
            terminal.punch();
            world.runFor(Duration.ofSeconds(2));
        }
        start();
        world.runFor(Duration.ofMinutes(1));

        assertThat(receiver.stored()).hasSize(60);
    }

    private void start() {
        RelayPolicy policy = new RelayPolicy(
                store.agentId(),
                500,
                Duration.ofMinutes(15),
                new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(15), () -> 0.99),
                Duration.ofHours(1));
        Relay relay =
                Relay.between(store, receiver).clocks(world, world::nanoTime).build(policy);
        Scheduler.Handle relaying = world.start("relay", new RelayTask(relay, policy, world::nanoTime));
        Collector collector = new Collector(
                store,
                new CollectPolicy(Duration.ofHours(5), Duration.ofMinutes(2), Duration.ofDays(1), 20, 5),
                world,
                StepListener.NONE,
                Crew.ALONE);
        Round round = new Round(
                collector, List.of(new Terminal(config.devices().get(0), terminal)), world, () -> false, Crew.ALONE);
        world.start("collect", new CronTask(CronSchedule.of("0 * * * *", ZoneOffset.UTC), world, () -> {
            round.run();
            relaying.wake();
        }));
        world.start(
                "heartbeat",
                new Heartbeat(
                        config, store, receiver, StepListener.NONE, new Heartbeat.Sender("agent", "test", world)));
    }
}
