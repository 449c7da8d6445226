package dev.rollcall.isapi.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.isapi.IsapiClient;
import dev.rollcall.isapi.IsapiException;
import dev.rollcall.isapi.StubDevice;
import dev.rollcall.isapi.StubDevice.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AccessApiTest {

    private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0, 0, 1, 2};

    private final StubDevice device;
    private final IsapiClient client;

    AccessApiTest() throws Exception {
        device = new StubDevice();
        client = device.client().build();
    }

    @AfterEach
    void close() {
        client.close();
        device.close();
    }

    @Test
    void workStatus_readsListsFarLongerThanTheDoors() {
        String zeros = Stream.generate(() -> "0").limit(126).collect(Collectors.joining(","));
        device.thenJson("{\"AcsWorkStatus\":{\"doorLockStatus\":[" + zeros + "],\"doorStatus\":[4],\"caseStatus\":[],"
                + "\"cardReaderOnlineStatus\":[1,0],\"cardReaderVerifyMode\":[10,3],\"cardNum\":7,"
                + "\"powerSupplyStatus\":\"ACPowerSupply\",\"ezvizStatus\":\"unregistered\"}}");
        WorkStatus status = client.access().workStatus();
        assertThat(status.doorLockStatus()).hasSize(126).containsOnly(0);
        assertThat(status.doorStatus()).containsExactly(4);
        assertThat(status.magneticStatus()).isEmpty();
        assertThat(status.readerOnlineStatus()).containsExactly(1, 0);
        assertThat(status.cardCount()).isEqualTo(7);
        assertThat(status.otherFields())
                .containsEntry("caseStatus", "[]")
                .containsEntry("ezvizStatus", "\"unregistered\"")
                .hasSize(2);
        assertThat(device.seen().get(0).target()).isEqualTo("/ISAPI/AccessControl/AcsWorkStatus?format=json");
    }

    @Test
    void workStatus_keepsAListItDoesNotUnderstand() {
        device.thenJson("{\"AcsWorkStatus\":{\"doorStatus\":[4,\"ajar\"],\"cardNum\":\"many\"}}");
        WorkStatus status = client.access().workStatus();
        assertThat(status.doorStatus()).isEmpty();
        assertThat(status.otherFields())
                .containsEntry("doorStatus", "[4,\"ajar\"]")
                .containsEntry("cardNum", "\"many\"");
    }

    @Test
    void eventStorage_goesBackWithWhatNobodyHereKnows() {
        device.thenJson("{\"EventStorageCfg\":{\"mode\":\"regular\",\"period\":60,\"later\":{\"a\":[1]}}}")
                .thenJson("{\"statusCode\":1,\"statusString\":\"OK\",\"subStatusCode\":\"ok\"}");
        EventStorage storage = client.access().eventStorage();
        assertThat(storage.keepsUntilFull()).isFalse();
        assertThat(storage.period()).isEqualTo(60);
        boolean restart = client.access().putEventStorage(new EventStorage("cycle", null, null, storage.otherFields()));
        assertThat(restart).isFalse();
        assertThat(device.seen().get(1).method()).isEqualTo("PUT");
        assertThat(device.seen().get(1).target()).isEqualTo("/ISAPI/AccessControl/AcsEvent/StorageCfg?format=json");
        assertThat(device.seen().get(1).body())
                .isEqualTo("{\"EventStorageCfg\":{\"later\":{\"a\":[1]},\"mode\":\"cycle\"}}");
    }

    @Test
    void putEventStorage_tellsThatARestartIsNeeded() {
        device.thenJson("{\"statusCode\":7,\"statusString\":\"Reboot Required\",\"subStatusCode\":\"rebootRequired\"}");
        assertThat(client.access().putEventStorage(new EventStorage("cycle", null, null, Map.of())))
                .isTrue();
    }

    @Test
    void putEventStorage_takesAnEmptySuccessForDone() {
        device.thenJson("");
        assertThat(client.access().putEventStorage(new EventStorage("time", "01:00:00", 10, Map.of())))
                .isFalse();
        assertThat(device.seen().get(0).body()).contains("\"checkTime\":\"01:00:00\"", "\"period\":10");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html><body>Log in</body></html>", "{\"EventStorageCfg\":{\"mode\":\"cycle\"}}"})
    void putEventStorage_takesOnlyADevicesWordForDone(String body) {
        device.thenJson(body);
        assertThatThrownBy(() -> client.access().putEventStorage(new EventStorage("cycle", null, null, Map.of())))
                .isInstanceOf(IsapiException.UnexpectedResponse.class);
    }

    @Test
    void putEventStorage_namesTheFieldThatIsRefusedInsideHttp200() {
        device.thenJson("{\"statusCode\":6,\"statusString\":\"Invalid Content\",\"subStatusCode\":\"badJsonContent\","
                + "\"errorMsg\":\"period\"}");
        assertThatThrownBy(() -> client.access().putEventStorage(new EventStorage("time", null, 1, Map.of())))
                .isInstanceOfSatisfying(
                        IsapiException.InvalidRequest.class,
                        e -> assertThat(e.field()).isEqualTo("period"));
    }

    @Test
    void settings_keepWhatHasNoNameHere() {
        device.thenJson("{\"AcsCfg\":{\"uploadCapPic\":true,\"saveCapPic\":\"false\",\"voicePrompt\":true}}");
        TerminalSettings settings = client.access().settings();
        assertThat(settings.uploadsCapturedPictures()).isTrue();
        assertThat(settings.savesCapturedPictures()).isFalse();
        assertThat(settings.hidesName()).isNull();
        assertThat(settings.otherFields()).containsOnly(Map.entry("voicePrompt", "true"));
    }

    @Test
    void eventOptimizationAndReaders_areRead() {
        device.thenJson("{\"EventOptimizationCfg\":{\"enable\":true,\"isCombinedLinkageEvents\":false,\"x\":1}}")
                .thenJson("{\"CardReaderCfg\":{\"enable\":true,\"cardReaderName\":\"Yard\",\"QRCodeEnabled\":true}}");
        EventOptimization merging = client.access().eventOptimization();
        assertThat(merging.enabled()).isTrue();
        assertThat(merging.combinesLinkedEvents()).isFalse();
        assertThat(merging.otherFields()).containsOnlyKeys("x");
        CardReader reader = client.access().cardReader(2);
        assertThat(reader.name()).isEqualTo("Yard");
        assertThat(reader.otherFields()).containsOnlyKeys("QRCodeEnabled");
        assertThat(device.seen().get(1).target()).isEqualTo("/ISAPI/AccessControl/CardReaderCfg/2?format=json");
    }

    @Test
    void capabilities_areFlagsByName() {
        device.thenJson("<AccessControl version=\"2.0\" xmlns=\"http://www.isapi.org/ver20/XMLSchema\">"
                + "<isSupportUserInfo>true</isSupportUserInfo><isSupportFDLib>false</isSupportFDLib></AccessControl>");
        assertThat(client.access().capabilities().flag("isSupportUserInfo")).isTrue();
        assertThat(client.access().capabilities().flag("isSupportFDLib")).isFalse();
        assertThat(client.access().capabilities().flag("isSupportSomething")).isNull();
    }

    @Test
    void eventCapabilities_readsKindsByGroupAndWhatCanBeAskedFor() {
        device.thenJson("{\"AcsEvent\":{\"AcsEventCond\":{\"major\":{\"@opt\":\"0,1,2,3,5\"},"
                + "\"minorAlarm\":{\"@opt\":\"1028,1029\"},\"minorEvent\":{\"@opt\":[1,\"75\"]},"
                + "\"picEnable\":\"true,false\",\"endSerialNo\":{\"@max\":3000000000}}}}");
        EventCapabilities told = client.access().eventCapabilities();
        assertThat(told.minors()).containsOnly(Map.entry(1, List.of(1028, 1029)), Map.entry(5, List.of(1, 75)));
        assertThat(told.maxSerial()).isEqualTo(3_000_000_000L);
        assertThat(told.conditions()).contains("picEnable").doesNotContain("beginSerialNo");
    }

    @ParameterizedTest
    @CsvSource({
        "http://192.0.0.64:8000/LOCALS/pic/acsLinkCap/202607_00/01_080000_x.jpeg@WEB000000000011",
        "https://DEVICE_HOST/LOCALS/pic/acsLinkCap/202607_00/01_080000_x.jpeg@WEB000000000011",
        "/LOCALS/pic/acsLinkCap/202607_00/01_080000_x.jpeg@WEB000000000011"
    })
    void picture_comesFromTheConfiguredHostWhateverTheEventNames(String url) {
        device.then(new Reply(200, JPEG, List.of("Content-Type: text/plain")));
        assertThat(client.access().picture(withPicture(url)).toByteArray()).isEqualTo(JPEG);
        assertThat(device.seen().get(0).target())
                .isEqualTo("/LOCALS/pic/acsLinkCap/202607_00/01_080000_x.jpeg@WEB000000000011");
        assertThat(device.seen().get(0).method()).isEqualTo("GET");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html><body>gone</body></html>", "{\"a\":1}", "plain"})
    void picture_isNotWhatIsNoPicture(String body) {
        device.thenJson(body);
        assertThatThrownBy(() -> client.access().picture(withPicture("/LOCALS/x.jpeg")))
                .isInstanceOf(IsapiException.UnexpectedResponse.class);
    }

    @Test
    void picture_isBounded() {
        byte[] large = new byte[4096];
        System.arraycopy(JPEG, 0, large, 0, JPEG.length);
        device.then(new Reply(200, large, List.of()));
        try (IsapiClient small = client.newBuilder().maxBodyBytes(2048).build()) {
            assertThatThrownBy(() -> small.access().picture(withPicture("/LOCALS/x.jpeg")))
                    .isInstanceOf(IsapiException.UnexpectedResponse.class)
                    .hasMessageContaining("maxBodyBytes");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://192.0.0.64", "file:///etc/passwd", "ftp://a/b", "javascript:x", "/../secret", "/"})
    void picture_refusesWhatIsNoPathOfADevice(String url) {
        assertThatThrownBy(() -> client.access().picture(withPicture(url)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not a path");
    }

    @Test
    void picture_needsAnAddress() {
        device.thenJson("{\"AcsEvent\":{\"responseStatusStrg\":\"OK\",\"InfoList\":[{\"serialNo\":9}]}}");
        EventRecord bare = client.access()
                .events(EventQuery.builder().build())
                .next()
                .records()
                .get(0);
        assertThatThrownBy(() -> client.access().picture(bare)).hasMessageContaining("event 9");
    }

    private EventRecord withPicture(String url) {
        try (StubDevice other = new StubDevice();
                IsapiClient reading = other.client().build()) {
            other.thenJson(
                    "{\"AcsEvent\":{\"responseStatusStrg\":\"OK\",\"InfoList\":[{\"pictureURL\":\"" + url + "\"}]}}");
            return reading.access()
                    .events(EventQuery.builder().build())
                    .next()
                    .records()
                    .get(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
