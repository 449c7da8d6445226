package dev.rollcall.isapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.rollcall.isapi.notification.EventStream;
import dev.rollcall.isapi.notification.StreamTimeouts;
import dev.rollcall.simulator.DeviceSimulator;
import dev.rollcall.simulator.FirmwareProfile;
import dev.rollcall.simulator.StreamTraits;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A terminal whose only place for listeners is taken and that is silent about it: nobody but listeners may suffer from that. */
@Tag("any-jackson")
final class BusyStreamPlaceTest {

    private static final StreamTimeouts HASTY = new StreamTimeouts(Duration.ofMillis(200), Duration.ofSeconds(60));

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-24T10:00:00Z"));
    private DeviceSimulator terminal;
    private IsapiClient other;
    private EventStream taken;
    private IsapiClient client;

    @BeforeEach
    void takeThePlace() throws Exception {
        terminal = DeviceSimulator.builder()
                .credentials("admin", "correct-horse")
                .profile(FirmwareProfile.GENERIC.toBuilder("SILENT")
                        .with(StreamTraits.BUSY, StreamTraits.Busy.SILENCE)
                        .build())
                .start();
        other = builder().build();
        taken = other.notification().alertStream();
        client = builder().passwordGuard(PasswordGuard.inMemory(now::get)).build();
    }

    @AfterEach
    void close() {
        client.close();
        taken.close();
        other.close();
        terminal.close();
    }

    @Test
    void calls_goOnAfterManySilentStreams() {
        client.system().time();
        for (int i = 0; i < 6; i++) {
            assertThat(catchThrowable(() -> client.notification().alertStream(HASTY)))
                    .isInstanceOf(IsapiException.class);
            assertThat(catchThrowable(() -> client.notification().alertStream(HASTY)))
                    .isInstanceOf(IsapiException.class);
            assertThat(client.system().deviceInfo().model()).isNotBlank();
        }
        assertThat(terminal.refusedPasswords()).isZero();
    }

    @Test
    void streams_restForAMinuteAfterTwoSilentOnesInARow() {
        client.system().time();
        // On a busy machine an attempt may end before anything was presented, which counts for nothing.
        Throwable thrown = null;
        int tries = 0;
        while (tries < 50 && !isResting(thrown)) {
            thrown = catchThrowable(() -> client.notification().alertStream(HASTY));
            tries++;
        }
        assertThat(tries).isGreaterThanOrEqualTo(3);
        assertThat(isResting(thrown)).as("%s", thrown).isTrue();
        now.set(now.get().plus(Duration.ofMinutes(1)));
        assertThat(catchThrowable(() -> client.notification().alertStream(HASTY)))
                .isInstanceOf(IsapiException.Unavailable.class)
                .matches(again -> !isResting(again));
    }

    private static boolean isResting(Throwable thrown) {
        return thrown instanceof IsapiException.Unavailable away
                && away.withheldUntil().isPresent();
    }

    @Test
    void calls_waitThreeSecondsAtMostForAStreamThatIsBeingOpened() throws Exception {
        client.system().time();
        StreamTimeouts patient = new StreamTimeouts(Duration.ofSeconds(60), Duration.ofSeconds(60));
        int before = terminal.requests().size();
        CompletableFuture<Throwable> opening = CompletableFuture.supplyAsync(
                () -> catchThrowable(() -> client.notification().alertStream(patient)));
        while (terminal.requests().size() == before) {
            Thread.onSpinWait();
        }
        long start = System.nanoTime();
        assertThat(client.system().deviceInfo().model()).isNotBlank();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        assertThat(opening).as("the stream is still being opened").isNotDone();
        client.close();
        assertThat(opening.get(20, TimeUnit.SECONDS)).isInstanceOf(IsapiException.class);
    }

    private IsapiClient.Builder builder() {
        return IsapiClient.builder().host("127.0.0.1").port(terminal.port()).credentials("admin", "correct-horse");
    }
}
