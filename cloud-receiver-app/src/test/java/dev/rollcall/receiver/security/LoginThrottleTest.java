package dev.rollcall.receiver.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.receiver.config.AccessSettings;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {

    private final AtomicLong nanos = new AtomicLong();
    private final LoginThrottle throttle = new LoginThrottle(
            new AccessSettings.Login(
                    Duration.ofMinutes(30),
                    Duration.ofHours(12),
                    Duration.ofHours(24),
                    12,
                    4,
                    5,
                    Duration.ofSeconds(30)),
            nanos::get);

    private int triesUntilMustWait(String name, String address) {
        int tries = 0;
        while (tries < 10_000 && throttle.attempt(name, address).isEmpty()) {
            tries++;
        }
        return tries;
    }

    @Test
    void account_atOneAddress_waitsAfterFiveTries_andOnlyForAWhile() {
        assertThat(triesUntilMustWait("nimal", "10.0.0.1")).isEqualTo(5);
        Duration wait = throttle.attempt(" NIMAL ", "10.0.0.1").orElseThrow();

        assertThat(wait).isEqualTo(Duration.ofSeconds(30));
        nanos.addAndGet(wait.toNanos());
        assertThat(throttle.attempt("nimal", "10.0.0.1")).isEmpty();
        assertThat(throttle.attempt("nimal", "10.0.0.1")).isNotEmpty();
    }

    @Test
    void address_waits_whicheverAccountsItTries() {
        int tries = 0;
        while (throttle.attempt("person" + tries, "10.0.0.2").isEmpty()) {
            tries++;
        }

        assertThat(tries).isEqualTo(20);
        assertThat(throttle.attempt("somebody", "10.0.0.3")).isEmpty();
    }

    @Test
    void account_waits_whicheverAddressesTryIt_butItsOwnerDoesNot() {
        throttle.attempt("owner", "192.168.1.5");
        throttle.succeeded("owner", "192.168.1.5");
        int tries = 0;
        while (throttle.attempt("owner", "10.1.0." + tries).isEmpty()) {
            tries++;
        }

        assertThat(tries).isBetween(45, 50);
        assertThat(throttle.attempt("owner", "10.2.0.1")).isNotEmpty();
        assertThat(throttle.attempt("owner", "192.168.1.5")).isEmpty();
    }

    @Test
    void success_beginsAnew() {
        triesUntilMustWait("nimal", "10.0.0.4");
        throttle.succeeded("nimal", "10.0.0.4");

        assertThat(triesUntilMustWait("nimal", "10.0.0.4")).isEqualTo(5);
    }
}
