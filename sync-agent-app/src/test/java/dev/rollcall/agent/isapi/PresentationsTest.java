package dev.rollcall.agent.isapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.agent.config.DeviceConfig;
import dev.rollcall.agent.config.Secret;
import dev.rollcall.agent.journal.PasswordLatch;
import dev.rollcall.agent.sqlite.SqliteStore;
import dev.rollcall.isapi.PasswordGuard;
import dev.rollcall.isapi.PasswordRefusals;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** P9: how often a password is presented whatever becomes of it, in one process or with a new one for each presentation. */
class PresentationsTest {

    private static final DeviceConfig FRONT =
            new DeviceConfig("front", "10.0.0.1", 80, "admin", Secret.of("pw"), null, null);

    @TempDir
    private Path folder;

    private final CountingLatch inMemory = new CountingLatch();
    private PasswordLatch latch = inMemory;
    private Instant now = Instant.parse("2026-11-24T08:00:00Z");
    private PasswordGuard guard = begin();

    /** As a new process does. */
    private PasswordGuard begin() {
        return new JournaledPasswordGuard(latch, FRONT, () -> now);
    }

    /**
     * What becomes of one try after the other. R: refused in so many words; U: refused, and an old nonce may be why; C: cut;
     * K: the process is killed meanwhile; B: the terminal is busy; A: accepted; r: rest of half an hour; d: 'doctor --retry'.
     */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "CRR, 2",
        "RCC, 2",
        "CCCCC, 2",
        "KKK, 2",
        "KRR, 2",
        "RKR, 2",
        "CCrRRR, 3",
        "CCrCCrCC, 4",
        "RCrRR, 2",
        "RRrR, 2",
        "UCrRR, 3",
        "CUrUrU, 3",
        "BBBBRRR, 6",
        "ARCC, 3",
        "ARRR, 3",
        "ARKK, 3",
        "AUCCrA, 4",
        "CCdRRR, 4",
        "RRdRR, 4",
        "CCrCrCrACA, 7",
    })
    void password_isPresented(String tried, int presented) {
        assertThat(presentations(tried, false)).as("one process").isEqualTo(presented);
        latch.clear(FRONT);
        assertThat(presentations(tried, true)).as("a process for each").isEqualTo(presented);
    }

    /** A terminal that took it when it last judged it: silence is that of the wire in a run that has seen it taken. */
    @Test
    void silenceOfATerminalThatTookThePassword_isNotCounted_inTheSameProcess_andIsTwoFromOthers() {
        assertThat(presentations("ACCCCC", false)).isEqualTo(6);
        latch.clear(FRONT);
        assertThat(presentations("ACCCCC", true)).isEqualTo(3);
    }

    @Test
    void journal_isWrittenOnce_forAPasswordThatIsAccepted() {
        presentations("AAAAAA", true);

        assertThat(inMemory.written)
                .as("before it is presented, and once it is taken")
                .isEqualTo(2);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"CRR", "KRR", "RCC", "CKR"})
    void journal_remembersOverProcesses(String tried) {
        int count = 0;
        for (char each : tried.toCharArray()) {
            try (SqliteStore store = SqliteStore.open(folder.resolve("journal.db"), InstantSource.system())) {
                latch = store.latch();
                guard = begin();
                count += step(each) ? 1 : 0;
            }
        }
        assertThat(count).isEqualTo(2);
    }

    /** Every mixture of eight steps: whatever happens, the terminal sees two of a wrong password, and of none that it refused a third. */
    @Test
    void wrongPassword_isPresentedTwiceAtMost_inAnyHalfHour_andNotOnceMoreOnceItWasRefused() {
        char[] steps = {'R', 'C', 'K', 'w'};
        for (int mixture = 0; mixture < 1 << 16; mixture++) {
            StringBuilder tried = new StringBuilder();
            for (int step = 0; step < 8; step++) {
                tried.append(steps[mixture >> 2 * step & 3]);
            }
            latch.clear(FRONT);
            now = Instant.parse("2026-11-24T08:00:00Z");
            guard = begin();
            assertAtMostTwo(tried.toString(), mixture % 2 == 0);
        }
    }

    private void assertAtMostTwo(String tried, boolean restarts) {
        List<Instant> shown = new ArrayList<>();
        boolean refused = false;
        for (char each : tried.toCharArray()) {
            boolean over = refused && shown.size() >= PasswordRefusals.MOST;
            if (step(each)) {
                assertThat(over).as("%s: refused, and presented again", tried).isFalse();
                shown.add(now);
                refused |= each == 'R';
                int before = shown.size() - 1 - PasswordRefusals.MOST;
                assertThat(before >= 0
                                && shown.get(before).plus(PasswordRefusals.REST).isAfter(now))
                        .as("%s: three in half an hour", tried)
                        .isFalse();
            }
            if (restarts) {
                guard = begin();
            }
        }
    }

    private int presentations(String tried, boolean restarts) {
        guard = begin();
        int count = 0;
        for (char each : tried.toCharArray()) {
            count += step(each) ? 1 : 0;
            guard = restarts ? begin() : guard;
        }
        return count;
    }

    private boolean step(char each) {
        if (each == 'r' || each == 'w') {
            now = now.plus(Duration.ofMinutes(each == 'r' ? 30 : 16));
            return false;
        }
        if (each == 'd') {
            latch.clear(FRONT);
            return false;
        }
        if (guard.beforePresenting() instanceof PasswordGuard.Withhold) {
            return false;
        }
        guard.presenting();
        switch (each) {
            case 'R', 'U' -> guard.refused(new PasswordGuard.Refusal(each == 'R', 4, null, false));
            case 'C' -> guard.unanswered();
            case 'B' -> guard.unjudged();
            case 'A' -> guard.accepted();
            default -> guard = begin();
        }
        return true;
    }

    /** A latch in memory that counts what would be written to disk. */
    private static final class CountingLatch implements PasswordLatch {

        private PasswordRefusals kept = PasswordRefusals.NONE;
        private int written;

        @Override
        public PasswordRefusals refusals(DeviceConfig device) {
            return kept;
        }

        @Override
        public void store(DeviceConfig device, PasswordRefusals refusals) {
            kept = refusals;
            written++;
        }

        @Override
        public void clear(DeviceConfig device) {
            kept = PasswordRefusals.NONE;
        }
    }
}
