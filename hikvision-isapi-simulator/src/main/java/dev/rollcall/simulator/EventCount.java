package dev.rollcall.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** POST /ISAPI/AccessControl/AcsEventTotalNum?format=json: how many events match (DS-K1A340FWX V1.2.7). */
final class EventCount implements Endpoint {
    private final SimulatedDevice device;
    private final FirmwareProfile profile;
    private final ConditionReader reader;

    EventCount(SimulatedDevice device, FirmwareProfile profile) {
        this.device = device;
        this.profile = profile;
        this.reader = new ConditionReader(device, profile);
    }

    @Override
    public String path() {
        return "/ISAPI/AccessControl/AcsEventTotalNum";
    }

    @Override
    public Answer answer(Request request) {
        if (!profile.countsEvents()) {
            return Refusal.notSupport(profile.notSupportStatus()).inFormatOf(request);
        } else if (!request.method().equals("POST")) {
            return Refusal.methodNotAllowed(profile.methodNotAllowedStatus()).inFormatOf(request);
        }
        try {
            SearchCondition condition = reader.condition(ConditionReader.root(request.body(), "AcsEventTotalNumCond"));
            ObjectNode root = CJson.object();
            root.putObject("AcsEventTotalNum")
                    .put(
                            "totalNum",
                            condition.matches(device.eventLog().inTimeOrder()).size());
            return Answer.json(200, root);
        } catch (ConditionReader.Refused e) {
            return e.refusal().json();
        }
    }
}
