package dev.rollcall.simulator;

/**
 * GET and PUT /ISAPI/System/time/ntpServers and …/1: the one NTP server a terminal knows. The element names are those of
 * integrators' requests; no capture of a terminal's answer was found.
 */
final class NtpServers implements Endpoint {
    private static final String PATH = "/ISAPI/System/time/ntpServers";

    private final SimulatedDevice device;
    private final FirmwareProfile profile;

    NtpServers(SimulatedDevice device, FirmwareProfile profile) {
        this.device = device;
        this.profile = profile;
    }

    @Override
    public String path() {
        return PATH;
    }

    @Override
    public Answer answer(Request request) {
        return switch (request.method()) {
            case "GET" ->
                Answer.xml(
                        200, XmlElement.of("NTPServerList").with(server(device)).document());
            case "PUT" ->
                XmlText.parse(request.body())
                        .flatMap(list -> list.child("NTPServer"))
                        .map(server -> store(device, server))
                        .orElseGet(() -> Refusal.badXmlFormat().xml());
            default ->
                Refusal.methodNotAllowed(profile.methodNotAllowedStatus()).xml();
        };
    }

    private static XmlElement server(SimulatedDevice device) {
        return device.documents()
                .xml(
                        PATH,
                        XmlElement.of("NTPServer")
                                .with("id", 1)
                                .with("addressingFormatType", "hostname")
                                .with("hostName", "time.windows.com")
                                .with("portNo", 123)
                                .with("synchronizeInterval", 60));
    }

    private static Answer store(SimulatedDevice device, XmlElement server) {
        String addressing = server.textOrEmpty("addressingFormatType");
        String address = addressing.equals("ipaddress") ? "ipAddress" : "hostName";
        if (!addressing.equals("ipaddress") && !addressing.equals("hostname")) {
            return Refusal.badXmlContent("addressingFormatType").xml();
        } else if (server.textOrEmpty(address).isEmpty()) {
            return Refusal.badXmlContent(address).xml();
        }
        device.documents().store(PATH, server);
        return Answer.okXml();
    }

    /** The entry itself. */
    static final class Single implements Endpoint {
        private final SimulatedDevice device;
        private final FirmwareProfile profile;

        Single(SimulatedDevice device, FirmwareProfile profile) {
            this.device = device;
            this.profile = profile;
        }

        @Override
        public String path() {
            return PATH + "/1";
        }

        @Override
        public Answer answer(Request request) {
            return switch (request.method()) {
                case "GET" -> Answer.xml(200, server(device).document());
                case "PUT" ->
                    XmlText.parse(request.body())
                            .filter(root -> root.name().equals("NTPServer"))
                            .map(server -> store(device, server))
                            .orElseGet(() -> Refusal.badXmlFormat().xml());
                default ->
                    Refusal.methodNotAllowed(profile.methodNotAllowedStatus()).xml();
            };
        }
    }
}
