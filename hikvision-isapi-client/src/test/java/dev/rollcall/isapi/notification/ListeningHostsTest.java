package dev.rollcall.isapi.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rollcall.isapi.IsapiClient;
import dev.rollcall.isapi.IsapiException;
import dev.rollcall.isapi.StubDevice;
import dev.rollcall.isapi.StubDevice.Reply;
import dev.rollcall.isapi.StubDevice.Seen;
import dev.rollcall.isapi.notification.HostChange.Difference;
import dev.rollcall.isapi.notification.HostChange.Done;
import dev.rollcall.isapi.notification.HostChange.Refused;
import dev.rollcall.isapi.notification.HostChange.Refused.Why;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ListeningHostsTest {

    private static final String STATUS =
            "<ResponseStatus version=\"2.0\" xmlns=\"http://www.isapi.org/ver20/XMLSchema\">"
                    + "<requestURL></requestURL><statusCode>%s</statusCode><statusString>x</statusString>"
                    + "<subStatusCode>%s</subStatusCode><errorMsg>%s</errorMsg></ResponseStatus>";
    private static final Reply OK = Reply.of(200, STATUS.formatted("1", "ok", ""));
    private static final Reply NOT_SUPPORTED = Reply.of(404, STATUS.formatted("4", "notSupport", ""));
    private static final Reply NOT_ALLOWED = Reply.of(404, STATUS.formatted("4", "methodNotAllowed", ""));
    private static final Reply MODEL =
            Reply.of(200, "<DeviceInfo><model>DS-K1T341BM</model><serialNumber>S</serialNumber></DeviceInfo>");
    private static final Reply OLD_MODEL =
            Reply.of(200, "<DeviceInfo><model>DS-K1A8503MF</model><serialNumber>S</serialNumber></DeviceInfo>");

    /** A recorder's slot with an unknown extension and odd blanks, a password, and a free slot. */
    private static final String FOREIGN = "<HttpHostNotification>\n    <id>1</id>\n    <url>/api/other</url>\n"
            + "    <protocolType>HTTP</protocolType>\n    <!-- kept --><parameterFormatType>XML</parameterFormatType>\n"
            + "    <addressingFormatType>ipaddress</addressingFormatType>\n    <ipAddress>10.0.0.20</ipAddress>\n"
            + "    <portNo>8123</portNo>\n    <userName>them</userName><password>their-secret</password>\n"
            + "    <httpAuthenticationMethod>MD5digest</httpAuthenticationMethod>\n"
            + "    <Extensions xmlns=\"urn:selfextension:psiaext-ver10-xsd\"><intervalBetweenEvents>0</intervalBetweenEvents>"
            + "</Extensions>\n  </HttpHostNotification>";

    private static final String FREE = slot("2", "", "0.0.0.0", "0");
    private static final String OURS = slot("2", "/hook/tok-1234", "192.168.1.5", "8099");

    private StubDevice device;
    private IsapiClient client;

    @BeforeEach
    void start() throws IOException {
        device = new StubDevice();
        client = device.client().build();
    }

    @AfterEach
    void stop() {
        client.close();
        device.close();
    }

    @Test
    void listeningHosts_readsEverySlotOfAnyNamespace() {
        device.then(Reply.of(200, list(FOREIGN, FREE)));
        List<ListeningHost> hosts = client.notification().listeningHosts();
        assertThat(hosts).extracting(ListeningHost::id).containsExactly("1", "2");
        assertThat(hosts).extracting(ListeningHost::free).containsExactly(false, true);
        ListeningHost first = hosts.get(0);
        assertThat(first.url()).isEqualTo("/api/other");
        assertThat(first.portNo()).isEqualTo(8123);
        assertThat(first.hasPassword()).isTrue();
        assertThat(first.otherFields()).containsOnlyKeys("Extensions");
        assertThat(first.raw().text()).isEqualTo(FOREIGN);
        assertThat(first.toString()).isEqualTo("ListeningHost[1: HTTP 10.0.0.20:8123]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"HttpHostNotificationList\":[{\"HttpHostNotification\":{\"id\":1,\"url\":\"/a\",\"portNo\":8123,\"x\":1}}]}",
                "{\"HttpHostNotificationList\":{\"HttpHostNotification\":[{\"id\":\"1\",\"url\":\"/a\",\"portNo\":8123,\"x\":1}]}}",
                "{\"HttpHostNotificationList\":{\"HttpHostNotification\":{\"id\":\"1\",\"url\":\"/a\",\"portNo\":\"8123\",\"x\":1}}}",
                "{\"HttpHostNotification\":{\"id\":\"1\",\"url\":\"/a\",\"portNo\":8123,\"x\":1}}",
                "<h:HttpHostNotification xmlns:h='urn:x'><h:id>1</h:id><h:url>/a</h:url><h:portNo>8123</h:portNo><h:x>1</h:x>"
                        + "</h:HttpHostNotification>",
            })
    void listeningHosts_readsEveryForm(String body) {
        device.then(Reply.of(200, body));
        List<ListeningHost> hosts = client.notification().listeningHosts();
        assertThat(hosts).hasSize(1);
        assertThat(hosts.get(0).id()).isEqualTo("1");
        assertThat(hosts.get(0).url()).isEqualTo("/a");
        assertThat(hosts.get(0).portNo()).isEqualTo(8123);
        assertThat(hosts.get(0).otherFields()).containsEntry("x", "1");
    }

    @Test
    void install_changesOneSlotAloneAndReadsItBack() {
        script(NOT_SUPPORTED, MODEL, Reply.of(200, list(FOREIGN, FREE)), OK, Reply.of(200, list(FOREIGN, OURS)));
        HostChange change = install(HostSlot.holding("tok-1234"), ReplaceForeign.NEVER);
        assertThat(change).isInstanceOfSatisfying(Done.class, done -> {
            assertThat(done.sent()).isTrue();
            assertThat(done.differences()).isEmpty();
            assertThat(done.host().id()).isEqualTo("2");
        });
        Seen put = device.seen().get(3);
        assertThat(put.method() + " " + put.target()).isEqualTo("PUT /ISAPI/Event/notification/httpHosts/2");
        assertThat(put.body())
                .isEqualTo(
                        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                                + OURS.replace(
                                        "<HttpHostNotification>",
                                        "<HttpHostNotification version=\"2.0\" xmlns=\"http://www.hikvision.com/ver20/XMLSchema\">"))
                .doesNotContain("their-secret");
    }

    @Test
    void renew_sendsWhatTheSlotSaysAlready() {
        script(NOT_SUPPORTED, MODEL, Reply.of(200, list(FOREIGN, OURS)), OK, Reply.of(200, list(FOREIGN, OURS)));
        assertThat(client.notification().renewListeningHost(target().build(), HostSlot.holding("tok-1234")))
                .isInstanceOfSatisfying(
                        Done.class, done -> assertThat(done.sent()).isTrue());
        assertThat(device.seen().get(3).method()).isEqualTo("PUT");
    }

    @Test
    void renew_neverTakesAForeignSlot() {
        script(NOT_SUPPORTED, MODEL, Reply.of(200, list(FOREIGN)));
        assertThat(client.notification().renewListeningHost(target().build(), HostSlot.holding("tok-1234")))
                .isInstanceOf(HostChange.Refused.class);
    }

    @Test
    void install_sendsTheWholeListWithForeignSlotsByteForByteWhereASlotAloneIsRefused() {
        script(
                NOT_SUPPORTED,
                MODEL,
                Reply.of(200, list(FOREIGN, FREE)),
                NOT_ALLOWED,
                OK,
                Reply.of(200, list(FOREIGN, OURS)));
        assertThat(install(HostSlot.holding("tok-1234"), ReplaceForeign.NEVER)).isInstanceOf(Done.class);
        Seen put = device.seen().get(4);
        assertThat(put.method() + " " + put.target()).isEqualTo("PUT /ISAPI/Event/notification/httpHosts");
        assertThat(put.body()).isEqualTo(list(FOREIGN, OURS));
    }

    @Test
    void install_editsJsonAndKeepsUnknownFieldsAndOrder() {
        String before =
                "{ \"HttpHostNotificationList\": [ {\"HttpHostNotification\": {\"id\": 1, \"x\": 1.50, \"url\": \"/theirs\","
                        + " \"ipAddress\": \"10.0.0.9\", \"portNo\": 90}},\t{\"HttpHostNotification\":"
                        + " {\"z\":[1,{\"k\":null}],\"id\":2,\"url\":\"\",\"ipAddress\":\"0.0.0.0\",\"portNo\":0,\"a\":\"b\"}} ] }";
        String after = before.replace(
                "{\"z\":[1,{\"k\":null}],\"id\":2,\"url\":\"\",\"ipAddress\":\"0.0.0.0\",\"portNo\":0,\"a\":\"b\"}",
                "{\"z\":[1,{\"k\":null}],\"id\":2,\"url\":\"/hook/tok-1234\",\"ipAddress\":\"192.168.1.5\",\"portNo\":8099,"
                        + "\"a\":\"b\",\"protocolType\":\"HTTP\",\"addressingFormatType\":\"ipaddress\","
                        + "\"httpAuthenticationMethod\":\"none\"}");
        script(NOT_SUPPORTED, MODEL, Reply.of(200, before), NOT_ALLOWED, OK, Reply.of(200, after));
        assertThat(install(HostSlot.numbered("2"), ReplaceForeign.NEVER)).isInstanceOf(Done.class);
        assertThat(device.seen().get(4).body()).isEqualTo(after);
        assertThat(device.seen().get(3).body()).startsWith("{\"HttpHostNotification\":{\"z\":");
    }

    @Test
    void install_sendsNothingIfItIsSoAlready() {
        script(NOT_SUPPORTED, MODEL, Reply.of(200, list(FOREIGN, OURS)));
        assertThat(install(HostSlot.holding("tok-1234"), ReplaceForeign.NEVER))
                .isInstanceOfSatisfying(
                        Done.class, done -> assertThat(done.sent()).isFalse());
        assertThat(device.seen()).extracting(Seen::method).containsOnly("GET");
    }

    @Test
    void install_movesOurSlotWhenTheListenerMoved() {
        String old = slot("2", "/hook/tok-1234", "192.168.1.77", "8099");
        script(
                NOT_SUPPORTED,
                MODEL,
                Reply.of(200, list(FREE.replace(">2<", ">1<"), old)),
                OK,
                Reply.of(200, list(OURS)));
        assertThat(install(HostSlot.holding("tok-1234"), ReplaceForeign.NEVER)).isInstanceOf(Done.class);
        assertThat(device.seen().get(3).target()).endsWith("/httpHosts/2");
    }

    @Test
    void install_tellsWhatTheDeviceDidNotKeep() {
        String kept = slot("1", "", "192.168.1.5", "8099");
        script(NOT_SUPPORTED, MODEL, Reply.of(200, list(slot("1", "", "0.0.0.0", "0"))), OK, Reply.of(200, list(kept)));
        ListenerTarget target = target().keepEvents(true).build();
        HostChange change =
                client.notification().installListeningHost(target, HostSlot.numbered("1"), ReplaceForeign.NEVER);
        List<Difference> differences = ((Done) change).differences();
        assertThat(differences)
                .containsExactly(
                        new Difference("url", "/hook/tok-1234", null), new Difference("httpBroken", "true", null));
        assertThat(change.toString()).doesNotContain("tok-1234");
    }

    @Test
    void install_tellsWhenASlotOfOthersChanged() {
        script(
                NOT_SUPPORTED,
                MODEL,
                Reply.of(200, list(FOREIGN, FREE)),
                OK,
                Reply.of(200, list(FOREIGN.replace("8123", "0"), OURS)));
        Done done = (Done) install(HostSlot.holding("tok-1234"), ReplaceForeign.NEVER);
        assertThat(done.differences()).extracting(Difference::field).containsExactly("foreign slot 1");
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void install_refusesATakenSlotWithoutConsent(boolean numbered) {
        script(NOT_SUPPORTED, MODEL, Reply.of(200, list(FOREIGN)));
        HostSlot slot = numbered ? HostSlot.numbered("1") : HostSlot.holding("tok-1234");
        assertThat(install(slot, ReplaceForeign.NEVER)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.why()).isEqualTo(Why.SLOT_TAKEN);
            assertThat(refused.taken()).extracting(ListeningHost::ipAddress).containsExactly("10.0.0.20");
        });
        assertThat(device.seen()).extracting(Seen::method).containsOnly("GET");
    }

    @Test
    void install_replacesTheOnlySlotWithConsentAndLeavesNoSecretOfOthers() {
        script(NOT_SUPPORTED, MODEL, Reply.of(200, list(FOREIGN)), OK, Reply.of(200, list(OURS.replace(">2<", ">1<"))));
        assertThat(install(HostSlot.holding("tok-1234"), ReplaceForeign.AGREED)).isInstanceOf(Done.class);
        assertThat(device.seen().get(3).body())
                .contains("<!-- kept -->", "<intervalBetweenEvents>0<", "<ipAddress>192.168.1.5</ipAddress>", ">none<")
                .doesNotContain("their-secret")
                .doesNotContain("userName");
    }

    @Test
    void install_refusesToChooseAmongSeveralTakenSlotsEvenWithConsent() {
        script(NOT_SUPPORTED, MODEL, Reply.of(200, list(FOREIGN, FOREIGN.replace("<id>1<", "<id>2<"))));
        assertThat(install(HostSlot.holding("tok-1234"), ReplaceForeign.AGREED)).isInstanceOf(Refused.class);
    }

    @Test
    void install_explainsARefusalThatAnEmptyForeignFieldCauses() {
        String hollow = slot("1", "", "10.0.0.20", "15300").replace("HTTP<", "EHome<");
        script(
                NOT_SUPPORTED,
                OLD_MODEL,
                Reply.of(200, list(hollow, FREE)),
                NOT_ALLOWED,
                Reply.of(400, STATUS.formatted("6", "badXmlContent", "url")));
        assertThatThrownBy(() -> install(HostSlot.numbered("2"), ReplaceForeign.NEVER))
                .isInstanceOf(IsapiException.InvalidRequest.class)
                .hasMessageContaining("url of slot 1 is empty in slots that are not ours")
                .hasMessageContaining("the device's own page");
    }

    @Test
    void install_passesOnThatAHostNameIsRefused() {
        ListenerTarget target = target().host("receiver.example").build();
        script(
                NOT_SUPPORTED,
                MODEL,
                Reply.of(200, list(FREE)),
                Reply.of(400, STATUS.formatted("6", "badXmlContent", "ipAddress")));
        IsapiException.InvalidRequest refused = catchThrowableOfType(
                IsapiException.InvalidRequest.class,
                () -> client.notification().installListeningHost(target, HostSlot.numbered("2"), ReplaceForeign.NEVER));
        assertThat(refused.field()).isEqualTo("ipAddress");
    }

    @ParameterizedTest
    @CsvSource({
        "192.168.1.5, 8099, true, HTTP only",
        "192.168.1.5, 443, false, ports 1024 to 65535",
        "receiver.example, 8099, false, IP addresses only"
    })
    void install_knowsWhatAnOldModelCannotReach(String host, int port, boolean https, String reason) {
        script(NOT_SUPPORTED, OLD_MODEL);
        ListenerTarget target = target().host(host).port(port).https(https).build();
        assertThat(client.notification().installListeningHost(target, HostSlot.numbered("2"), ReplaceForeign.NEVER))
                .isInstanceOfSatisfying(Refused.class, refused -> {
                    assertThat(refused.why()).isEqualTo(Why.TARGET_IMPOSSIBLE);
                    assertThat(refused.reason()).contains(reason);
                });
        assertThat(device.seen()).hasSize(2);
    }

    @Test
    void install_obeysTheDevicesOwnCapabilities() {
        Reply capabilities = Reply.of(
                200,
                "<HttpHostNotificationCap version=\"2.0\"><hostNumber>2</hostNumber><urlLen max=\"20\"/>"
                        + "<protocolType opt=\"HTTP,HTTPS\"/><portNo min=\"1\" max=\"65535\"/></HttpHostNotificationCap>");
        script(capabilities);
        ListenerTarget target = target().path("/hook/" + "x".repeat(30)).build();
        assertThat(client.notification().installListeningHost(target, HostSlot.numbered("2"), ReplaceForeign.NEVER))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).contains("at most 20 characters"));
        ListeningHostCapabilities told = client.notification().listeningHostCapabilities();
        assertThat(told.hostNumber()).isEqualTo(2);
        assertThat(told.protocols()).containsExactly("HTTP", "HTTPS");
        assertThat(told.maxPort()).isEqualTo(65535);
    }

    @Test
    void clear_freesOurSlotAndNoOther() {
        script(Reply.of(200, list(FOREIGN, OURS)), OK, Reply.of(200, list(FOREIGN, FREE)));
        assertThat(client.notification().clearListeningHost(HostSlot.holding("tok-1234")))
                .isInstanceOfSatisfying(
                        Done.class, done -> assertThat(done.differences()).isEmpty());
        assertThat(device.seen().get(1).target()).endsWith("/httpHosts/2");
        assertThat(device.seen().get(1).body()).contains("<ipAddress>0.0.0.0<").doesNotContain("tok-1234");
        assertThat(client.notification().clearListeningHost(HostSlot.holding("tok-1234")))
                .isInstanceOf(Refused.class);
    }

    @Test
    void test_givesTheDevicesWords() {
        script(
                Reply.of(200, OURS),
                Reply.of(
                        200,
                        "<HttpHostTestResult version=\"2.0\"><errorDescription>Connection refused</errorDescription>"
                                + "</HttpHostTestResult>"));
        HostTestResult result = client.notification().testListeningHost("2");
        assertThat(result.errorDescription()).isEqualTo("Connection refused");
        assertThat(result.reached()).isFalse();
        assertThat(device.seen().get(1).method()).isEqualTo("POST");
        assertThat(device.seen().get(1).body()).contains("192.168.1.5");
    }

    @Test
    void test_isUnsupportedWhereTheFirmwareHasNone() {
        script(Reply.of(200, OURS), NOT_ALLOWED);
        assertThatThrownBy(() -> client.notification().testListeningHost("2"))
                .isInstanceOf(IsapiException.Unsupported.class);
    }

    @Test
    void failures_holdNoPasswordOfASlot() {
        script(
                NOT_SUPPORTED,
                MODEL,
                Reply.of(200, list(FOREIGN, FREE)),
                NOT_ALLOWED,
                Reply.of(400, "their-secret tok-1234"));
        assertThatThrownBy(() -> install(HostSlot.holding("tok-1234"), ReplaceForeign.NEVER))
                .isInstanceOf(IsapiException.class)
                .message()
                .doesNotContain("their-secret")
                .doesNotContain("tok-1234");
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

    private HostChange install(HostSlot slot, ReplaceForeign consent) {
        return client.notification().installListeningHost(target().build(), slot, consent);
    }

    private void script(Reply... replies) {
        for (Reply reply : replies) {
            device.then(reply);
        }
    }

    private static ListenerTarget.Builder target() {
        return ListenerTarget.builder().host("192.168.1.5").port(8099).path("/hook/tok-1234");
    }

    private static String list(String... slots) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<HttpHostNotificationList version=\"2.0\""
                + " xmlns=\"http://www.hikvision.com/ver20/XMLSchema\">\n  " + String.join("\n  ", slots)
                + "\n</HttpHostNotificationList>\n";
    }

    private static String slot(String id, String url, String ip, String port) {
        return "<HttpHostNotification>\n    <id>" + id + "</id>\n    <url>" + url + "</url>\n"
                + "    <protocolType>HTTP</protocolType>\n    <parameterFormatType>XML</parameterFormatType>\n"
                + "    <addressingFormatType>ipaddress</addressingFormatType>\n    <ipAddress>" + ip + "</ipAddress>\n"
                + "    <portNo>" + port + "</portNo>\n    <httpAuthenticationMethod>none</httpAuthenticationMethod>\n"
                + "  </HttpHostNotification>";
    }
}
