package dev.rollcall.isapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("any-jackson")
final class IsapiClientBuilderTest {

    @Test
    void build_namesTheMissingSetting() {
        assertThatThrownBy(() -> IsapiClient.builder().credentials("a", "b").build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("host");
        assertThatThrownBy(() -> IsapiClient.builder().host("h").build()).hasMessageContaining("credentials");
    }

    @Test
    void build_namesTheSettingOutOfBounds() {
        refuses("host", b -> b.host("http://terminal"));
        refuses("host", b -> b.host(" "));
        refuses("host", b -> b.host("bad_[host"));
        refuses("port", b -> b.port(0));
        refuses("port", b -> b.port(65536));
        refuses("user", b -> b.credentials("", "x"));
        refuses("user", b -> b.credentials("ädmin", "x"));
        refuses("connectTimeout", b -> b.connectTimeout(Duration.ZERO));
        refuses("readTimeout", b -> b.readTimeout(Duration.ofSeconds(-1)));
        refuses("callTimeout", b -> b.callTimeout(Duration.ZERO));
        refuses("pagePause", b -> b.pagePause(Duration.ofMillis(-1)));
        refuses("maxBodyBytes", b -> b.maxBodyBytes(10));
    }

    @Test
    void newBuilder_keepsSettingsAndNothingPrintsThePassword() {
        try (IsapiClient client = IsapiClient.builder()
                        .host("192.168.1.200")
                        .port(8080)
                        .credentials("admin", "hunter2!")
                        .build();
                IsapiClient copy = client.newBuilder().port(8081).build()) {
            assertThat(client.toString()).isEqualTo("IsapiClient[192.168.1.200:8080]");
            assertThat(copy.toString()).isEqualTo("IsapiClient[192.168.1.200:8081]");
        }
    }

    @Test
    void close_makesCallsUnavailable() {
        IsapiClient client =
                IsapiClient.builder().host("127.0.0.1").credentials("a", "b").build();
        client.close();
        assertThatThrownBy(() -> client.system().time())
                .isInstanceOf(IsapiException.Unavailable.class)
                .hasMessageContaining("closed")
                .hasMessageContaining("127.0.0.1:80 /ISAPI/System/time");
    }

    private static void refuses(String name, UnaryOperator<IsapiClient.Builder> change) {
        IsapiClient.Builder builder = IsapiClient.builder().host("terminal").credentials("admin", "x");
        assertThatThrownBy(() -> change.apply(builder).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name);
    }
}
