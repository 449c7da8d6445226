package dev.rollcall.receiver.devicepull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The list of terminals that may be fetched from. */
class PullSettingsTest {

    private static final PullSettings.Waits WAITS =
            new PullSettings.Waits(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);

    private static PullSettings settings(String entry) {
        return PullSettings.of(List.of(entry), Duration.ZERO, Duration.ZERO, WAITS);
    }

    private static String address(String host, int port) {
        return new PullRequest(host, port, "admin", "secret", Instant.EPOCH, Instant.EPOCH).address();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"192.168.1.200", "192.168.1.200:", ":80", "http://192.168.1.200:80", "a b:80", "x:0", "u@x:80"})
    void entry_thatIsNoHostAndPort_isRefusedWithTheRemedy(String entry) {
        assertThatThrownBy(() -> settings(entry))
                .hasMessageContaining(entry)
                .hasMessageContaining("rollcall.device-pull.allow")
                .hasMessageContaining("192.168.1.200:80");
    }

    @Test
    void address_isComparedWithoutCase_andAsAWhole() {
        assertThat(settings("Door.Example:80").allowed()).containsExactly(address("DOOR.example", 80));
        assertThat(settings("[::1]:80").allowed()).containsExactly(address("::1", 80));
        assertThat(settings("10.0.0.1:80").allowed())
                .doesNotContain(address("10.0.0.1", 8080), address("10.0.0.10", 80), address("10.0.0.1:80", 80));
    }

    @Test
    void request_saysNeitherUserNorPassword() {
        assertThat(new PullRequest("h", 80, "the-user", "the-password", Instant.EPOCH, Instant.EPOCH).toString())
                .doesNotContain("the-user", "the-password");
    }
}
