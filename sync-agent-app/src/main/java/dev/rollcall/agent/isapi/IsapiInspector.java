package dev.rollcall.agent.isapi;

import dev.rollcall.agent.config.DeviceConfig;
import dev.rollcall.agent.doctor.Inspector;
import dev.rollcall.isapi.DeviceDocument;
import dev.rollcall.isapi.IsapiClient;
import dev.rollcall.isapi.notification.ListeningHost;
import dev.rollcall.isapi.system.DeviceAccount;
import dev.rollcall.isapi.system.DeviceInfo;
import dev.rollcall.isapi.system.DeviceTime;
import dev.rollcall.isapi.system.NtpServer;
import dev.rollcall.isapi.system.UserCheck;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks a Hikvision terminal for the doctor, over the client that reads it. */
final class IsapiInspector implements Inspector {

    private final DeviceConfig device;
    private final IsapiClient client;

    IsapiInspector(DeviceConfig device, IsapiClient client) {
        this.device = device;
        this.client = client;
    }

    @Override
    public Firmware firmware() {
        DeviceInfo told = ask(() -> client.system().deviceInfo());
        return new Firmware(told.model(), told.firmwareVersion(), told.firmwareReleasedDate());
    }

    @Override
    public Role role() {
        List<DeviceAccount> accounts = ask(() -> client.system().accounts());
        String level = accounts.stream()
                .filter(account -> device.username().equals(account.userName()))
                .map(DeviceAccount::userLevel)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        return new Role(level, accounts.size() < 2 && isOneAccountOnly());
    }

    @Override
    public PasswordStrength passwordStrength() {
        UserCheck told = ask(() -> client.system().userCheck());
        return new PasswordStrength(
                Boolean.TRUE.equals(told.isDefaultPassword()), Boolean.TRUE.equals(told.isRiskPassword()));
    }

    @Override
    public TimeSource timeSource() {
        DeviceTime time = ask(() -> client.system().time());
        boolean byServer = "NTP".equalsIgnoreCase(time.timeMode());
        return new TimeSource(byServer, byServer ? server() : null);
    }

    @Override
    public boolean keepsEventsUntilFull() {
        return ask(() -> client.access().eventStorage()).keepsUntilFull();
    }

    @Override
    public boolean offersHttps() {
        return ask(() -> client.system().adminAccesses()).stream()
                .anyMatch(access ->
                        "HTTPS".equalsIgnoreCase(access.protocol()) && !Boolean.FALSE.equals(access.enabled()));
    }

    @Override
    public List<PushTarget> pushTargets() {
        return ask(() -> client.notification().listeningHosts()).stream()
                .filter(host -> !Boolean.FALSE.equals(host.enabled()))
                .map(IsapiInspector::target)
                .toList();
    }

    private static PushTarget target(ListeningHost host) {
        boolean named = "hostname".equalsIgnoreCase(host.addressingFormatType());
        String address = named || host.ipAddress() == null ? host.hostName() : host.ipAddress();
        return new PushTarget(host.id(), host.protocolType(), address, host.portNo(), host.url());
    }

    /** Terminals claim one number in one place and another elsewhere; where they do not tell there may be others. */
    private boolean isOneAccountOnly() {
        DeviceDocument told = ask(() -> client.system().securityCapabilities());
        return told.leaves().entrySet().stream()
                .anyMatch(leaf -> leaf.getKey().endsWith("supportUserNums")
                        && leaf.getValue().strip().equals("1"));
    }

    private @Nullable String server() {
        List<NtpServer> servers = ask(() -> client.system().ntpServers());
        return servers.stream()
                .map(server -> "ipaddress".equalsIgnoreCase(server.addressingFormatType())
                        ? server.ipAddress()
                        : server.hostName())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private <T> T ask(Supplier<T> question) {
        return Failures.translating(device, question);
    }
}
