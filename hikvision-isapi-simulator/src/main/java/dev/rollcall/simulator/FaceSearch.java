package dev.rollcall.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * POST /ISAPI/Intelligent/FDLib/FDSearch: who has a face enrolled. Condition and answer have no root; FPID is the employee
 * number, the library is blackFD, FDID 1 (integrators' requests).
 */
final class FaceSearch implements Endpoint {
    private final String path;
    private final SimulatedDevice device;
    private final FirmwareProfile profile;

    FaceSearch(String path, SimulatedDevice device, FirmwareProfile profile) {
        this.path = path;
        this.device = device;
        this.profile = profile;
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public Answer answer(Request request) {
        if (!request.method().equals("POST")) {
            return Refusal.methodNotAllowed(profile.methodNotAllowedStatus()).inFormatOf(request);
        }
        try {
            ObjectNode condition =
                    CJson.parse(request.body()).orElseThrow(() -> new ConditionReader.Refused(Refusal.badJsonFormat()));
            for (String needed : List.of("faceLibType", "FDID")) {
                if (!condition.has(needed)) {
                    throw new ConditionReader.Refused(Refusal.parametersLack(needed));
                }
            }
            ObjectNode page = CJson.object()
                    .put("statusCode", 1)
                    .put("statusString", "OK")
                    .put("subStatusCode", "ok");
            PeopleSearch.fill(page, condition, faces(condition.path("FPID").asText()), "MatchList", profile);
            return Answer.json(200, page);
        } catch (ConditionReader.Refused e) {
            return e.refusal().json();
        }
    }

    private List<ObjectNode> faces(String wanted) {
        return device.people().stream()
                .filter(person -> person.credentials().faces() > 0)
                .filter(person -> wanted.isEmpty() || wanted.equals(person.employeeNo()))
                .map(person -> CJson.object()
                        .put("FPID", person.employeeNo())
                        .put("name", person.name())
                        .put("faceURL", PeopleResources.faceUrl(person)))
                .toList();
    }
}
