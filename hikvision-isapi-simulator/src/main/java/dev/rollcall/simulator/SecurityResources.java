package dev.rollcall.simulator;

import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** What stands under /ISAPI/Security beside userCheck; documents as on DS-K1A340FWX V1.2.7. All of it is read-only. */
final class SecurityResources {
    /** No zone, a blank in the middle. */
    private static final DateTimeFormatter LOGIN_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private SecurityResources() {}

    static List<Endpoint> endpoints(SimulatedDevice device, FirmwareProfile profile, List<Account> accounts) {
        return List.of(
                ReadOnly.xml("/ISAPI/Security/capabilities", profile, SecurityResources::capabilities),
                ReadOnly.xml("/ISAPI/Security/illegalLoginLock", profile, () -> loginLock(device, profile)),
                ReadOnly.xml("/ISAPI/Security/users", profile, () -> users(accounts)),
                ReadOnly.xml("/ISAPI/Security/adminAccesses", profile, SecurityResources::adminAccesses),
                ReadOnly.xml(
                        "/ISAPI/Security/onlineUser",
                        profile,
                        () -> onlineUser(device, accounts.get(0).name())));
    }

    /** Offers SHA-256 without ever using it, and says isSupportSecurityEmail twice. */
    private static XmlElement capabilities() {
        return XmlElement.of("SecurityCap")
                .with("supportUserNums", 1)
                .with("issupIllegalLoginLock", true)
                .with("isSupportOnlineUser", true)
                .with("isSupportAnonymous", false)
                .with(XmlElement.of("securityVersion").withAttribute("opt", 1))
                .with("keyIterateNum", 100)
                .with("isSupportUserCheck", true)
                .with(XmlElement.of("WebCertificateCap")
                        .with(XmlElement.of("CertificateType", "digest").withAttribute("opt", "digest"))
                        .with(XmlElement.of("SecurityAlgorithm")
                                .with(XmlElement.of("algorithmType", "MD5")
                                        .withAttribute("opt", "MD5,SHA256,MD5/SHA256"))))
                .with("isSupportSecurityEmail", true)
                .with(XmlElement.of("SecurityLimits")
                        .with(XmlElement.of("LoginPasswordLenLimit", 8)
                                .withAttribute("min", 8)
                                .withAttribute("max", 16)))
                .with("isIrreversible", true)
                .with("isSupportSecurityEmail", true);
    }

    private static XmlElement loginLock(SimulatedDevice device, FirmwareProfile profile) {
        LoginLock lock = device.loginLock().orElseGet(() -> LoginLock.of(profile));
        return XmlElement.of("IllegalLoginLock")
                .with("enabled", lock.enabled())
                .with("maxIllegalLoginTimes", lock.limit())
                .with("maxIllegalLoginLockTime", lock.time().toSeconds());
    }

    private static XmlElement users(List<Account> accounts) {
        XmlElement list = XmlElement.of("UserList");
        for (int i = 0; i < accounts.size(); i++) {
            list = list.with(XmlElement.of("User")
                    .with("id", i + 1)
                    .with("userName", accounts.get(i).name())
                    .with("userLevel", i == 0 ? "Administrator" : "Operator"));
        }
        return list;
    }

    private static XmlElement adminAccesses() {
        return XmlElement.of("AdminAccessProtocolList")
                .with(access(1, "HTTP", 80))
                .with(access(2, "DEV_MANAGE", 8000).without("enabled"))
                .with(access(4, "HTTPS", 443));
    }

    private static XmlElement access(int id, String protocol, int port) {
        return XmlElement.of("AdminAccessProtocol")
                .with("id", id)
                .with("enabled", true)
                .with("protocol", protocol)
                .with("portNo", port);
    }

    private static XmlElement onlineUser(SimulatedDevice device, String user) {
        return XmlElement.of("OnlineUserList")
                .with(XmlElement.of("OnlineUser")
                        .with("id", 65_536)
                        .with("name", user)
                        .with("type", "admin")
                        .with("loginTime", device.now().format(LOGIN_TIME))
                        .with(XmlElement.of("clientAddress").with("ipAddress", "127.0.0.1")));
    }
}
