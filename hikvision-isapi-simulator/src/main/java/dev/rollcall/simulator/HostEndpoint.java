package dev.rollcall.simulator;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * GET and PUT /ISAPI/Event/notification/httpHosts/ID, POST …/ID/test, GET …/capabilities. POST and DELETE on a slot are
 * methodNotAllowed (DS-K1A340FWX V1.2.7). A test opens a TCP connection and tells what came of it in
 * HttpHostTestResult. Seen is {@code Connection refused} on DS-K1A8503MF V1.4.0. Assumed are the wording of success and of an
 * address that is none, that every other failure reads as a refused connection too, and that no request is sent.
 */
final class HostEndpoint implements Endpoint {
    private final HostList hosts;
    private final FirmwareProfile profile;
    private final HostRules rules;
    private final HostsEndpoint.SlotListener changed;
    private final Duration timeout;

    HostEndpoint(HostList hosts, FirmwareProfile profile, HostsEndpoint.SlotListener changed, Duration timeout) {
        this.hosts = hosts;
        this.profile = profile;
        this.rules = new HostRules(profile);
        this.changed = changed;
        this.timeout = timeout;
    }

    @Override
    public String path() {
        return HostList.PATH + BELOW;
    }

    @Override
    public Answer answer(Request request) {
        String below = request.path().substring(HostList.PATH.length() + 1);
        if (below.equals("capabilities")) {
            return capabilities(request);
        }
        String[] parts = below.split("/", -1);
        int slot = PushHost.number(parts[0]);
        if (!hosts.has(slot) || parts.length > 2 || (parts.length == 2 && !parts[1].equals("test"))) {
            return Refusal.notSupport(profile.notSupportStatus()).xml();
        }
        return parts.length == 2 ? test(request, slot) : slot(request, slot);
    }

    private Answer slot(Request request, int slot) {
        return switch (request.method()) {
            case "GET" -> Answer.xml(200, hosts.host(slot).document());
            case "PUT" ->
                XmlText.parse(request.body())
                        .filter(root -> root.name().equals("HttpHostNotification"))
                        .map(host -> store(slot, host))
                        .orElseGet(() -> Refusal.badXmlFormat().xml());
            default -> notAllowed();
        };
    }

    private Answer store(int slot, XmlElement host) {
        Optional<Refusal> refusal = rules.emptyField(host).or(() -> rules.refusal(host));
        if (refusal.isPresent()) {
            return refusal.get().xml();
        }
        hosts.store(slot, host);
        changed.configured(slot);
        return Answer.okXml();
    }

    private Answer test(Request request, int slot) {
        if (!profile.get(PushTraits.TEST_ALLOWED)) {
            return profile.get(PushTraits.CAPABILITIES)
                    ? notAllowed()
                    : Refusal.invalidOperation(profile.methodNotAllowedStatus()).xml();
        } else if (!request.method().equals("POST")) {
            return notAllowed();
        }
        XmlElement host = XmlText.parse(request.body()).orElseGet(() -> hosts.host(slot));
        String verdict =
                PushHost.of(host).map(target -> tryOut(target.address())).orElse("Invalid address");
        return Answer.xml(
                200,
                XmlElement.of("HttpHostTestResult")
                        .with("errorDescription", verdict)
                        .document());
    }

    private String tryOut(URI address) {
        int port = address.getPort();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.getHost(), port), Math.toIntExact(timeout.toMillis()));
            return "ok";
        } catch (IOException e) {
            return "Connection refused";
        }
    }

    private Answer capabilities(Request request) {
        if (!profile.get(PushTraits.CAPABILITIES)) {
            return Refusal.notSupport(profile.notSupportStatus()).xml();
        } else if (!request.method().equals("GET")) {
            return notAllowed();
        }
        XmlElement capabilities = XmlElement.of("HttpHostNotificationCap")
                .with("hostNumber", hosts.size())
                .with(XmlElement.of("urlLen").withAttribute("max", profile.get(PushTraits.URL_LIMIT)))
                .with(choice("protocolType", profile.get(PushTraits.HTTPS_ALLOWED) ? "HTTP,HTTPS" : "HTTP"))
                .with(choice(
                        "addressingFormatType", profile.get(PushTraits.IP_ONLY) ? "ipaddress" : "ipaddress,hostname"))
                .with(XmlElement.of("portNo")
                        .withAttribute("min", profile.get(PushTraits.LOWEST_PORT))
                        .withAttribute("max", 65_535))
                .with(choice("httpAuthenticationMethod", "none"));
        return Answer.xml(
                200,
                (profile.get(PushTraits.FORMAT_KEPT)
                                ? capabilities.with(choice("parameterFormatType", "XML,JSON"))
                                : capabilities)
                        .document());
    }

    private static XmlElement choice(String name, String values) {
        return XmlElement.of(name).withAttribute("opt", values);
    }

    private Answer notAllowed() {
        return Refusal.methodNotAllowed(profile.methodNotAllowedStatus()).xml();
    }
}
