package dev.rollcall.simulator;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Where events are pushed.
 *
 * @param asXml whether the body is XML instead of JSON
 * @param heartbeat as asked for in SubscribeEvent, zero if not
 */
record PushHost(URI address, boolean asXml, Duration heartbeat) {

    /** The receiver a slot names; nothing if the slot is empty, switched off or not for HTTP. */
    static Optional<PushHost> of(XmlElement host) {
        boolean byName = host.textOrEmpty("addressingFormatType").equals("hostname");
        String address = host.textOrEmpty(byName ? "hostName" : "ipAddress");
        String scheme = host.textOrEmpty("protocolType");
        int port = number(host.textOrEmpty("portNo"));
        boolean off = "false".equals(host.textOf("enabled"));
        if (off
                || address.isEmpty()
                || address.equals("0.0.0.0")
                || port == 0
                || !List.of("HTTP", "HTTPS").contains(scheme)) {
            return Optional.empty();
        }
        String url = host.textOrEmpty("url");
        try {
            URI whole = new URI(scheme.equals("HTTP") ? "http" : "https", null, address, port, "/", null, null);
            return Optional.of(new PushHost(
                    whole.resolve(url.startsWith("/") ? url : "/" + url),
                    "XML".equals(host.textOf("parameterFormatType")),
                    heartbeat(host)));
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The slot that names this receiver. */
    static XmlElement element(int slot, URI receiver) {
        boolean https = receiver.getScheme().equals("https");
        boolean byName = !receiver.getHost().matches("[0-9.]+|\\[.*]");
        String query = receiver.getRawQuery() == null ? "" : "?" + receiver.getRawQuery();
        return XmlElement.of("HttpHostNotification")
                .with("id", slot)
                .with("enabled", true)
                .with("url", Objects.requireNonNullElse(receiver.getRawPath(), "") + query)
                .with("protocolType", https ? "HTTPS" : "HTTP")
                .with("parameterFormatType", "JSON")
                .with("addressingFormatType", byName ? "hostname" : "ipaddress")
                .with(byName ? "hostName" : "ipAddress", receiver.getHost())
                .with("portNo", receiver.getPort() > 0 ? receiver.getPort() : https ? 443 : 80)
                .with("httpAuthenticationMethod", "none");
    }

    /** A whole number from 0; 0 for anything else. */
    static int number(String text) {
        return text.matches("\\d{1,6}") ? Integer.parseInt(text) : 0;
    }

    private static Duration heartbeat(XmlElement host) {
        return host.child("SubscribeEvent")
                .map(subscription -> Duration.ofSeconds(number(subscription.textOrEmpty("heartbeat"))))
                .orElse(Duration.ZERO);
    }
}
