package dev.rollcall.simulator;

/** GET /ISAPI/Security/userCheck: tells whoever got in that he is in (DS-K1A340FWX V1.2.7). */
final class UserCheckEndpoint implements Endpoint {
    static final String PATH = "/ISAPI/Security/userCheck";

    private final FirmwareProfile profile;

    UserCheckEndpoint(FirmwareProfile profile) {
        this.profile = profile;
    }

    @Override
    public String path() {
        return PATH;
    }

    @Override
    public Answer answer(Request request) {
        if (!request.method().equals("GET")) {
            return Refusal.methodNotAllowed(profile.methodNotAllowedStatus()).xml();
        }
        return Answer.xml(
                200,
                new FlatXml("userCheck")
                        .put("statusValue", 200)
                        .put("statusString", "OK")
                        .put("isDefaultPassword", "false")
                        .put("isRiskPassword", "false")
                        .put("isActivated", "true")
                        .document());
    }
}
