package dev.rollcall.receiver.security;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Peers of other machines cannot be had in a test that binds loopback only, so the rule is asked directly. */
class LocalPeerTest {

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, localhost, true",
        "127.0.0.1, 127.0.0.1, true",
        "0:0:0:0:0:0:0:1, [::1], true",
        "::1, LOCALHOST, true",
        "192.168.1.20, localhost, false",
        "10.0.0.1, 127.0.0.1, false",
        "203.0.113.7, localhost, false",
        "fe80::1, localhost, false",
        "127.0.0.1, attacker.example, false",
        "127.0.0.1, localhost.attacker.example, false",
    })
    void made_isTrue_onlyForThisMachineUnderItsOwnName(String peer, String host, boolean local) {
        assertThat(LocalPeer.made(request(peer, host))).isEqualTo(local);
    }

    private static HttpServletRequest request(String peer, String host) {
        return (HttpServletRequest) Proxy.newProxyInstance(
                LocalPeerTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getRemoteAddr" -> peer;
                    case "getServerName" -> host;
                    case "getHeader" -> null;
                    default -> throw new AssertionError("not asked for by the rule: " + method.getName());
                });
    }
}
