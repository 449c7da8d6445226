package dev.rollcall.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Attendance keys, mode and plans; documents as on DS-K1A340FWX V1.2.7.*/
final class AttendanceResources {
    static final List<String> WEEK =
            List.of("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday");

    private static final String ROOT = "/ISAPI/AccessControl/";
    private static final List<String> KEYS =
            List.of("checkIn", "checkOut", "breakOut", "breakIn", "overtimeIn", "overtimeOut");
    private static final List<String> LABELS =
            List.of("Check In", "Check Out", "Break Out", "Break In", "Overtime In", "Overtime Out");
    private static final List<String> PROPERTIES = List.of("check", "break", "overtime");

    private AttendanceResources() {}

    static List<Endpoint> endpoints(SimulatedDevice device, FirmwareProfile profile) {
        NumberedJson keys = new NumberedJson.Builder(
                        ROOT + "keyCfg", "/attendance", "Attendance", KEYS.size(), device, profile)
                .build(AttendanceResources::key);
        NumberedJson templates = new NumberedJson.Builder(
                        ROOT + "Attendance/planTemplate", "AttendancePlanTemplate", 3, device, profile)
                .build(AttendanceResources::template);
        return List.of(
                keys,
                ReadOnly.json(ROOT + "keyCfg/attendance", profile, () -> list("AttendanceList", keys, null)),
                new StoredJson(
                                ROOT + "Configuration/attendanceMode",
                                "AttendanceMode",
                                device,
                                profile,
                                () -> CJson.object().put("mode", "disable"))
                        .refusing(AttendanceResources::wrongInMode),
                new NumberedJson.Builder(ROOT + "Attendance/weekPlan", "AttendanceWeekPlan", 3, device, profile)
                        .build(number -> weekPlan()),
                templates,
                ReadOnly.json(
                        ROOT + "Attendance/planTemplate",
                        profile,
                        () -> list("AttendancePlanTemplateList", templates, "templateNo")));
    }

    private static ObjectNode list(String root, NumberedJson documents, @Nullable String numberField) {
        ObjectNode answer = CJson.object();
        ArrayNode list = answer.putArray(root);
        for (int number = 1; number <= documents.count(); number++) {
            ObjectNode entry = list.addObject();
            if (numberField != null) {
                entry.put(numberField, number);
            }
            entry.setAll(documents.document(number));
        }
        return answer;
    }

    private static ObjectNode key(int number) {
        return CJson.object()
                .put("enable", true)
                .put("attendanceStatus", KEYS.get(number - 1))
                .put("label", LABELS.get(number - 1));
    }

    /** The four modes are told from memory by integrators, not captured. */
    private static @Nullable String wrongInMode(ObjectNode document) {
        return Set.of("disable", "manual", "auto", "manualAndAuto")
                        .contains(document.path("mode").asText())
                ? null
                : "mode";
    }

    private static ObjectNode weekPlan() {
        ObjectNode plan = CJson.object().put("enable", false);
        for (String day : WEEK) {
            ObjectNode cell = plan.withArray("WeekPlanCfg").addObject();
            cell.put("id", 1).put("week", day).put("enable", false);
            cell.putObject("TimeSegment").put("beginTime", "00:00:00").put("endTime", "00:00:00");
        }
        return plan;
    }

    private static ObjectNode template(int number) {
        return CJson.object()
                .put("enable", false)
                .put("property", PROPERTIES.get(number - 1))
                .put("templateName", "template" + number)
                .put("weekPlanNo", number);
    }
}
