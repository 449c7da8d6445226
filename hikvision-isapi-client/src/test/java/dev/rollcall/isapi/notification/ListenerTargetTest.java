package dev.rollcall.isapi.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be asked for at all. */
final class ListenerTargetTest {

    @Test
    void build_checksPortAndPath() {
        assertThat(target().host("127.0.0.1").allowLoopback().build().toString())
                .doesNotContain("tok-1234");
        assertThatThrownBy(() -> target().port(0).build()).hasMessageContaining("port");
        assertThatThrownBy(() -> target().path("no-slash").build()).hasMessageContaining("path");
        assertThatThrownBy(() -> target().path("/a b").build()).hasMessageContaining("path");
        assertThatThrownBy(() -> target().path("/" + "x".repeat(300)).build()).hasMessageContaining("path");
        assertThatThrownBy(() -> HostSlot.numbered("x")).hasMessageContaining("id");
        assertThatThrownBy(() -> HostSlot.holding("a")).hasMessageContaining("token");
        assertThat(HostSlot.holding("tok-1234").toString()).doesNotContain("tok-1234");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "127.0.0.1",
                "127.1.2.3",
                "localhost",
                "::1",
                "::",
                "fe80::1",
                "224.0.0.1",
                "",
                "300.1.2.3",
                "1.2.3",
                "a b",
                "-x",
                "255.255.255.255",
                "http://x"
            })
    void build_refusesAddressesNoDeviceCanReach(String host) {
        assertThatThrownBy(() -> target().host(host).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("host");
    }

    private static ListenerTarget.Builder target() {
        return ListenerTarget.builder().host("192.168.1.5").port(8099).path("/hook/tok-1234");
    }
}
