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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How often a password is presented whatever becomes of it, in one process or with a new one for each presentation. */
class PresentationsTest {

    private static final DeviceConfig FRONT =
            new DeviceConfig("front", "10.0.0.1", 80, "admin", Secret.of("pw"), null, null);

    @TempDir
    private Path folder;

    private SqliteStore store;
    private PasswordGuard guard;
    private Instant now = Instant.parse("2026-11-24T08:00:00Z");

    @BeforeEach
    void open() {
        store = SqliteStore.open(folder.resolve("journal.db"), InstantSource.system());
        guard = new JournaledPasswordGuard(store.latch(), FRONT, () -> now);
    }

    @AfterEach
    void close() {
        store.close();
    }

    /** What is tried, and which of it reaches the terminal. R: refused, C: cut, r: rest of half an hour. */
    @ParameterizedTest(name = "{0}, restarts: {2}")
    @CsvSource({
        "CRR, 2, false", "CRR, 2, true",
        "RCC, 2, false", "RCC, 2, true",
        "CCrRRR, 3, false", "CCrRRR, 3, true",
        "CCCCC, 2, false", "CCCCC, 2, true",
    })
    void password_isPresented(String tried, int presented, boolean restarts) {
        int count = 0;
        for (char each : tried.toCharArray()) {
            count += step(each) ? 1 : 0;
            if (restarts) {
                close();
                open();
            }
        }
        assertThat(count).isEqualTo(presented);
    }

    private boolean step(char each) {
        if (each == 'r') {
            now = now.plus(Duration.ofMinutes(30));
            return false;
        }
        if (guard.beforePresenting() instanceof PasswordGuard.Withhold) {
            return false;
        }
        guard.presenting();
        if (each == 'C') {
            guard.unanswered();
        } else {
            guard.refused(new PasswordGuard.Refusal(true, 4, null, false));
        }
        return true;
    }
}
