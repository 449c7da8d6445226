package dev.rollcall.isapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.isapi.PasswordGuard.Present;
import dev.rollcall.isapi.PasswordGuard.Refusal;
import dev.rollcall.isapi.PasswordGuard.Withhold;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("any-jackson")
final class PasswordGuardTest {

    private static final Refusal PLAIN = new Refusal(true, 4, null, false);
    private static final Refusal UNCLEAR = new Refusal(false, null, null, false);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-24T10:00:00Z"));
    private final InstantSource clock = now::get;
    private final PasswordGuard guard = PasswordGuard.inMemory(clock);

    @Test
    void inMemory_withholdsForEverAfterTwoRefusals() {
        assertThat(guard.beforePresenting()).isInstanceOf(Present.class);
        guard.refused(PLAIN);
        assertThat(guard.beforePresenting()).isInstanceOf(Present.class);
        guard.refused(PLAIN);
        now.set(now.get().plus(Duration.ofDays(365)));
        assertThat(guard.beforePresenting())
                .isInstanceOfSatisfying(
                        Withhold.class, no -> assertThat(no.until()).isNull());
    }

    @Test
    void inMemory_countsConsecutiveRefusalsOnly() {
        guard.refused(PLAIN);
        guard.accepted();
        guard.refused(PLAIN);
        assertThat(guard.beforePresenting()).isInstanceOf(Present.class);
    }

    @Test
    void inMemory_waitsForALockedAccountWithoutLatching() {
        guard.refused(new Refusal(false, 0, Duration.ofSeconds(210), true));
        guard.refused(new Refusal(false, 0, Duration.ofSeconds(210), true));
        assertThat(guard.beforePresenting())
                .isInstanceOfSatisfying(
                        Withhold.class,
                        no -> assertThat(no.until()).isEqualTo(now.get().plusSeconds(210)));
        now.set(now.get().plusSeconds(210));
        assertThat(guard.beforePresenting()).isInstanceOf(Present.class);
    }

    @Test
    void inMemory_waitsHalfAnHourWhenTheDeviceNamesNoTime() {
        guard.refused(new Refusal(false, null, null, true));
        now.set(now.get().plus(Duration.ofMinutes(29)));
        assertThat(guard.beforePresenting()).isInstanceOf(Withhold.class);
        now.set(now.get().plus(Duration.ofMinutes(1)));
        assertThat(guard.beforePresenting()).isInstanceOf(Present.class);
    }

    @Test
    void inMemory_restsAfterTwoPresentationsWithoutAnAnswer() {
        guard.unanswered();
        assertThat(guard.beforePresenting()).isInstanceOf(Present.class);
        guard.unanswered();
        assertThat(guard.beforePresenting())
                .isInstanceOfSatisfying(
                        Withhold.class,
                        no -> assertThat(no.until()).isEqualTo(now.get().plus(Duration.ofMinutes(30))));
        now.set(now.get().plus(Duration.ofMinutes(30)));
        assertThat(guard.beforePresenting()).isInstanceOf(Present.class);
        guard.accepted();
        guard.unanswered();
        guard.unanswered();
        assertThat(guard.beforePresenting())
                .as("a password known to be right rests for a minute only")
                .isInstanceOfSatisfying(
                        Withhold.class,
                        no -> assertThat(no.until()).isEqualTo(now.get().plus(Duration.ofMinutes(1))));
    }

    @Test
    void inMemory_goesOnAfterSilentStreamsWithAPasswordThatWasAccepted() {
        guard.accepted();
        for (int i = 0; i < 5; i++) {
            guard.streamUnanswered();
        }
        assertThat(guard.beforePresenting()).isInstanceOf(Present.class);
        assertThat(guard.beforePresentingToStream())
                .isInstanceOfSatisfying(
                        Withhold.class,
                        no -> assertThat(no.until()).isEqualTo(now.get().plus(Duration.ofMinutes(1))));
        now.set(now.get().plus(Duration.ofMinutes(1)));
        assertThat(guard.beforePresentingToStream()).isInstanceOf(Present.class);
        guard.streamUnanswered();
        guard.accepted();
        assertThat(guard.beforePresentingToStream()).isInstanceOf(Present.class);
    }

    @Test
    void inMemory_countsSilentStreamsLikeEverySilenceWhileThePasswordIsNotProven() {
        guard.streamUnanswered();
        guard.unanswered();
        assertThat(guard.beforePresenting()).isInstanceOf(Withhold.class);
        assertThat(guard.beforePresentingToStream()).isInstanceOf(Withhold.class);
    }

    @Test
    void inMemory_countsARefusalAndASilentStreamTogetherForStreams() {
        guard.accepted();
        guard.streamUnanswered();
        guard.refused(PLAIN);
        assertThat(guard.beforePresentingToStream()).isInstanceOf(Withhold.class);
        assertThat(guard.beforePresenting()).isInstanceOf(Present.class);
        guard.streamUnanswered();
        assertThat(guard.beforePresenting()).as("refused since it was accepted").isInstanceOf(Withhold.class);
    }

    @Test
    void inMemory_tellsSilenceFromRefusal() {
        guard.unanswered();
        guard.unanswered();
        assertThat(guard.beforePresenting())
                .isInstanceOfSatisfying(
                        Withhold.class, no -> assertThat(no.unanswered()).isTrue());
        guard.refused(PLAIN);
        assertThat(guard.beforePresenting())
                .isInstanceOfSatisfying(
                        Withhold.class, no -> assertThat(no.unanswered()).isFalse());
    }

    @Test
    void inMemory_countsSilenceAndRefusalTogether() {
        guard.unanswered();
        guard.refused(PLAIN);
        now.set(now.get().plus(Duration.ofDays(1)));
        assertThat(guard.beforePresenting())
                .isInstanceOfSatisfying(
                        Withhold.class, no -> assertThat(no.until()).isNull());
    }

    @Test
    void inMemory_restsAfterSilenceAndARefusalThatTheNonceMayExplain() {
        guard.accepted();
        guard.refused(UNCLEAR);
        guard.unanswered();
        assertThat(guard.beforePresenting())
                .isInstanceOfSatisfying(
                        Withhold.class,
                        no -> assertThat(no.until()).isEqualTo(now.get().plus(Duration.ofMinutes(30))));
        now.set(now.get().plus(Duration.ofMinutes(30)));
        assertThat(guard.beforePresenting()).isInstanceOf(Present.class);
    }

    @Test
    void inMemory_withholdsForEver_whatIsRefusedAfterTheRestOverSilence() {
        guard.unanswered();
        guard.unanswered();
        now.set(now.get().plus(Duration.ofMinutes(30)));
        assertThat(guard.beforePresenting()).isInstanceOf(Present.class);
        guard.refused(PLAIN);
        assertThat(guard.beforePresenting())
                .isInstanceOfSatisfying(
                        Withhold.class, no -> assertThat(no.until()).isNull());
    }
}
