package dev.rollcall.simulator;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The receivers of pushes, slot by slot, as the device keeps them over restarts. Safe for use by several threads. */
final class HostList {
    static final String PATH = "/ISAPI/Event/notification/httpHosts";

    private static final int EHOME_PORT = 15_300;

    private final SimulatedDevice device;
    private final FirmwareProfile profile;

    HostList(SimulatedDevice device, FirmwareProfile profile) {
        this.device = device;
        this.profile = profile;
    }

    int size() {
        return profile.get(PushTraits.SLOTS);
    }

    boolean has(int slot) {
        return slot >= 1 && slot <= size();
    }

    List<XmlElement> all() {
        return IntStream.rangeClosed(1, size()).mapToObj(this::host).toList();
    }

    XmlElement host(int slot) {
        return device.documents().xml(path(slot), fromTheFactory(slot));
    }

    /** Where the slot's events go, if it is set so that any can. */
    Optional<PushHost> target(int slot) {
        return PushHost.of(host(slot));
    }

    /** Keeps what this firmware keeps of it, and fills in what it fills in. */
    void store(int slot, XmlElement given) {
        List<XmlElement> kept = new ArrayList<>();
        kept.add(XmlElement.of("id", slot));
        for (XmlElement field : given.children()) {
            if (isKept(field.name())) {
                kept.add(field);
            }
        }
        if (!profile.get(PushTraits.URL_KEPT)) {
            kept.add(1, XmlElement.of("url"));
        }
        boolean silent =
                profile.get(PushTraits.ENABLED_FLAG) && given.child("enabled").isEmpty();
        if (silent) {
            kept.add(XmlElement.of("enabled", false));
        }
        XmlElement host = XmlElement.of("HttpHostNotification").withAll(kept);
        boolean fills = profile.get(PushTraits.FILLS_SUBSCRIPTION)
                && host.child("SubscribeEvent").isEmpty();
        device.documents().store(path(slot), fills ? host.with(subscription()) : host);
    }

    void reset(int slot) {
        device.documents().store(path(slot), fromTheFactory(slot));
    }

    /** The first slot that is not somebody else's, as {@link DeviceSimulator#pushTo} takes it: by force, past every rule. */
    int set(URI receiver) {
        int slot = profile.get(PushTraits.FIRST_SLOT_EHOME) ? 2 : 1;
        device.documents().store(path(slot), PushHost.element(slot, receiver));
        return slot;
    }

    private boolean isKept(String field) {
        return switch (field) {
            case "id", "password" -> false;
            case "url", "httpBroken" -> profile.get(PushTraits.URL_KEPT);
            case "parameterFormatType" -> profile.get(PushTraits.FORMAT_KEPT);
            default -> true;
        };
    }

    /** As DS-K1A340FWX V1.2.7 and, for a foreign first slot, DS-K1A8503MF V1.4.0 have it. */
    private XmlElement fromTheFactory(int slot) {
        boolean ehome = slot == 1 && profile.get(PushTraits.FIRST_SLOT_EHOME);
        XmlElement host = XmlElement.of("HttpHostNotification")
                .with("id", slot)
                .with("url", profile.get(PushTraits.EMPTY_SLOT_REFUSED) ? "/" : "")
                .with("protocolType", ehome ? "EHome" : "HTTP");
        if (profile.get(PushTraits.ENABLED_FLAG)) {
            host = host.with("enabled", false);
        }
        return (profile.get(PushTraits.FORMAT_KEPT) ? host.with("parameterFormatType", "XML") : host)
                .with("addressingFormatType", "ipaddress")
                .with("ipAddress", ehome ? "192.0.2.15" : "0.0.0.0")
                .with("portNo", ehome ? EHOME_PORT : 0)
                .with("httpAuthenticationMethod", "none");
    }

    /** As DS-K1T341BM V3.7.80 fills it in. */
    private static XmlElement subscription() {
        return XmlElement.of("SubscribeEvent")
                .with("heartbeat", 30)
                .with("eventMode", "all")
                .with(XmlElement.of("EventList")
                        .with(XmlElement.of("Event")
                                .with("type", "AccessControllerEvent")
                                .with("pictureURLType", "binary")));
    }

    private static String path(int slot) {
        return PATH + "/" + slot;
    }
}
