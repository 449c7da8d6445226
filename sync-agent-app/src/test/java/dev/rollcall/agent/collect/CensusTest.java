package dev.rollcall.agent.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rollcall.agent.config.DeviceConfig;
import dev.rollcall.agent.config.Secret;
import dev.rollcall.agent.schedule.Crew;
import dev.rollcall.agent.schedule.StepListener;
import dev.rollcall.agent.testing.FakeTerminal;
import dev.rollcall.agent.testing.InMemoryStore;
import dev.rollcall.agent.testing.SimulatedWorld;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.attendance.window.SerialRange;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comparing asks of terminals that take fewer questions than others. */
class CensusTest {

    private static final DeviceConfig FRONT =
            new DeviceConfig("front", "10.0.0.1", 80, "admin", Secret.of("pw"), null, null);
    private static final LocalDateTime DAY = LocalDateTime.parse("2026-11-22T00:00:00");
    private static final LocalDateTime NEXT = DAY.plusDays(1);

    private final SimulatedWorld world = new SimulatedWorld(Instant.parse("2026-11-23T03:30:30Z"));
    private final InMemoryStore store = new InMemoryStore();
    private final FakeTerminal terminal = new FakeTerminal(world, 2);
    private final List<Observation> seen = new ArrayList<>();

    private Census census() {
        Collector rules = new Collector(
                store,
                new CollectPolicy(Duration.ofHours(5), Duration.ofMinutes(2), Duration.ofDays(1), 20, 5),
                world,
                StepListener.NONE,
                Crew.ALONE);
        return Census.of(rules, new Terminal(FRONT, terminal));
    }

    private void punches() {
        for (int hour = 8; hour < 13; hour++) {
            terminal.punchAt(DAY.plusHours(hour));
        }
    }

    @Test
    void terminalThatRefusesAllClassesAtOnce_isAskedForThemOneByOne() {
        punches();
        terminal.searchBySerial();
        terminal.refuseMajors(0);

        assertThat(census().count(DAY, NEXT)).isEqualTo(new Census.Counted(Census.How.SEARCHED, 5));
        assertThat(census().read(DAY, NEXT, seen::addAll).records()).hasSize(5).isEqualTo(seen);
        assertThat(census().show(new SerialRange(2, 3)).ranges()).containsExactly(new SerialRange(1, 4));
        assertThat(census().oldestSerial()).isEqualTo(1);
        assertThat(census().holdsNothingUpTo(3, DAY.plusHours(10))).isFalse();
        terminal.overwriteAllBut(1);
        assertThat(census().holdsNothingUpTo(3, DAY.plusHours(10))).isTrue();
    }

    @Test
    void classThatIsRefused_isLeftOut_andTold() {
        punches();
        terminal.refuseMajors(0, 1, 3);

        assertThat(census().count(DAY, NEXT)).isEqualTo(new Census.Counted(Census.How.SEARCHED, 5));
        assertThat(census().read(DAY, NEXT, seen::addAll).records()).hasSize(5).isEqualTo(seen);
        assertThat(census().holdsNothingUpTo(3, DAY.plusHours(10))).isFalse();
        assertThat(store.device(FRONT).alarms().stream().map(alarm -> alarm.kind()))
                .containsExactlyInAnyOrder("class-unreadable-1", "class-unreadable-3");
    }

    @Test
    void terminalThatTakesNothing_isNotRead() {
        punches();
        terminal.refuseMajors(0, 1, 2, 3, 5);

        assertThat(census().count(DAY, NEXT)).isNull();
        assertThatExceptionOfType(SourceException.class).isThrownBy(() -> census().read(DAY, NEXT, seen::addAll));
    }

    /** A serial number may be what it does not take; no class is given up for that. */
    @Test
    void terminalThatTakesNoQuestionBySerial_isAskedByTime() {
        punches();
        terminal.searchBySerial();
        terminal.refuseSerials();

        assertThat(census().show(new SerialRange(2, 3))).isNull();
        assertThat(census().oldestSerial()).isNull();
        assertThat(census().holdsNothingUpTo(3, DAY.plusHours(7))).isTrue();
        assertThat(census().holdsNothingUpTo(3, DAY.plusHours(8).plusSeconds(1)))
                .isFalse();
        assertThat(store.device(FRONT).alarms()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void lastSecond_isOfThePieceItEnds_andTheNextOneIsNot(boolean endSecondCounts) {
        if (endSecondCounts) {
            terminal.countEndSecond();
        }
        terminal.punchAt(NEXT.minusSeconds(1));
        terminal.punchAt(NEXT);

        Census.Shown shown = census().read(DAY, NEXT, seen::addAll);

        assertThat(shown.records())
                .extracting(record -> record.event().time().wallClock())
                .containsExactly(NEXT.minusSeconds(1));
        assertThat(seen).isEqualTo(shown.records());
    }

    @Test
    void moreThatIsPromisedAndNeverComes_isNoFailure_whereTheTotalSaysSo() {
        punches();
        terminal.promiseMore();

        assertThat(census().read(DAY, NEXT, seen::addAll).records()).hasSize(5);

        terminal.hideTotals();
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> census().read(DAY, NEXT, seen::addAll))
                .withMessageContaining("promised more");
    }

    @Test
    void whatAClockThatLostItsTimeHasDated_isNotOlderThanAllElse() {
        terminal.punchAt(LocalDateTime.parse("1970-01-12T21:31:08"));
        terminal.punchAt(DAY.plusHours(8));

        assertThat(census().holdsNothingUpTo(0, DAY.plusHours(8))).isTrue();
        assertThat(census().holdsNothingUpTo(0, DAY.plusHours(9))).isFalse();
        assertThat(census().holdsNothingUpTo(0, LocalDateTime.parse("1970-01-13T00:00:00")))
                .as("asked for such a time")
                .isFalse();
    }
}
