package dev.rollcall.isapi;

import dev.rollcall.isapi.access.EventQuery;
import dev.rollcall.isapi.person.PersonQuery;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Every call of the rooms that one line can make, by name. */
final class EveryCall {

    private static final EventQuery ALL = EventQuery.builder().build();

    private EveryCall() {}

    static Map<String, Function<IsapiClient, Object>> calls() {
        Map<String, Function<IsapiClient, Object>> calls = new LinkedHashMap<>();
        systemCalls(calls);
        accessCalls(calls);
        personCalls(calls);
        notificationCalls(calls);
        return calls;
    }

    private static void systemCalls(Map<String, Function<IsapiClient, Object>> calls) {
        calls.put("system.deviceInfo", client -> client.system().deviceInfo());
        calls.put("system.time", client -> client.system().time());
        calls.put("system.setTime", client -> client.system().setTime(Instant.parse("2026-07-01T00:00:00Z")));
        calls.put(
                "system.setTime2",
                client -> client.system().setTime(OffsetDateTime.parse("2026-07-01T05:30:00+05:30")));
        calls.put("system.followTimeServers", client -> client.system().followTimeServers());
        calls.put("system.timeCapabilities", client -> client.system().timeCapabilities());
        calls.put("system.ntpServers", client -> client.system().ntpServers());
        calls.put("system.ntpServer", client -> client.system().ntpServer("1"));
        calls.put(
                "system.putNtpServer",
                client -> client.system()
                        .putNtpServer(client.system().ntpServer("1").withIpAddress("192.0.2.7")));
        calls.put("system.capabilities", client -> client.system().capabilities());
        calls.put("system.securityCapabilities", client -> client.system().securityCapabilities());
        calls.put("system.status", client -> client.system().status());
        calls.put("system.userCheck", client -> client.system().userCheck());
        calls.put("system.illegalLoginLock", client -> client.system().illegalLoginLock());
        calls.put("system.accounts", client -> client.system().accounts());
        calls.put("system.adminAccesses", client -> client.system().adminAccesses());
        calls.put("system.onlineUsers", client -> client.system().onlineUsers());
        calls.put("system.resource", client -> client.system().resource("/ISAPI/System/deviceInfo"));
    }

    private static void accessCalls(Map<String, Function<IsapiClient, Object>> calls) {
        calls.put("access.eventCapabilities", client -> client.access().eventCapabilities());
        calls.put(
                "access.events", client -> client.access().events(ALL).records().count());
        calls.put("access.countEvents", client -> client.access().countEvents(ALL));
        calls.put("access.eventStorage", client -> client.access().eventStorage());
        calls.put(
                "access.putEventStorage",
                client -> client.access().putEventStorage(client.access().eventStorage()));
        calls.put("access.eventOptimization", client -> client.access().eventOptimization());
        calls.put("access.settings", client -> client.access().settings());
        calls.put("access.workStatus", client -> client.access().workStatus());
        calls.put("access.cardReader", client -> client.access().cardReader(1));
        calls.put("access.capabilities", client -> client.access().capabilities());
    }

    private static void personCalls(Map<String, Function<IsapiClient, Object>> calls) {
        calls.put("person.userCapabilities", client -> client.person().userCapabilities());
        calls.put(
                "person.users",
                client ->
                        client.person().users(PersonQuery.everybody()).records().count());
        calls.put("person.countUsers", client -> client.person().countUsers());
        calls.put(
                "person.cards",
                client ->
                        client.person().cards(PersonQuery.everybody()).records().count());
        calls.put("person.countCards", client -> client.person().countCards());
        calls.put("person.fingerprints", client -> client.person().fingerprints("00007"));
        calls.put(
                "person.faces",
                client ->
                        client.person().faces(PersonQuery.of("00007")).records().count());
        calls.put("person.accessWeekPlan", client -> client.person().accessWeekPlan(1));
        calls.put("person.accessPlanTemplate", client -> client.person().accessPlanTemplate(1));
        calls.put("person.attendanceMode", client -> client.person().attendanceMode());
        calls.put("person.attendanceKeys", client -> client.person().attendanceKeys());
        calls.put("person.attendanceKey", client -> client.person().attendanceKey(1));
        calls.put("person.attendanceWeekPlan", client -> client.person().attendanceWeekPlan(1));
        calls.put("person.attendancePlanTemplates", client -> client.person().attendancePlanTemplates());
        calls.put("person.attendancePlanTemplate", client -> client.person().attendancePlanTemplate(1));
    }

    private static void notificationCalls(Map<String, Function<IsapiClient, Object>> calls) {
        calls.put("notification.listeningHosts", client -> client.notification().listeningHosts());
        calls.put("notification.listeningHost", client -> client.notification().listeningHost("1"));
        calls.put(
                "notification.listeningHostCapabilities",
                client -> client.notification().listeningHostCapabilities());
        calls.put(
                "notification.subscriptionCapabilities",
                client -> client.notification().subscriptionCapabilities());
    }
}
