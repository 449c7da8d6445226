package dev.rollcall.simulator;

/**
 * PUT /ISAPI/System/reboot: says OK, then the device goes away and comes back with a 2/1024 in its log. That
 * it still answers before it goes is assumed.
 */
final class RebootEndpoint implements Endpoint {
    private final FirmwareProfile profile;
    private final Runnable reboot;

    RebootEndpoint(FirmwareProfile profile, Runnable reboot) {
        this.profile = profile;
        this.reboot = reboot;
    }

    @Override
    public String path() {
        return "/ISAPI/System/reboot";
    }

    @Override
    public Answer answer(Request request) {
        return request.method().equals("PUT")
                ? Answer.okXml().andThen(reboot)
                : Refusal.methodNotAllowed(profile.methodNotAllowedStatus()).xml();
    }
}
