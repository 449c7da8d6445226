package dev.rollcall.isapi.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.isapi.IsapiClient;
import dev.rollcall.isapi.IsapiException;
import dev.rollcall.isapi.StubDevice;
import dev.rollcall.isapi.StubDevice.Reply;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Setting the clock and its servers. */
final class ClockTest {

    private static final String OK = "<ResponseStatus version=\"2.0\" xmlns=\"http://www.isapi.org/ver20/XMLSchema\">"
            + "<requestURL></requestURL><statusCode>1</statusCode><statusString>OK</statusString>"
            + "<subStatusCode>ok</subStatusCode></ResponseStatus>";

    private final StubDevice device;
    private final IsapiClient client;

    ClockTest() throws Exception {
        device = new StubDevice();
        client = device.client().build();
    }

    @AfterEach
    void close() {
        client.close();
        device.close();
    }

    @Test
    void setTime_printsTheMomentInTheDevicesZoneAndKeepsTheRest() {
        device.thenJson(
                        "\r\n<?xml version=\"1.0\" encoding=\"UTF-8\" ?>\n<Time version=\"2.0\" xmlns=\"http://www.isapi.org/ver20/XMLSchema\">\n"
                                + "<timeMode opt=\"NTP,manual\">NTP</timeMode><localTime>2026-07-13T19:14:08+03:00</localTime>"
                                + "<timeZone>CST-3:00:00</timeZone><x:later xmlns:x=\"urn:x\"><y>1 &amp; 2</y></x:later></Time>")
                .thenJson(OK);
        assertThat(client.system().setTime(Instant.parse("2026-07-13T20:00:00.9Z")))
                .isFalse();
        assertThat(device.seen().get(1).method()).isEqualTo("PUT");
        assertThat(device.seen().get(1).target()).isEqualTo("/ISAPI/System/time");
        assertThat(device.seen().get(1).body())
                .contains("<timeMode opt=\"NTP,manual\">manual</timeMode>")
                .contains("<localTime>2026-07-13T23:00:00+03:00</localTime>")
                .contains("<timeZone>CST-3:00:00</timeZone>")
                .contains("<x:later xmlns:x=\"urn:x\"><y>1 &amp; 2</y></x:later>")
                .contains("xmlns=\"http://www.isapi.org/ver20/XMLSchema\"");
    }

    @Test
    void setTime_knowsDaylightSavingWhereTheZoneDoes() {
        device.thenJson("<Time><timeMode>manual</timeMode><localTime>2026-01-13T19:14:08+01:00</localTime>"
                        + "<timeZone>CST-1:00:00DST01:00:00,M3.5.0/02:00:00,M10.5.0/03:00:00</timeZone></Time>")
                .thenJson(OK);
        client.system().setTime(Instant.parse("2026-07-13T10:00:00Z"));
        assertThat(device.seen().get(1).body()).contains("<localTime>2026-07-13T12:00:00+02:00</localTime>");
    }

    @Test
    void setTime_goesByTheOffsetWhereTheZoneIsNotUnderstood() {
        device.thenJson("<Time><localTime>2026-01-13T19:14:08-04:00</localTime><timeZone>Moon</timeZone></Time>")
                .thenJson("");
        client.system().setTime(Instant.parse("2026-07-13T10:00:00Z"));
        assertThat(device.seen().get(1).body())
                .contains("<localTime>2026-07-13T06:00:00-04:00</localTime>", "<timeMode>manual</timeMode>");
    }

    @Test
    void setTime_guessesNoZone() {
        device.thenJson("<Time><localTime>2026-01-13T19:14:08</localTime></Time>");
        assertThatThrownBy(() -> client.system().setTime(Instant.EPOCH))
                .isInstanceOf(IsapiException.UnexpectedResponse.class)
                .hasMessageContaining("zone");
        assertThat(device.seen()).hasSize(1);
    }

    @Test
    void setTime_takesAWallClockAsGiven() {
        device.thenJson("<Time><localTime>2026-01-13T19:14:08</localTime></Time>")
                .thenJson(OK);
        client.system().setTime(OffsetDateTime.parse("2026-07-13T10:00:00+05:30"));
        assertThat(device.seen().get(1).body()).contains("<localTime>2026-07-13T10:00:00+05:30</localTime>");
    }

    @Test
    void setTime_tellsThatARestartIsNeeded() {
        device.thenJson("<Time><localTime>2026-01-13T19:14:08+00:00</localTime></Time>")
                .thenJson(OK.replace(">1<", ">7<").replace(">OK<", ">Reboot Required<"));
        assertThat(client.system().setTime(Instant.EPOCH)).isTrue();
    }

    @Test
    void setTime_tellsWhatTheDeviceRefuses() {
        device.thenJson("<Time><localTime>2026-01-13T19:14:08+00:00</localTime></Time>")
                .then(Reply.of(
                        400,
                        OK.replace(">1<", ">6<")
                                .replace(">ok<", ">badXmlContent<")
                                .replace("</ResponseStatus>", "<errorMsg>localTime</errorMsg></ResponseStatus>")));
        assertThatThrownBy(() -> client.system().setTime(Instant.EPOCH))
                .isInstanceOfSatisfying(
                        IsapiException.InvalidRequest.class,
                        e -> assertThat(e.field()).isEqualTo("localTime"));
    }

    @Test
    void followTimeServers_sendsNoTimeAlong() {
        device.thenJson("<Time><timeMode>manual</timeMode><localTime>2026-01-13T19:14:08+03:00</localTime>"
                        + "<timeZone>CST-3:00:00</timeZone></Time>")
                .thenJson(OK);
        client.system().followTimeServers();
        assertThat(device.seen().get(1).body())
                .contains("<timeMode>NTP</timeMode><timeZone>CST-3:00:00</timeZone>")
                .doesNotContain("localTime");
    }

    @Test
    void timeCapabilities_readAttributes() {
        device.thenJson("<Time><timeMode opt=\"NTP,manual\"/><localTime min=\"0\" max=\"256\"/>"
                + "<timeType opt=\"local,UTC\">local</timeType></Time>");
        TimeCapabilities told = client.system().timeCapabilities();
        assertThat(told.modes()).containsExactly("NTP", "manual");
        assertThat(told.timeTypes()).containsExactly("local", "UTC");
        assertThat(told.document().largest("localTime")).isEqualTo(256);
    }

    @Test
    void ntpServers_areListedReadAndSet() {
        String server = "<NTPServer><id>1</id><addressingFormatType>hostname</addressingFormatType>"
                + "<hostName>old.example.com</hostName><portNo>123</portNo>"
                + "<synchronizeInterval>60</synchronizeInterval><enabled>true</enabled></NTPServer>";
        device.thenJson("<NTPServerList xmlns=\"http://www.hikvision.com/ver20/XMLSchema\">" + server
                        + "</NTPServerList>")
                .thenJson(server)
                .thenJson(OK);
        NtpServer read = client.system().ntpServers().get(0);
        assertThat(read)
                .isEqualTo(new NtpServer("1", "hostname", "old.example.com", null, 123, 60, Map.of("enabled", "true")));
        client.system().putNtpServer(read.withHostName("time.example.com/<&>"));
        assertThat(device.seen().get(2).method() + " " + device.seen().get(2).target())
                .isEqualTo("PUT /ISAPI/System/time/ntpServers/1");
        assertThat(device.seen().get(2).body())
                .contains("<hostName>time.example.com/&lt;&amp;&gt;</hostName>", "<enabled>true</enabled>")
                .contains("<synchronizeInterval>60</synchronizeInterval>");
    }

    @Test
    void ntpServers_mayBeNone() {
        device.thenJson("<NTPServerList version=\"2.0\">\n</NTPServerList>")
                .thenJson("<NTPServer><ipAddress>192.0.2.1</ipAddress></NTPServer>");
        assertThat(client.system().ntpServers()).isEmpty();
        NtpServer second = client.system().ntpServer("2");
        assertThat(second.id()).isEqualTo("2");
        assertThat(second.withIpAddress("192.0.2.9").addressingFormatType()).isEqualTo("ipaddress");
    }
}
