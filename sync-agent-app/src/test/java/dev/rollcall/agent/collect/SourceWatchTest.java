package dev.rollcall.agent.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.agent.collect.SourceException.Kind;
import dev.rollcall.agent.config.AgentConfig;
import dev.rollcall.agent.testing.FakeTerminal;
import dev.rollcall.agent.testing.SimulatedWorld;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.window.SerialRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Busy terminals, two terminals at one address, one terminal in two entries of the configuration. */
class SourceWatchTest {

    private static final Instant START = Instant.parse("2026-11-23T03:30:30Z");
    private static final DeviceKey OTHER = DeviceKey.of("ZZ0000009");
    private static final LogQuery ALL = new LogQuery.BySerial(new SerialRange(1, 100), 0);

    private final SimulatedWorld world = new SimulatedWorld(START);
    private final FakeTerminal terminal = new FakeTerminal(world, 10);
    private final Acquaintances acquaintances = new Acquaintances(List.of("front", "back"));

    @Test
    void busyTerminal_isAskedAgainAfterAPause() {
        terminal.beBusy(3);

        assertThat(patient().identify().model()).isEqualTo("fake");
        assertThat(Duration.between(START, world.instant())).isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void busyTerminal_isGivenUpAfterAFewAttempts() {
        terminal.beBusy(5);

        assertThat(kindOf(patient()::clock)).isEqualTo(Kind.BUSY);
        assertThat(Duration.between(START, world.instant())).isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void terminalThatIsAway_isNotWaitedFor() {
        terminal.goAway(true);

        assertThat(kindOf(patient()::identify)).isEqualTo(Kind.UNAVAILABLE);
        assertThat(world.instant()).isEqualTo(START);
    }

    @Test
    void busyPage_isAskedForAgain() {
        terminal.punch();
        SourcePages pages = patient().open(ALL);
        terminal.beBusy(2);

        assertThat(pages.next().rows()).isEqualTo(1);
    }

    @Test
    void pageOverANewConnection_isGivenOn_ifTheSameDeviceAnswers() {
        terminal.punch();
        WatchedSource watched = watched("front");
        watched.identify();
        terminal.reconnect();

        assertThat(watched.open(ALL).next().rows()).isEqualTo(1);
        assertThat(terminal.identifications()).isEqualTo(2);
        watched.open(ALL).next();
        assertThat(terminal.identifications()).as("the connection is known now").isEqualTo(2);
    }

    @Test
    void pageOverAnOlderConnectionThanTheNewest_isJudgedByItsOwn() {
        terminal.punch();
        WatchedSource watched = watched("front");
        watched.identify();
        SourcePages pages = watched.open(ALL);
        terminal.pagesCameOver(1L);
        terminal.reconnect();
        pages.next();
        assertThat(terminal.identifications()).as("the one known").isEqualTo(1);

        terminal.pagesCameOver(2L);
        watched.open(ALL).next();
        assertThat(terminal.identifications()).as("another one").isEqualTo(2);
    }

    @Test
    void pageOfAnotherDeviceAtTheAddress_isNotGivenOn() {
        terminal.punch();
        WatchedSource watched = watched("front");
        watched.identify();
        terminal.become(OTHER);
        terminal.reconnect();

        assertThat(kindOf(() -> watched.open(ALL).next())).isEqualTo(Kind.TWO_DEVICES);
    }

    @Test
    void clockOfAnotherDeviceAtTheAddress_isNotGivenOn() {
        WatchedSource watched = watched("front");
        watched.identify();
        assertThat(watched.clock()).isNotNull();
        assertThat(terminal.identifications()).as("the connection is known").isEqualTo(1);
        terminal.become(OTHER);
        terminal.reconnect();

        assertThat(kindOf(watched::clock)).isEqualTo(Kind.TWO_DEVICES);
    }

    @Test
    void deviceConfiguredTwice_isReadUnderItsFirstName() {
        WatchedSource front = watched("front");
        WatchedSource back = watched("back");
        front.identify();

        assertThat(kindOf(back::identify)).isEqualTo(Kind.SAME_DEVICE);
        assertThatThrownBy(back::identify).hasMessageContaining("the same device as front");
        assertThat(front.identify().key()).isNotEqualTo(OTHER);
    }

    @Test
    void devicesThatSwapTheirAddresses_areBothReadAgain() {
        FakeTerminal other = new FakeTerminal(world, 10);
        DeviceKey first = terminal.identify().key();
        other.become(OTHER);
        WatchedSource front = watched("front");
        WatchedSource back = new WatchedSource(other, acquaintances, "back");
        front.identify();
        back.identify();
        terminal.become(OTHER);
        other.become(first);

        assertThat(front.identify().key()).isEqualTo(OTHER);
        assertThat(back.identify().key()).isEqualTo(first);
    }

    private static Kind kindOf(ThrowingCallable call) {
        SourceException[] thrown = new SourceException[1];
        assertThatThrownBy(call).isInstanceOfSatisfying(SourceException.class, failed -> thrown[0] = failed);
        return thrown[0].kind();
    }

    private PatientSource patient() {
        return new PatientSource(terminal, new AgentConfig.Busy(3, Duration.ofSeconds(2)), world);
    }

    private WatchedSource watched(String name) {
        return new WatchedSource(terminal, acquaintances, name);
    }
}
