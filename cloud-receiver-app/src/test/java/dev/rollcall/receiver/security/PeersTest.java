package dev.rollcall.receiver.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.receiver.config.AccessSettings;
import dev.rollcall.receiver.config.AccessSettings.Login;
import dev.rollcall.receiver.config.AccessSettings.Oidc;
import dev.rollcall.receiver.config.AccessSettings.Rate;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeersTest {

    private static Peers trusting(String... proxies) {
        return new Peers(new AccessSettings(
                false,
                List.of(proxies),
                new Login(Duration.ZERO, Duration.ZERO, Duration.ZERO, 12, 4, 5, Duration.ZERO),
                new Rate(0, 1, 0, 1, 0, 1),
                new Oidc("groups", List.of(), List.of())));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // connection | X-Forwarded-For | address
                "203.0.113.7 | 10.0.0.1 | 203.0.113.7",
                "127.0.0.1 |  | 127.0.0.1",
                "127.0.0.1 | 198.51.100.4 | 198.51.100.4",
                "127.0.0.1 | 1.2.3.4, 198.51.100.4 | 198.51.100.4",
                "127.0.0.1 | 1.2.3.4, 198.51.100.4, 10.9.9.9 | 198.51.100.4",
                "127.0.0.1 | 1.2.3.4, nonsense | 127.0.0.1",
                "127.0.0.1 | 10.9.9.9, 127.0.0.1 | 127.0.0.1",
                "127.0.0.1 | 2001:db8::1 | 2001:db8::1"
            })
    void address_isWhatTheLastTrustedHopSays(String connection, String forwarded, String address) {
        assertThat(trusting("127.0.0.1", "10.9.9.9").address(request(connection, forwarded)))
                .isEqualTo(address);
    }

    @Test
    void header_isNotBelieved_whereNoProxyIsNamed() {
        assertThat(trusting().address(request("127.0.0.1", "198.51.100.4"))).isEqualTo("127.0.0.1");
    }

    @Test
    void network_ofIpv6_isSharedByItsAddresses() {
        Peers peers = trusting();

        assertThat(peers.network(request("2001:db8:0:1::1", null)))
                .isEqualTo(peers.network(request("2001:db8:0:1:ffff::2", null)))
                .isNotEqualTo(peers.network(request("2001:db8:0:2::1", null)));
        assertThat(peers.network(request("10.0.0.1", null))).isEqualTo("10.0.0.1");
    }

    @Test
    void proxy_thatIsNoAddress_isRefusedAtStart() {
        assertThatThrownBy(() -> trusting("proxy.example"))
                .hasMessageContaining("rollcall.access.trusted-proxies 'proxy.example'");
    }

    private static HttpServletRequest request(String connection, String forwarded) {
        return (HttpServletRequest) Proxy.newProxyInstance(
                PeersTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getRemoteAddr" -> connection;
                    case "getHeaders" -> Collections.enumeration(forwarded == null ? List.of() : List.of(forwarded));
                    default -> throw new AssertionError("not asked for: " + method.getName());
                });
    }
}
