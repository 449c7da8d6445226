package dev.rollcall.isapi.notification;

import dev.rollcall.isapi.IsapiClient;
import dev.rollcall.isapi.StubDevice;
import dev.rollcall.isapi.StubDevice.Reply;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A device with slots for those it posts to, and a client of it. */
abstract class ListeningHostsFixture {

    static final String STATUS = "<ResponseStatus version=\"2.0\" xmlns=\"http://www.isapi.org/ver20/XMLSchema\">"
            + "<requestURL></requestURL><statusCode>%s</statusCode><statusString>x</statusString>"
            + "<subStatusCode>%s</subStatusCode><errorMsg>%s</errorMsg></ResponseStatus>";
    static final Reply OK = Reply.of(200, STATUS.formatted("1", "ok", ""));
    static final Reply NOT_SUPPORTED = Reply.of(404, STATUS.formatted("4", "notSupport", ""));
    static final Reply NOT_ALLOWED = Reply.of(404, STATUS.formatted("4", "methodNotAllowed", ""));
    static final Reply MODEL =
            Reply.of(200, "<DeviceInfo><model>DS-K1T341BM</model><serialNumber>S</serialNumber></DeviceInfo>");
    static final Reply OLD_MODEL =
            Reply.of(200, "<DeviceInfo><model>DS-K1A8503MF</model><serialNumber>S</serialNumber></DeviceInfo>");

    /** A recorder's slot with an unknown extension and odd blanks, a password, and a free slot. */
    static final String FOREIGN = "<HttpHostNotification>\n    <id>1</id>\n    <url>/api/other</url>\n"
            + "    <protocolType>HTTP</protocolType>\n    <!-- kept --><parameterFormatType>XML</parameterFormatType>\n"
            + "    <addressingFormatType>ipaddress</addressingFormatType>\n    <ipAddress>10.0.0.20</ipAddress>\n"
            + "    <portNo>8123</portNo>\n    <userName>them</userName><password>their-secret</password>\n"
            + "    <httpAuthenticationMethod>MD5digest</httpAuthenticationMethod>\n"
            + "    <Extensions xmlns=\"urn:selfextension:psiaext-ver10-xsd\"><intervalBetweenEvents>0</intervalBetweenEvents>"
            + "</Extensions>\n  </HttpHostNotification>";

    static final String FREE = slot("2", "", "0.0.0.0", "0");
    static final String OURS = slot("2", "/hook/tok-1234", "192.168.1.5", "8099");

    StubDevice device;
    IsapiClient client;

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

    HostChange install(HostSlot slot, ReplaceForeign consent) {
        return client.notification().installListeningHost(target().build(), slot, consent);
    }

    void script(Reply... replies) {
        for (Reply reply : replies) {
            device.then(reply);
        }
    }

    static ListenerTarget.Builder target() {
        return ListenerTarget.builder().host("192.168.1.5").port(8099).path("/hook/tok-1234");
    }

    static String list(String... slots) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<HttpHostNotificationList version=\"2.0\""
                + " xmlns=\"http://www.hikvision.com/ver20/XMLSchema\">\n  " + String.join("\n  ", slots)
                + "\n</HttpHostNotificationList>\n";
    }

    static String slot(String id, String url, String ip, String port) {
        return "<HttpHostNotification>\n    <id>" + id + "</id>\n    <url>" + url + "</url>\n"
                + "    <protocolType>HTTP</protocolType>\n    <parameterFormatType>XML</parameterFormatType>\n"
                + "    <addressingFormatType>ipaddress</addressingFormatType>\n    <ipAddress>" + ip + "</ipAddress>\n"
                + "    <portNo>" + port + "</portNo>\n    <httpAuthenticationMethod>none</httpAuthenticationMethod>\n"
                + "  </HttpHostNotification>";
    }
}
