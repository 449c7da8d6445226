package dev.rollcall.agent.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.agent.config.DeviceConfig;
import dev.rollcall.agent.config.Secret;
import dev.rollcall.agent.journal.JournalFacts.DeviceFacts;
import dev.rollcall.agent.schedule.Crew;
import dev.rollcall.agent.schedule.StepListener;
import dev.rollcall.agent.testing.FakeTerminal;
import dev.rollcall.agent.testing.InMemoryStore;
import dev.rollcall.agent.testing.SimulatedWorld;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/** A terminal whose clock was ahead and is set right: what it logged before is dated later than what it logs then. */
class ClockSetBackTest {

    private static final DeviceConfig FRONT =
            new DeviceConfig("front", "10.0.0.1", 80, "admin", Secret.of("pw"), null, null);
    private static final ZoneId ZONE = ZoneId.of("Asia/Colombo");

    private final SimulatedWorld world = new SimulatedWorld(Instant.parse("2026-11-23T03:30:30Z"));
    private final FakeTerminal terminal = new FakeTerminal(world, 10);
    private final InMemoryStore store = new InMemoryStore();
    private final Collector collector = new Collector(
            store,
            new CollectPolicy(Duration.ofMinutes(5), Duration.ofMinutes(2), Duration.ofDays(1), 500, 5),
            world,
            StepListener.NONE,
            Crew.ALONE);

    @Test
    void eventsThatAreDatedLaterAndKnown_areNoResetOfTheLog() {
        LocalDateTime now = LocalDateTime.ofInstant(world.instant(), ZONE);
        terminal.punchAt(now.plusHours(2));
        terminal.punchAt(now.plusHours(3));
        terminal.punch();
        world.runFor(Duration.ofSeconds(5));
        collect();
        for (int hour = 0; hour < 5; hour++) {
            world.runFor(Duration.ofHours(1));
            collect();
        }

        DeviceFacts facts = store.device(FRONT);
        assertThat(facts.events()).isEqualTo(3);
        assertThat(facts.log().epochs()).isEqualTo(1);
        assertThat(facts.log().gaps()).isEmpty();
        assertThat(facts.alarms()).isEmpty();
    }

    @Test
    void resetOfTheLog_isStillNoticed_whileEarlierEventsAreDatedLater() {
        LocalDateTime now = LocalDateTime.ofInstant(world.instant(), ZONE);
        terminal.punchAt(now.plusHours(2));
        terminal.punchAt(now.plusHours(3));
        terminal.punch();
        world.runFor(Duration.ofSeconds(5));
        collect();
        world.runFor(Duration.ofHours(1));
        terminal.clearLog();
        terminal.punch();
        world.runFor(Duration.ofSeconds(5));
        collect();

        assertThat(store.device(FRONT).log().epochs()).isEqualTo(2);
        assertThat(store.device(FRONT).events()).isEqualTo(4);
    }

    private void collect() {
        assertThat(collector.collect(new Terminal(FRONT, terminal)).failure()).isNull();
    }
}
