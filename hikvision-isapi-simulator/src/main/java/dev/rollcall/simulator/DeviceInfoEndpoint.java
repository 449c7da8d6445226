package dev.rollcall.simulator;

/** GET /ISAPI/System/deviceInfo: XML whatever format is asked for (DS-K1T342MWX V4.48.40, DS-K1T8003MF V1.3.37). */
final class DeviceInfoEndpoint implements Endpoint {
    private final SimulatedDevice device;
    private final FirmwareProfile profile;

    DeviceInfoEndpoint(SimulatedDevice device, FirmwareProfile profile) {
        this.device = device;
        this.profile = profile;
    }

    @Override
    public String path() {
        return "/ISAPI/System/deviceInfo";
    }

    @Override
    public Answer answer(Request request) {
        if (!request.method().equals("GET")) {
            return Refusal.methodNotAllowed(profile.methodNotAllowedStatus()).xml();
        }
        DeviceIdentity identity = device.identity();
        return Answer.xml(
                200,
                new FlatXml("DeviceInfo")
                        .put("deviceName", "Access Controller")
                        .put("deviceID", 255)
                        .put("deviceDescription", "ACS")
                        .put("model", identity.model())
                        .put("serialNumber", identity.longSerial())
                        .put("macAddress", identity.mac())
                        .put("firmwareVersion", identity.firmware())
                        .put("firmwareReleasedDate", "build " + identity.build())
                        .put("deviceType", "ACS")
                        .put("subDeviceType", "accessControlTerminal")
                        .put("telecontrolID", 1)
                        .put("electroLockNum", 1)
                        .put("RS485Num", 1)
                        .put("manufacturer", "hikvision")
                        .put("OEMCode", 1)
                        .put("marketType", 2)
                        .document());
    }
}
