package dev.rollcall.isapi.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.isapi.IsapiClient;
import dev.rollcall.isapi.IsapiException;
import dev.rollcall.isapi.StubDevice;
import dev.rollcall.isapi.StubDevice.Reply;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Schedules of access and attendance. */
final class PlansTest {

    private static final String WEEK =
            "{\"enable\":true,\"planName\":\"day\",\"WeekPlanCfg\":[{\"week\":\"Monday\",\"id\":1,"
                    + "\"enable\":true,\"TimeSegment\":{\"beginTime\":\"08:00:00\",\"endTime\":\"24:00:00\",\"unit\":\"s\"}},"
                    + "{\"week\":\"Monday\",\"id\":2,\"enable\":false,\"authenticationTimesEnabled\":false}]}";

    private final StubDevice device;
    private final IsapiClient client;

    PlansTest() throws Exception {
        device = new StubDevice();
        client = device.client().build();
    }

    @AfterEach
    void close() {
        client.close();
        device.close();
    }

    @Test
    void weekPlans_areReadSpanBySpan() {
        device.thenJson("{\"UserRightWeekPlanCfg\":" + WEEK + "}").thenJson("{\"AttendanceWeekPlan\":" + WEEK + "}");
        WeekPlan plan = client.person().accessWeekPlan(3);
        assertThat(plan.number()).isEqualTo(3);
        assertThat(plan.enabled()).isTrue();
        assertThat(plan.otherFields()).containsOnlyKeys("planName");
        assertThat(plan.segments())
                .containsExactly(
                        new WeekPlan.Segment(
                                "Monday", 1, true, "08:00:00", "24:00:00", Map.of("TimeSegment.unit", "\"s\"")),
                        new WeekPlan.Segment(
                                "Monday", 2, false, null, null, Map.of("authenticationTimesEnabled", "false")));
        assertThat(client.person().attendanceWeekPlan(3)).isEqualTo(plan);
        assertThat(device.seen().get(0).target()).isEqualTo("/ISAPI/AccessControl/UserRightWeekPlanCfg/3?format=json");
        assertThat(device.seen().get(1).target()).isEqualTo("/ISAPI/AccessControl/Attendance/weekPlan/3?format=json");
    }

    @Test
    void planTemplates_areReadAloneAndAsAList() {
        device.thenJson("{\"UserRightPlanTemplate\":{\"enable\":true,\"templateName\":\"always\",\"weekPlanNo\":1,"
                        + "\"holidayGroupNo\":\"1,3\"}}")
                .thenJson("{\"AttendancePlanTemplate\":{\"enable\":false,\"property\":\"break\",\"weekPlanNo\":2}}")
                .thenJson(
                        "{\"AttendancePlanTemplateList\":[{\"templateNo\":1,\"property\":\"check\"},{\"templateNo\":2}]}");
        assertThat(client.person().accessPlanTemplate(4))
                .isEqualTo(new PlanTemplate(4, true, "always", null, 1, "1,3", Map.of()));
        assertThat(client.person().attendancePlanTemplate(2))
                .isEqualTo(new PlanTemplate(2, false, null, "break", 2, null, Map.of()));
        assertThat(client.person().attendancePlanTemplates())
                .extracting(PlanTemplate::number)
                .containsExactly(1, 2);
    }

    @Test
    void attendanceKeys_areNumberedFromOne() {
        device.thenJson(
                        "{\"AttendanceList\":[{\"enable\":true,\"attendanceStatus\":\"checkIn\",\"label\":\"Check In\"},"
                                + "{\"enable\":false,\"attendanceStatus\":\"overTimeOut\",\"label\":\"\"}]}")
                .thenJson("{\"Attendance\":{\"enable\":true,\"attendanceStatus\":\"checkOut\",\"label\":\"Out\"}}")
                .then(Reply.of(404, "{\"statusCode\":4,\"statusString\":\"x\",\"subStatusCode\":\"notSupport\"}"));
        assertThat(client.person().attendanceKeys())
                .containsExactly(
                        new AttendanceKey(1, true, "checkIn", "Check In", Map.of()),
                        new AttendanceKey(2, false, "overTimeOut", null, Map.of()));
        assertThat(client.person().attendanceKey(2).label()).isEqualTo("Out");
        assertThat(device.seen().get(1).target()).isEqualTo("/ISAPI/AccessControl/keyCfg/2/attendance?format=json");
        assertThatThrownBy(() -> client.person().attendanceKey(7)).isInstanceOf(IsapiException.Unsupported.class);
    }

    @Test
    void lists_areNotInvented() {
        device.thenJson("{\"other\":[]}");
        assertThatThrownBy(() -> client.person().attendanceKeys())
                .isInstanceOf(IsapiException.UnexpectedResponse.class)
                .hasMessageContaining("AttendanceList");
    }

    @Test
    void attendanceMode_saysWhoDecides() {
        device.thenJson(
                "{\"AttendanceMode\":{\"mode\":\"auto\",\"reqAttendanceStatus\":true,\"attendanceStatusTime\":20}}");
        assertThat(client.person().attendanceMode()).isEqualTo(new AttendanceMode("auto", true, 20, Map.of()));
        assertThat(device.seen().get(0).target())
                .isEqualTo("/ISAPI/AccessControl/Configuration/attendanceMode?format=json");
    }
}
