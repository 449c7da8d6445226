package dev.rollcall.agent.isapi;

import dev.rollcall.agent.config.DeviceConfig;
import dev.rollcall.agent.slot.PushSlots;
import dev.rollcall.isapi.IsapiClient;
import dev.rollcall.isapi.notification.HostChange;
import dev.rollcall.isapi.notification.HostSlot;
import dev.rollcall.isapi.notification.ListenerTarget;
import dev.rollcall.isapi.notification.ListeningHost;
import dev.rollcall.isapi.notification.ReplaceForeign;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A Hikvision terminal's listening hosts. It shares client, log-in and password guard with the source that reads the log. */
final class IsapiPushSlots implements PushSlots {

    private final DeviceConfig device;
    private final IsapiClient client;

    IsapiPushSlots(DeviceConfig device, IsapiClient client) {
        this.device = device;
        this.client = client;
    }

    @Override
    public List<Slot> read(Wanted wanted) {
        return Failures.translating(device, () -> client.notification().listeningHosts()).stream()
                .map(host -> slot(host, wanted))
                .toList();
    }

    @Override
    public Change install(Wanted wanted, @Nullable String replace) {
        HostSlot slot = replace == null || replace.equals(ONLY)
                ? HostSlot.holding(wanted.token())
                : HostSlot.numbered(replace, wanted.token());
        ReplaceForeign consent = replace == null ? ReplaceForeign.NEVER : ReplaceForeign.AGREED;
        return Failures.translating(
                device,
                () -> change(client.notification().installListeningHost(target(wanted), slot, consent), wanted));
    }

    @Override
    public Change renew(Wanted wanted) {
        return Failures.translating(
                device,
                () -> change(
                        client.notification().renewListeningHost(target(wanted), HostSlot.holding(wanted.token())),
                        wanted));
    }

    /** One that keeps no paths has our slot where our address stands. */
    @Override
    public Change clear(Wanted wanted) {
        return Failures.translating(device, () -> {
            HostSlot ours = client.notification().listeningHosts().stream()
                    .filter(host -> slot(host, wanted).ours())
                    .findFirst()
                    .map(host -> HostSlot.numbered(host.id()))
                    .orElseGet(() -> HostSlot.holding(wanted.token()));
            return change(client.notification().clearListeningHost(ours), wanted);
        });
    }

    private static ListenerTarget target(Wanted wanted) {
        ListenerTarget.Builder target =
                ListenerTarget.builder().host(wanted.host()).port(wanted.port()).path(wanted.path());
        return (wanted.loopback() ? target.allowLoopback() : target).build();
    }

    private static Change change(HostChange change, Wanted wanted) {
        if (change instanceof HostChange.Refused refused) {
            return new Change.Refused(
                    refused.why() == HostChange.Refused.Why.SLOT_TAKEN,
                    refused.reason(),
                    refused.taken().stream().map(host -> slot(host, wanted)).toList());
        }
        HostChange.Done done = (HostChange.Done) change;
        return new Change.Done(
                slot(done.host(), wanted),
                done.differences().stream().map(HostChange.Difference::field).toList(),
                done.sent());
    }

    private static Slot slot(ListeningHost host, Wanted wanted) {
        String name = host.hostName() == null || host.hostName().isBlank() ? host.ipAddress() : host.hostName();
        String url = host.url();
        boolean address = wanted.host().equalsIgnoreCase(name)
                && Integer.valueOf(wanted.port()).equals(host.portNo());
        boolean token = url != null && url.contains(wanted.token());
        boolean noPath = url == null || url.isBlank() || url.equals("/");
        boolean posts = !Boolean.FALSE.equals(host.enabled()) && "HTTP".equalsIgnoreCase(host.protocolType());
        return new Slot(
                host.id(),
                host.free() ? null : shown(host, name),
                token || (address && noPath),
                address && posts && wanted.path().equals(url));
    }

    private static String shown(ListeningHost host, @Nullable String name) {
        String protocol =
                host.protocolType() == null ? "http" : host.protocolType().toLowerCase(Locale.ROOT);
        return protocol + "://" + name + (host.portNo() == null ? "" : ":" + host.portNo());
    }
}
