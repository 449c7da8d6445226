package dev.rollcall.simulator;

import java.util.Optional;
import java.util.Set;

/** What a firmware refuses to take as a receiver. The message of a refusal names the element. Immutable. */
final class HostRules {
    private static final int HIGHEST_PORT = 65_535;
    private static final String IPV4 = "((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.|$)){4}";

    private final FirmwareProfile profile;

    HostRules(FirmwareProfile profile) {
        this.profile = profile;
    }

    Optional<Refusal> refusal(XmlElement host) {
        String protocol = host.textOrEmpty("protocolType");
        boolean known = Set.of("HTTP", "HTTPS", "EHome").contains(protocol);
        if (!known || (protocol.equals("HTTPS") && !profile.get(PushTraits.HTTPS_ALLOWED))) {
            return refused("protocolType");
        } else if (host.textOrEmpty("url").length() > profile.get(PushTraits.URL_LIMIT)) {
            return refused("url");
        }
        return addressRefusal(host);
    }

    /** Refused if any field of any slot is empty (DS-K1A8503MF V1.4.0); other firmwares do not mind. */
    Optional<Refusal> emptyField(XmlElement host) {
        if (!profile.get(PushTraits.EMPTY_SLOT_REFUSED)) {
            return Optional.empty();
        }
        return host.children().stream()
                .filter(field -> field.children().isEmpty() && field.text().isBlank())
                .findFirst()
                .flatMap(field -> refused(field.name()));
    }

    private Optional<Refusal> addressRefusal(XmlElement host) {
        boolean byName = host.textOrEmpty("addressingFormatType").equals("hostname");
        if (byName && profile.get(PushTraits.IP_ONLY)) {
            return refused("ipAddress");
        } else if (byName && host.textOrEmpty("hostName").isEmpty()) {
            return refused("hostName");
        } else if (!byName && !host.textOrEmpty("ipAddress").matches(IPV4)) {
            return refused("ipAddress");
        }
        int port = PushHost.number(host.textOrEmpty("portNo"));
        boolean unused = host.textOrEmpty("ipAddress").equals("0.0.0.0");
        return unused || (port >= profile.get(PushTraits.LOWEST_PORT) && port <= HIGHEST_PORT)
                ? Optional.empty()
                : refused("portNo");
    }

    private static Optional<Refusal> refused(String element) {
        return Optional.of(Refusal.badXmlContent(element));
    }
}
