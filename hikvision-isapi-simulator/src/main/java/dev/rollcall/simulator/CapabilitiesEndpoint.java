package dev.rollcall.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * GET /ISAPI/AccessControl/AcsEvent/capabilities?format=json: the bounds of a search. Shape, spellings of choices (comma
 * text beside an array) and code lists follow DS-K1T342MWX V4.48.40, the code lists shortened.
 */
final class CapabilitiesEndpoint implements Endpoint {
    private final FirmwareProfile profile;

    CapabilitiesEndpoint(FirmwareProfile profile) {
        this.profile = profile;
    }

    @Override
    public String path() {
        return AcsEventSearch.PATH + "/capabilities";
    }

    @Override
    public Answer answer(Request request) {
        if (!request.method().equals("GET")) {
            return Refusal.methodNotAllowed(profile.methodNotAllowedStatus()).json();
        }
        ObjectNode root = CJson.object();
        ObjectNode event = root.putObject("AcsEvent");
        condition(event.putObject("AcsEventCond"));
        row(event.putObject("InfoList"));
        return Answer.json(200, root);
    }

    private void condition(ObjectNode node) {
        range(node, "searchID", 1, 64);
        range(node, "searchResultPosition", 0, profile.maxPosition());
        range(node, "maxResults", 1, profile.pageLimit());
        choice(node, "major", profile.majorZeroAccepted() ? "0,1,2,3,5" : "1,2,3,5");
        choice(node, "minorAlarm", "1028,1029,1034,1035,1036,1037");
        choice(node, "minorException", "38,39,1024,1031,1032");
        choice(node, "minorOperation", "80,112,113,121,122,123,1024,1025,1026,1027,1029");
        choice(node, "minorEvent", "1,2,3,6,7,8,9,10,21,22,23,24,25,26,27,28,37,38,39,49,75,76,151,155,181");
        range(node, "startTime", 1, 32);
        range(node, "endTime", 1, 32);
        range(node, "cardNo", 1, 20);
        range(node, "name", 1, 128);
        node.put("picEnable", "true,false");
        if (profile.serialWindow()) {
            range(node, "beginSerialNo", 1, SearchCondition.MAX_SERIAL);
            range(node, "endSerialNo", 1, SearchCondition.MAX_SERIAL);
        }
        range(node, "employeeNoString", 1, 32);
        node.put("timeReverseOrder", "true");
    }

    private void row(ObjectNode node) {
        node.put("maxSize", profile.pageLimit());
        range(node, "time", 1, 32);
        range(node, "cardNo", 1, 20);
        choice(node, "cardType", "1,4,5,6");
        range(node, "cardReaderNo", 1, 2);
        range(node, "doorNo", 1, 1);
        range(node, "serialNo", 1, SearchCondition.MAX_SERIAL);
        choice(node, "userType", "normal,visitor,blackList,administrators");
        node.putObject("mask").putArray("@opt").add("unknown").add("yes").add("no");
        choice(node, "attendanceStatus", "undefined,checkIn,checkOut,breakOut,breakIn,overtimeIn,overtimeOut");
    }

    private static void range(ObjectNode node, String name, long min, long max) {
        node.putObject(name).put("@min", min).put("@max", max);
    }

    private static void choice(ObjectNode node, String name, String values) {
        node.putObject(name).put("@opt", values);
    }
}
