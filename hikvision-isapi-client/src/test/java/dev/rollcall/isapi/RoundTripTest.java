package dev.rollcall.isapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.isapi.StubDevice.Reply;
import dev.rollcall.isapi.access.EventQuery;
import dev.rollcall.isapi.person.PersonQuery;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** No value that a device prints is lost in a record: rebuilt answers, each with fields nobody knows. */
final class RoundTripTest {

    @Test
    void deviceInfo_losesNothing() throws Exception {
        keeps(
                "<DeviceInfo version=\"2.0\" xmlns=\"http://www.isapi.org/ver20/XMLSchema\"><deviceName>Yard gate</deviceName>"
                        + "<deviceID>255</deviceID><model>DS-K1A000</model><serialNumber>DS-K1A00020240102V010207ENJ00000001"
                        + "</serialNumber><macAddress>02:00:00:00:00:01</macAddress><firmwareVersion>V1.2.7</firmwareVersion>"
                        + "<firmwareReleasedDate>build 240102</firmwareReleasedDate><deviceType>ACS</deviceType>"
                        + "<telecontrolID>1</telecontrolID><a><b unit=\"s\">3</b><c/></a></DeviceInfo>",
                client -> client.system().deviceInfo());
    }

    @Test
    void time_losesNothing() throws Exception {
        keeps(
                "<Time version=\"2.0\"><timeMode>NTP</timeMode><localTime>2026-09-01T07:00:00+05:30</localTime>"
                        + "<timeZone>CST-5:30:00</timeZone><IANA>Asia/Colombo</IANA><timeType>local</timeType></Time>",
                client -> client.system().time());
    }

    @Test
    void event_losesNothing() throws Exception {
        keeps(
                "{\"AcsEvent\":{\"responseStatusStrg\":\"OK\",\"totalMatches\":777,\"InfoList\":[{\"major\":5,\"minor\":75,"
                        + "\"time\":\"2026-09-01T07:00:00+05:30\",\"cardNo\":18446744073709551895,\"cardType\":1,"
                        + "\"name\":\"Ann\",\"employeeNoString\":\"0042\",\"employeeNo\":42,\"doorNo\":\"one\","
                        + "\"serialNo\":12345,\"mask\":\"no\",\"attendanceStatus\":\"newStatus\",\"statusValue\":0,"
                        + "\"FaceRect\":{\"height\":0.140,\"width\":0.250,\"x\":0.1,\"y\":0.2},\"list\":[{\"z\":[1,2]}]},"
                        + "{\"major\":\"x\",\"majorEventType\":9}]}}",
                client -> client.access()
                        .events(EventQuery.builder().build())
                        .next()
                        .records());
    }

    @Test
    void user_losesNothing() throws Exception {
        keeps(
                "{\"UserInfoSearch\":{\"responseStatusStrg\":\"OK\",\"UserInfo\":[{\"employeeNo\":\"0042\",\"name\":\"Ann\","
                        + "\"userType\":\"visitor\",\"Valid\":{\"enable\":true,\"beginTime\":\"2026-01-01T00:00:00\","
                        + "\"endTime\":\"2037-12-31T23:59:59\",\"timeType\":\"UTC\",\"more\":7},\"doorRight\":\"1\","
                        + "\"RightPlan\":[{\"doorNo\":1,\"planTemplateNo\":\"1\",\"q\":8}],\"gender\":\"female\","
                        + "\"numOfCard\":2,\"numOfFP\":3,\"numOfFace\":1,\"groupId\":1,\"password\":\"0000\","
                        + "\"faceURL\":\"http://192.0.0.64/x\",\"PersonInfoExtends\":[{\"value\":\"v\"}]}]}}",
                client -> client.person().users(PersonQuery.everybody()).next().records());
    }

    @Test
    void weekPlan_losesNothing() throws Exception {
        keeps(
                "{\"UserRightWeekPlanCfg\":{\"enable\":true,\"extra\":1,\"WeekPlanCfg\":[{\"week\":\"Monday\",\"id\":1,"
                        + "\"enable\":true,\"p\":\"q\",\"TimeSegment\":{\"beginTime\":\"08:00:00\",\"endTime\":\"17:00:00\","
                        + "\"r\":\"s\"}}]}}",
                client -> client.person().accessWeekPlan(4));
    }

    @Test
    void workStatus_losesNothing() throws Exception {
        keeps(
                "{\"AcsWorkStatus\":{\"doorLockStatus\":[0,1],\"doorStatus\":[4,2],\"magneticStatus\":[0,\"?\"],\"caseStatus\":[],"
                        + "\"cardReaderOnlineStatus\":[1,0],\"cardReaderVerifyMode\":[10,3],\"cardNum\":7,\"new\":{\"a\":\"b\"}}}",
                client -> client.access().workStatus());
    }

    private static void keeps(String body, Function<IsapiClient, Object> reading) throws Exception {
        try (StubDevice device = new StubDevice().then(Reply.of(200, body));
                IsapiClient client = device.client().build()) {
            Object read = reading.apply(client);
            Map<String, Integer> kept = new HashMap<>();
            KeptValues.kept(read).forEach(value -> kept.merge(value, 1, Integer::sum));
            List<String> lost = new ArrayList<>(KeptValues.printed(body.getBytes(StandardCharsets.UTF_8)));
            assertThat(lost).isNotEmpty();
            lost.removeIf(value -> kept.merge(value, -1, Integer::sum) >= 0);
            // the words of paging are the page's, not a record's
            lost.removeAll(List.of("OK", "777"));
            assertThat(lost).isEmpty();
        }
    }
}
