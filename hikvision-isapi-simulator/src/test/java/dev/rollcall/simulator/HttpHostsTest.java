package dev.rollcall.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpHostsTest {
    private static final String HOSTS = "/ISAPI/Event/notification/httpHosts";

    private final SimulatedDevice device = SimulatedDevice.builder()
            .clock(SteppedClock.at("2026-03-01T06:30:00Z"))
            .people(DayMix.staff())
            .build();
    private PushReceiver receiver;
    private DeviceSimulator simulator;
    private DigestClient client;

    @BeforeEach
    void open() throws IOException {
        receiver = new PushReceiver();
    }

    @AfterEach
    void close() {
        simulator.close();
        receiver.close();
    }

    @Test
    void configuredHost_getsTheEvents() throws Exception {
        start(FirmwareProfile.GENERIC);
        device.door(21);
        ok(client.put(HOSTS + "/1", host(1, "JSON", "")));
        device.punch("00012", 75);
        PushReceiver.Push push = receiver.next();
        assertThat(push.serial()).isEqualTo(2);
        assertThat(push.contentType()).startsWith("multipart/form-data");
    }

    @Test
    void hostOfFormatXml_getsXml() throws Exception {
        start(FirmwareProfile.GENERIC.toBuilder("plain")
                .pushForm(FirmwareProfile.PushForm.JSON)
                .build());
        ok(client.put(HOSTS + "/1", host(1, "XML", "")));
        device.punch("2002", 75);
        PushReceiver.Push push = receiver.next();
        assertThat(push.contentType()).isEqualTo("application/xml");
        XmlElement alert = XmlText.parse(new String(
                        push.body().getBytes(java.nio.charset.StandardCharsets.ISO_8859_1),
                        java.nio.charset.StandardCharsets.UTF_8))
                .orElseThrow();
        assertThat(alert.name()).isEqualTo("EventNotificationAlert");
        XmlElement inner = alert.child("AccessControllerEvent").orElseThrow();
        assertThat(inner.textOf("name")).isEqualTo("王小明");
        assertThat(inner.textOf("majorEventType")).isEqualTo("5");
    }

    @Test
    void list_isReadAndWrittenAsAWhole() throws Exception {
        start(FirmwareProfile.K1A8503MF);
        String list = client.get(HOSTS).body();
        assertThat(list).contains("<protocolType>EHome</protocolType>", "<portNo>15300</portNo>", "<id>2</id>");
        ok(client.put(HOSTS, withReceiverInSlot2(list)));
        device.door(21);
        assertThat(receiver.next().serial()).isEqualTo(1);
        assertThat(client.get(HOSTS + "/1").body()).contains("<portNo>15300</portNo>");
    }

    @Test
    void emptyFieldInTheForeignSlot_refusesTheWholeListOnK1A8503mf() throws Exception {
        start(FirmwareProfile.K1A8503MF);
        String list =
                withReceiverInSlot2(client.get(HOSTS).body()).replace("<portNo>15300</portNo>", "<portNo></portNo>");
        assertThat(client.put(HOSTS, list).body()).contains("<statusString>Invalid Content</statusString>");
        assertThat(client.get(HOSTS).body()).contains("<portNo>15300</portNo>").doesNotContain("127.0.0.1");
        String alone = "<HttpHostNotificationList>" + host(2, "JSON", "") + "</HttpHostNotificationList>";
        assertThat(client.put(HOSTS, alone).body()).contains("<statusString>Invalid Content</statusString>");
    }

    @ParameterizedTest
    @CsvSource({
        "<protocolType>HTTP<, <protocolType>HTTPS<, protocolType",
        "<addressingFormatType>ipaddress<, <addressingFormatType>hostname<, ipAddress",
        "<ipAddress>127.0.0.1<, <ipAddress>receiver.example<, ipAddress",
        "<portNo>[0-9]+<, <portNo>443<, portNo",
        "<portNo>[0-9]+<, <portNo>70000<, portNo"
    })
    void k1A8503mf_takesPlainHttpToAnAddressAndAHighPortOnly(String from, String to, String named) throws Exception {
        start(FirmwareProfile.K1A8503MF);
        HttpResponse<String> answer =
                client.put(HOSTS + "/2", host(2, "JSON", "").replaceFirst(from, to));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("<subStatusCode>badXmlContent<", "<errorMsg>" + named + "<");
    }

    @Test
    void urlOverItsLimit_isRefused() throws Exception {
        start(FirmwareProfile.K1A8503MF);
        String longer = host(2, "JSON", "").replace("/hook/token", "/" + "x".repeat(128));
        assertThat(client.put(HOSTS + "/2", longer).body()).contains("<errorMsg>url</errorMsg>");
        ok(client.put(HOSTS + "/2", longer.replace("/x", "/")));
    }

    @Test
    void k1A340fwx_acceptsAndForgetsAndNeverPushes() throws Exception {
        start(FirmwareProfile.K1A340FWX);
        ok(client.put(HOSTS + "/1", host(1, "XML", "<httpBroken>true</httpBroken>")));
        assertThat(client.get(HOSTS + "/1").body())
                .contains("<url></url>", "<ipAddress>127.0.0.1</ipAddress>")
                .doesNotContain("httpBroken");
        device.door(21);
        assertThat(receiver.isQuiet()).isTrue();
        String named = host(1, "XML", "").replace("ipaddress<", "hostname<");
        assertThat(client.put(HOSTS + "/1", named).body()).contains("badXmlContent", "<errorMsg>ipAddress<");
        assertThat(client.get(HOSTS + "/capabilities").body()).contains("notSupport");
        assertThat(client.post(HOSTS + "/1/test", "").body()).contains("invalidOperation");
        assertThat(client.post(HOSTS + "/1", "").body()).contains("methodNotAllowed");
    }

    @Test
    void k1T341bm_keepsNoFormatAndFillsTheSubscriptionIn() throws Exception {
        start(FirmwareProfile.K1T341BM);
        device.door(21);
        ok(client.put(HOSTS + "/1", host(1, "XML", "")));
        assertThat(client.get(HOSTS + "/1").body())
                .doesNotContain("parameterFormatType")
                .contains("<heartbeat>30</heartbeat>", "<eventMode>all</eventMode>", "<pictureURLType>binary<");
        assertThat(client.get(HOSTS + "/capabilities").body()).doesNotContain("parameterFormatType");
        assertThat(client.post(HOSTS + "/1/test", "").body()).contains("methodNotAllowed");
        assertThat(receiver.next().serial()).as("the stored event first").isEqualTo(1);
    }

    @Test
    void test_tellsWhetherTheReceiverListens() throws Exception {
        start(FirmwareProfile.K1A8503MF);
        String host = host(2, "JSON", "");
        assertThat(client.post(HOSTS + "/2/test", host).body()).contains("<errorDescription>ok<");
        receiver.close();
        assertThat(client.post(HOSTS + "/2/test", host).body())
                .contains("<HttpHostTestResult", "<errorDescription>Connection refused</errorDescription>");
    }

    @Test
    void k1T502_isSilentAfterARebootUntilPutAgain() throws Exception {
        start(FirmwareProfile.K1T502);
        ok(client.put(HOSTS + "/1", host(1, "JSON", "")));
        device.door(21);
        assertThat(receiver.next().serial()).isEqualTo(1);
        await().until(() -> !simulator.pushAttempts().isEmpty());
        simulator.close();
        simulator.start();
        client = DigestClient.of(simulator);
        assertThat(client.get(HOSTS + "/1").body()).contains("/hook/token");
        device.door(22);
        assertThat(receiver.isQuiet()).isTrue();
        ok(client.put(HOSTS + "/1", host(1, "JSON", "")));
        assertThat(receiver.next().serial()).isEqualTo(2);
    }

    @Test
    void storedEvents_comeFirstAndMarked() throws Exception {
        start(FirmwareProfile.K1T342EFWX.toBuilder("marked")
                .with(PushTraits.MARKS_CURRENT, true)
                .build());
        device.door(21);
        ok(client.put(HOSTS + "/1", host(1, "JSON", "")));
        device.door(22);
        PushReceiver.Push stored = receiver.next();
        assertThat(stored.serial()).isEqualTo(1);
        assertThat(stored.json().at("/AccessControllerEvent/currentEvent").asText())
                .isEqualTo("false");
        assertThat(receiver.next()
                        .json()
                        .at("/AccessControllerEvent/currentEvent")
                        .asText())
                .isEqualTo("true");
    }

    @Test
    void newerFirmware_needsEnabled() throws Exception {
        start(FirmwareProfile.GENERIC.toBuilder("newer")
                .with(PushTraits.ENABLED_FLAG, true)
                .build());
        ok(client.put(HOSTS + "/1", host(1, "JSON", "")));
        device.door(21);
        assertThat(receiver.isQuiet()).isTrue();
        ok(client.put(HOSTS + "/1", host(1, "JSON", "<enabled>true</enabled>")));
        device.door(22);
        assertThat(receiver.next().serial()).isEqualTo(2);
    }

    @Test
    void twoSlots_areServedEachForItself() throws Exception {
        start(FirmwareProfile.GENERIC.toBuilder("two").with(PushTraits.SLOTS, 2).build());
        try (PushReceiver deaf = new PushReceiver()) {
            deaf.answerWith(204);
            ok(client.put(HOSTS + "/1", host(1, "JSON", "")));
            ok(client.put(HOSTS + "/2", host(deaf, 2, "JSON", "")));
            device.door(21);
            device.door(22);
            assertThat(receiver.next().serial()).isEqualTo(1);
            assertThat(receiver.next().serial()).isEqualTo(2);
            assertThat(deaf.next().serial()).isEqualTo(1);
            assertThat(deaf.next().serial()).as("blocked by the first").isEqualTo(1);
        }
    }

    @Test
    void passwordOfAHost_isNotReadBack() throws Exception {
        start(FirmwareProfile.GENERIC);
        ok(client.put(HOSTS + "/1", host(1, "JSON", "<userName>u</userName><password>hidden-1</password>")));
        assertThat(client.get(HOSTS).body()).contains("<userName>u</userName>").doesNotContain("hidden-1");
    }

    @Test
    void slotThatIsNotThere_isRefused() throws Exception {
        start(FirmwareProfile.GENERIC);
        assertThat(client.get(HOSTS + "/2").statusCode()).isEqualTo(404);
        assertThat(client.put(HOSTS + "/1", "{}").body()).contains("badXmlFormat");
        String list = "<HttpHostNotificationList>" + host(3, "JSON", "") + "</HttpHostNotificationList>";
        assertThat(client.put(HOSTS, list).body()).contains("<errorMsg>id</errorMsg>");
    }

    @Test
    void pushToByTheTest_standsInTheList() throws Exception {
        start(FirmwareProfile.K1A8503MF);
        simulator.pushTo(receiver.url());
        assertThat(client.get(HOSTS + "/2").body()).contains("<url>/hook/token</url>", "<ipAddress>127.0.0.1<");
        assertThat(client.get(HOSTS + "/1").body()).contains("EHome");
    }

    private void start(FirmwareProfile profile) throws IOException {
        simulator = DeviceSimulator.builder()
                .device(device)
                .profile(profile)
                .pushRetry(Duration.ofMillis(20))
                .start();
        client = DigestClient.of(simulator);
    }

    private String host(int slot, String format, String more) {
        return host(receiver, slot, format, more);
    }

    private static String host(PushReceiver receiver, int slot, String format, String more) {
        return "<HttpHostNotification version=\"2.0\" xmlns=\"http://www.isapi.org/ver20/XMLSchema\"><id>" + slot
                + "</id><url>/hook/token</url><protocolType>HTTP</protocolType><parameterFormatType>" + format
                + "</parameterFormatType><addressingFormatType>ipaddress</addressingFormatType>"
                + "<ipAddress>127.0.0.1</ipAddress><portNo>" + receiver.url().getPort() + "</portNo>" + more
                + "<httpAuthenticationMethod>none</httpAuthenticationMethod></HttpHostNotification>";
    }

    private String withReceiverInSlot2(String list) {
        int second = list.lastIndexOf("<HttpHostNotification>");
        return list.substring(0, second) + host(2, "JSON", "") + "</HttpHostNotificationList>";
    }

    private static void ok(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("<statusString>OK</statusString>");
    }
}
