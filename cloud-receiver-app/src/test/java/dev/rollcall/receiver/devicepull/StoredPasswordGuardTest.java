package dev.rollcall.receiver.devicepull;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.isapi.PasswordGuard;
import dev.rollcall.receiver.testing.RunningReceiver;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How often a password is presented over any number of requests, whatever becomes of it. */
class StoredPasswordGuardTest {

    private static final AtomicInteger TERMINALS = new AtomicInteger();

    private final RunningReceiver receiver = RunningReceiver.strict();
    private final PullRequest request = new PullRequest(
            "10.9.0." + TERMINALS.incrementAndGet(), 80, "admin", "pw", Instant.EPOCH, Instant.EPOCH.plusSeconds(1));
    private Instant now = Instant.parse("2026-11-24T08:00:00Z");

    /**
     * What becomes of one request after the other. R: refused; C: cut; K: the receiver is killed meanwhile; B: the terminal is busy;
     * A: accepted; r: rest of half an hour; d: 'device-pull retry'.
     */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "CRR, 2",
        "RCC, 2",
        "CCCC, 2",
        "KKKK, 2",
        "KRR, 2",
        "CCrRRR, 3",
        "CCrCCrCC, 4",
        "RCrRR, 2",
        "BBBRRR, 5",
        "ARCC, 3",
        "AARRR, 4",
        "CCdRR, 4",
        "CCrACA, 5",
        "ACCC, 3",
        "ACCrA, 4",
    })
    void password_isPresented(String requests, int presented) {
        int count = 0;
        for (char each : requests.toCharArray()) {
            count += step(each) ? 1 : 0;
        }
        assertThat(count).isEqualTo(presented);
    }

    private boolean step(char each) {
        if (each == 'r') {
            now = now.plus(Duration.ofMinutes(30));
            return false;
        }
        if (each == 'd') {
            receiver.store().write(unit -> unit.pulls().forget(request.address()));
            return false;
        }
        PasswordGuard guard = StoredPasswordGuard.of(request, receiver.store(), () -> now);
        if (guard.beforePresenting() instanceof PasswordGuard.Withhold) {
            return false;
        }
        guard.presenting();
        switch (each) {
            case 'R' -> guard.refused(new PasswordGuard.Refusal(true, 4, null, false));
            case 'C' -> cut(guard);
            case 'B' -> guard.unjudged();
            case 'A' -> guard.accepted();
            default -> assertThat(each).isEqualTo('K');
        }
        return true;
    }

    private static void cut(PasswordGuard guard) {
        guard.unanswered();
        assertThat(guard.beforePresenting())
                .as("once in one request, where it was not accepted")
                .isInstanceOf(PasswordGuard.Withhold.class);
    }
}
