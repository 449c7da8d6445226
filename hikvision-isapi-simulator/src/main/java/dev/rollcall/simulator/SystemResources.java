package dev.rollcall.simulator;

import java.util.List;

/**
 * What stands under /ISAPI/System beside time and device information. There is no System/status: no terminal was seen to
 * answer it, so it is notSupport like every unknown path.
 */
final class SystemResources {
    private SystemResources() {}

    static List<Endpoint> endpoints(SimulatedDevice device, FirmwareProfile profile, Runnable reboot) {
        return List.of(
                ReadOnly.xml("/ISAPI/System/capabilities", profile, SystemResources::capabilities),
                ReadOnly.xml("/ISAPI/System/time/capabilities", profile, SystemResources::timeCapabilities),
                new NtpServers(device, profile),
                new NtpServers.Single(device, profile),
                new RebootEndpoint(profile, reboot));
    }

    /** Flags as on DS-K1A340FWX V1.2.7, which claims 32 users here and 1 in the security capabilities. */
    private static XmlElement capabilities() {
        return XmlElement.of("DeviceCap")
                .with(XmlElement.of("SysCap")
                        .with("isSupportTimeCap", true)
                        .with("isSupportSubscribeEvent", true)
                        .with("supportUserNums", 32))
                .with("isSupportAccessControlCap", true);
    }

    /** As on DS-K1A340FWX V1.2.7. */
    private static XmlElement timeCapabilities() {
        return XmlElement.of("Time")
                .with(XmlElement.of("timeMode").withAttribute("opt", "NTP,manual"))
                .with(XmlElement.of("localTime").withAttribute("min", 0).withAttribute("max", 256))
                .with(XmlElement.of("timeZone").withAttribute("min", 0).withAttribute("max", 256))
                .with(XmlElement.of("timeType").withAttribute("opt", "local,UTC"));
    }
}
