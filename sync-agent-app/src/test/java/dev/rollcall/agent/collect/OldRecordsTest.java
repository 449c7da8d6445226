package dev.rollcall.agent.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.agent.schedule.Crew;
import dev.rollcall.agent.schedule.StepListener;
import dev.rollcall.agent.testing.FakeTerminal;
import dev.rollcall.agent.testing.InMemoryStore;
import dev.rollcall.agent.testing.SimulatedWorld;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** Whether a terminal still holds what is old. */
class OldRecordsTest {

    private static final LocalDateTime PUNCH = LocalDateTime.parse("2026-11-22T08:00:00");

    private final SimulatedWorld world = new SimulatedWorld(Instant.parse("2026-11-23T03:30:30Z"));
    private final FakeTerminal terminal = new FakeTerminal(world, 2);
    private final OldRecords old = new OldRecords(terminal, new Majors(rules(), "front"), ZoneOffset.UTC);

    private Collector rules() {
        return new Collector(
                new InMemoryStore(),
                new CollectPolicy(Duration.ofHours(5), Duration.ofMinutes(2), Duration.ofDays(1), 20, 5),
                world,
                StepListener.NONE,
                Crew.ALONE);
    }

    @Test
    void recordIsShownThroughItsSecond_andGoneBeforeIt() {
        terminal.punchAt(PUNCH);

        assertThat(old.areShownThrough(PUNCH)).isTrue();
        assertThat(old.areGoneThrough(PUNCH)).isFalse();
        assertThat(old.areShownThrough(PUNCH.minusSeconds(1))).isFalse();
        assertThat(old.areGoneBefore(PUNCH)).isTrue();
    }

    @Test
    void promiseOfMore_showsNeitherThatTheyAreThere_norThatTheyAreGone() {
        terminal.promiseMore();

        assertThat(old.areShownThrough(PUNCH)).isFalse();
        assertThat(old.areGoneThrough(PUNCH)).isFalse();
    }
}
