package dev.rollcall.agent.isapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.agent.config.DeviceConfig;
import dev.rollcall.agent.config.Secret;
import dev.rollcall.agent.sqlite.SqliteStore;
import dev.rollcall.isapi.PasswordGuard;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournaledPasswordGuardTest {

    private static final DeviceConfig FRONT =
            new DeviceConfig("front", "10.0.0.1", 80, "admin", Secret.of("pw"), null, null);

    @TempDir
    private Path folder;

    private SqliteStore store;
    private Instant now = Instant.parse("2026-11-24T08:00:00Z");

    @BeforeEach
    void open() {
        store = SqliteStore.open(folder.resolve("journal.db"), InstantSource.system());
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void passwordTwicePresentedIntoSilence_restsHalfAnHour() {
        PasswordGuard guard = guard();
        guard.unanswered();
        assertThat(guard.beforePresenting()).isInstanceOf(PasswordGuard.Present.class);
        guard.unanswered();

        assertThat(guard.beforePresenting())
                .isInstanceOfSatisfying(
                        PasswordGuard.Withhold.class,
                        withheld -> assertThat(withheld)
                                .returns(now.plus(Duration.ofMinutes(30)), PasswordGuard.Withhold::until)
                                .returns(true, PasswordGuard.Withhold::unanswered));
        now = now.plus(Duration.ofMinutes(30));
        assertThat(guard.beforePresenting()).isInstanceOf(PasswordGuard.Present.class);
    }

    /** A person has to look at what was refused; silence passes by itself. */
    @Test
    void silenceAfterARefusal_isNotOnlySilence() {
        PasswordGuard guard = guard();
        guard.refused(new PasswordGuard.Refusal(true, 3, null, false));
        guard.unanswered();
        guard.unanswered();

        assertThat(guard.beforePresenting())
                .isInstanceOfSatisfying(
                        PasswordGuard.Withhold.class,
                        withheld -> assertThat(withheld.unanswered()).isFalse());
    }

    @Test
    void silence_doesNotMatter_onceThePasswordWasAccepted() {
        PasswordGuard guard = guard();
        guard.accepted();
        guard.unanswered();
        guard.unanswered();
        guard.unanswered();

        assertThat(guard.beforePresenting()).isInstanceOf(PasswordGuard.Present.class);
    }

    @Test
    void refusals_outliveTheProcess_andAreForgottenWhenAccepted() {
        PasswordGuard.Refusal wrong = new PasswordGuard.Refusal(true, 3, null, false);
        guard().refused(wrong);
        guard().refused(wrong);
        assertThat(guard().beforePresenting()).isInstanceOf(PasswordGuard.Withhold.class);
        close();
        open();

        assertThat(guard().beforePresenting()).isInstanceOf(PasswordGuard.Withhold.class);
        guard().accepted();
        assertThat(guard().beforePresenting()).isInstanceOf(PasswordGuard.Present.class);
    }

    private PasswordGuard guard() {
        return new JournaledPasswordGuard(store.latch(), FRONT, () -> now);
    }
}
