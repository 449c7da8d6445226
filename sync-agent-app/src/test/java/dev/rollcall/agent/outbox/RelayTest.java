package dev.rollcall.agent.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.agent.journal.JournalPage;
import dev.rollcall.agent.schedule.Backoff;
import dev.rollcall.agent.testing.Events;
import dev.rollcall.agent.testing.FakeReceiver;
import dev.rollcall.agent.testing.InMemoryStore;
import dev.rollcall.agent.testing.SimulatedWorld;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.exchange.BatchMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the relay does with answers, over many of them and over restarts. */
class RelayTest {

    private static final String MALFORMED = "https://rollcall.dev/problems/malformed-json";
    private static final DeviceKey BACK = DeviceKey.of("FX0000002");
    private static final Duration QUARTER = Duration.ofMinutes(15);

    private final SimulatedWorld world = new SimulatedWorld(Instant.parse("2026-11-23T03:30:30Z"));
    private final InMemoryStore store = new InMemoryStore();
    private final FakeReceiver receiver = new FakeReceiver();
    private final List<Instant> attempts = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 17, 64, 99, 100})
    void eventThatOurReceiverCannotTake_isFoundAndBlockedAlone_theOthersArrive(int poison) {
        fill(Events.DEVICE, 100);
        receiver.answer(batch -> holds(batch, poison) ? FakeReceiver.problem(400, MALFORMED) : null);
        start("same");
        world.runFor(Duration.ofMinutes(1));

        assertThat(receiver.stored()).hasSize(99);
        assertThat(store.blocked()).isEqualTo(1);
        assertThat(store.waiting()).isZero();
        assertThat(store.blocked(10))
                .singleElement()
                .satisfies(event -> assertThat(event.reason()).contains("400"));
        assertThat(receiver.sizes()).hasSizeLessThan(30);
    }

    @Test
    void severalPoisonedEvents_areAllFound() {
        fill(Events.DEVICE, 300);
        Predicate<BatchMessage> poisoned = batch -> holds(batch, 3) || holds(batch, 4) || holds(batch, 250);
        receiver.answer(batch -> poisoned.test(batch) ? FakeReceiver.problem(422, MALFORMED) : null);
        start("same");
        world.runFor(Duration.ofMinutes(1));

        assertThat(receiver.stored()).hasSize(297);
        assertThat(store.blocked()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 422, 500})
    void eventThatSomethingOnTheWayDislikes_isNeverBlocked_andHoldsUpNobody(int status) {
        fill(Events.DEVICE, 100);
        receiver.answer(batch -> holds(batch, 42) ? FakeReceiver.status(status) : null);
        start("same");
        world.runFor(Duration.ofHours(3));

        assertThat(receiver.stored()).hasSize(99);
        assertThat(store.blocked()).isZero();
        assertThat(store.waiting()).isEqualTo(1);
        receiver.answer(null);
        world.runFor(QUARTER);
        assertThat(receiver.stored()).hasSize(100);
    }

    @Test
    void refusedDevice_stopsItsLaneOnly_andIsProbedEveryQuarterHour() {
        fill(Events.DEVICE, 5);
        fill(BACK, 5);
        refuse(BACK);
        start("same");
        world.runFor(Duration.ofHours(1));

        assertThat(receiver.stored()).hasSize(5);
        assertThat(attempts).hasSizeBetween(4, 5);
        assertThat(store.waiting()).isEqualTo(5);
    }

    @Test
    void refusedDevice_staysAloneAfterARestart_butNotAfterAChange() {
        fill(BACK, 5);
        refuse(BACK);
        start("same");
        world.runFor(Duration.ofSeconds(1));
        for (int restart = 0; restart < 50; restart++) {
            start("same");
            world.runFor(Duration.ofSeconds(1));
        }
        assertThat(attempts).hasSize(1);

        start("changed");
        world.runFor(Duration.ofSeconds(1));
        assertThat(attempts).hasSize(2);
    }

    @Test
    void refusedToken_staysAloneAfterARestart_butNotAfterAChange() {
        fill(Events.DEVICE, 5);
        countAnd(batch -> FakeReceiver.problem(401, PublishOutcome.TOKEN_REFUSED));
        for (int restart = 0; restart < 50; restart++) {
            start("same");
            world.runFor(Duration.ofSeconds(1));
        }
        assertThat(attempts).hasSize(1);

        start("changed");
        world.runFor(Duration.ofSeconds(1));
        assertThat(attempts).hasSize(2);
    }

    @Test
    void supervisorInATightLoop_doesNotHammerAReceiverThatIsAway() {
        fill(Events.DEVICE, 5);
        countAnd(batch -> FakeReceiver.status(503));
        for (int restart = 0; restart < 3_600; restart++) {
            start("same");
            world.runFor(Duration.ofSeconds(1));
        }

        // 2, 4, 8 … 900 seconds apart: about a dozen in the first hour, restarts or not.
        assertThat(attempts).hasSizeBetween(5, 15);
        receiver.answer(null);
        start("same");
        world.runFor(QUARTER);
        assertThat(receiver.stored()).hasSize(5);
        assertThat(store.of("relay")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-PT1H", "-P1D", "-P1825D", "-P20000D", "PT1H", "P1D", "P1825D", "P26000D"})
    void clockThatJumpsBeforeARestart_holdsUpNoLongerThanTheCap(String jump) {
        fill(Events.DEVICE, 5);
        countAnd(batch -> FakeReceiver.status(503, Duration.ofMinutes(50)));
        start("same");
        world.runFor(Duration.ofSeconds(1));
        world.shiftWallClock(Duration.parse(jump));
        receiver.answer(null);
        start("same");
        world.runFor(Duration.ofMinutes(51));

        assertThat(receiver.stored()).hasSize(5);
    }

    @Test
    void fiveHundredAgents_doNotComeBackAtOnce() {
        List<Duration> waits = new ArrayList<>();
        for (int agent = 0; agent < 500; agent++) {
            double luck = agent / 500.0;
            Backoff backoff = new Backoff(Duration.ofSeconds(2), QUARTER, () -> luck);
            RelayPolicy policy = new RelayPolicy("agent", 500, QUARTER, backoff, Duration.ofHours(1));
            waits.add(policy.waitAfter(new PublishOutcome.Later("503", Duration.ofMinutes(5), false), 9));
        }

        assertThat(waits).allMatch(wait -> wait.compareTo(Duration.ofMinutes(5)) >= 0);
        assertThat(waits.stream().map(Duration::toSeconds).collect(Collectors.toSet()))
                .hasSizeGreaterThan(25);
    }

    private void refuse(DeviceKey device) {
        receiver.answer(batch -> {
            if (!batch.device().key().equals(device.value())) {
                return null;
            }
            attempts.add(world.instant());
            return FakeReceiver.problem(403, PublishOutcome.DEVICE_NOT_ALLOWED);
        });
    }

    private void countAnd(java.util.function.Function<BatchMessage, ReceiverAnswer> answer) {
        receiver.answer(batch -> {
            attempts.add(world.instant());
            return answer.apply(batch);
        });
    }

    /** Starts the relay as after a restart: the one before is gone, the store stays. */
    private void start(String digest) {
        world.stopAll();
        store.putBackLapsedClaims();
        RelayPolicy policy = new RelayPolicy(
                "agent", 500, QUARTER, new Backoff(Duration.ofSeconds(2), QUARTER, () -> 0.99), Duration.ofHours(1));
        Relay relay = Relay.between(store, receiver)
                .clocks(world, world::nanoTime)
                .remember(store, digest)
                .build(policy);
        RelayPause pause = RelayPause.kept(store, digest, world, world::nanoTime, Duration.ofHours(1));
        world.start("relay", new RelayTask(relay, policy, pause));
    }

    private void fill(DeviceKey device, int events) {
        store.meet(Events.sight(device, device.value()));
        long pass = store.beginPass(device, "test", world.instant());
        store.append(new JournalPage(
                pass,
                device,
                LongStream.rangeClosed(1, events)
                        .mapToObj(serial -> Events.punch(device, serial))
                        .toList(),
                List.of(),
                0,
                null,
                world.instant()));
    }

    private static boolean holds(BatchMessage batch, long serial) {
        Set<Long> serials =
                batch.events().stream().map(event -> event.serialNo()).collect(Collectors.toSet());
        return serials.contains(serial);
    }
}
