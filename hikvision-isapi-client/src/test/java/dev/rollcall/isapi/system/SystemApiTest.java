package dev.rollcall.isapi.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.isapi.IsapiClient;
import dev.rollcall.isapi.IsapiException;
import dev.rollcall.isapi.StubDevice;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SystemApiTest {

    private final StubDevice device;
    private final IsapiClient client;

    SystemApiTest() throws Exception {
        device = new StubDevice();
        client = device.client().build();
    }

    @AfterEach
    void close() {
        client.close();
        device.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"DeviceInfo\":{\"model\":\"M\",\"serialNumber\":\"S1\",\"deviceName\":\"\",\"deviceID\":255,\"x\":{\"y\":1}}}",
                "<DeviceInfo version=\"2.0\" xmlns=\"urn:a\"><model>M</model><serialNumber> S1\n</serialNumber>"
                        + "<deviceName></deviceName><deviceID>255</deviceID><x><y>1</y></x></DeviceInfo>"
            })
    void deviceInfo_readsJsonAndXmlAlike(String body) {
        device.thenJson(body);
        DeviceInfo info = client.system().deviceInfo();
        assertThat(info.model()).isEqualTo("M");
        assertThat(info.serialNumber()).isEqualTo("S1");
        assertThat(info.deviceName()).isNull();
        assertThat(info.deviceId()).isEqualTo("255");
        assertThat(info.otherFields()).containsOnlyKeys("x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html><body/></html>", "<DeviceInfo><model>M</model></DeviceInfo>", "{\"a\":1}"})
    void deviceInfo_refusesWhatNamesNoDevice(String body) {
        device.thenJson(body);
        assertThatThrownBy(() -> client.system().deviceInfo()).isInstanceOf(IsapiException.UnexpectedResponse.class);
    }

    @Test
    void time_takesANamedZoneWhereThatIsAllThereIs() {
        device.thenJson("{\"Time\":{\"localTime\":\"2026-07-13T19:14:08\",\"IANA\":\"Asia/Shanghai\"}}");
        DeviceTime time = client.system().time();
        assertThat(time.localTime()).isEqualTo(LocalDateTime.parse("2026-07-13T19:14:08"));
        assertThat(time.offset()).isNull();
        assertThat(time.timeZoneText()).isEqualTo("Asia/Shanghai");
        assertThat(time.zoneRules()).isEqualTo(ZoneId.of("Asia/Shanghai").getRules());
    }

    @Test
    void time_keepsAZoneItDoesNotUnderstandAsText() {
        device.thenJson("<Time><localTime>2026-07-13T19:14:08+03:00</localTime><timeZone>Moon</timeZone></Time>");
        DeviceTime time = client.system().time();
        assertThat(time.timeZoneText()).isEqualTo("Moon");
        assertThat(time.zoneRules()).isNull();
    }

    @Test
    void time_inventsNone() {
        device.thenJson("<Time><localTime>noon</localTime></Time>");
        assertThatThrownBy(() -> client.system().time())
                .isInstanceOf(IsapiException.UnexpectedResponse.class)
                .hasMessageContaining("localTime");
    }
}
