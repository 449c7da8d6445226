package dev.rollcall.isapi.discovery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.isapi.RawBytes;
import dev.rollcall.isapi.discovery.DiscoveryNetwork.Datagram;
import dev.rollcall.isapi.internal.BodyReader;
import dev.rollcall.isapi.internal.Document;
import dev.rollcall.isapi.internal.Fields;
import dev.rollcall.isapi.internal.UnreadableBodyException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads answers to a probe leniently: names with a bare {@code &}, bytes that are no UTF-8, elements in any order, unknown ones
 * kept. What is not well-formed even then is read element by element, so that a cut or crooked answer still gives an address.
 */
final class SadpAnswer {

    private static final String ROOT = "ProbeMatch";
    private static final Pattern BARE_AMPERSAND =
            Pattern.compile("&(?!(?:amp|lt|gt|quot|apos|#\\d{1,7}|#x[0-9a-fA-F]{1,6});)");
    private static final Pattern NOT_XML = Pattern.compile("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F]");
    private static final Pattern LEAF =
            Pattern.compile("<([A-Za-z_][A-Za-z0-9_.-]{0,63})>([^<]{0,2000})</\\1\\s{0,10}>");
    private static final Pattern MAC = Pattern.compile("(?:[0-9a-f]{2}[-:]?){5}[0-9a-f]{2}");
    private static final Set<String> KNOWN = Set.of(
            "DeviceSN",
            "DeviceDescription",
            "MAC",
            "IPv4Address",
            "IPv4SubnetMask",
            "IPv4Gateway",
            "IPv6Address",
            "HttpPort",
            "HttpsPort",
            "CommandPort",
            "DHCP",
            "SoftwareVersion",
            "BootTime",
            "Activated");

    private SadpAnswer() {}

    /** The device; null if the datagram is something else, such as somebody's probe, or names no device. */
    static @Nullable DiscoveredDevice parse(Datagram datagram) {
        String text = new String(datagram.content(), StandardCharsets.UTF_8);
        if (!text.contains(ROOT)) {
            return null;
        }
        JsonNode tree = read(text);
        return tree == null ? null : device(new Fields(tree), datagram);
    }

    private static @Nullable JsonNode read(String text) {
        String repaired = NOT_XML.matcher(BARE_AMPERSAND.matcher(text).replaceAll("&amp;"))
                .replaceAll("\uFFFD");
        try {
            Document document = BodyReader.read(repaired.getBytes(StandardCharsets.UTF_8));
            return document.root().equalsIgnoreCase(ROOT) ? document.fields() : null;
        } catch (UnreadableBodyException crooked) {
            return leaves(text);
        }
    }

    private static @Nullable JsonNode leaves(String text) {
        if (!text.contains("<" + ROOT) || text.contains("<!DOCTYPE")) {
            return null;
        }
        ObjectNode leaves = JsonNodeFactory.instance.objectNode();
        Matcher leaf = LEAF.matcher(text);
        while (leaf.find()) {
            leaves.put(leaf.group(1), leaf.group(2));
        }
        return leaves;
    }

    private static @Nullable DiscoveredDevice device(Fields fields, Datagram datagram) {
        DiscoveredDevice device = new DiscoveredDevice(
                datagram.sender(),
                fields.text("DeviceSN"),
                fields.text("DeviceDescription"),
                macAddress(fields.text("MAC")),
                fields.text("IPv4Address"),
                fields.text("IPv4SubnetMask"),
                fields.text("IPv4Gateway"),
                fields.text("IPv6Address"),
                port(fields, "HttpPort"),
                port(fields, "HttpsPort"),
                port(fields, "CommandPort"),
                fields.truth("DHCP"),
                fields.text("SoftwareVersion"),
                fields.text("BootTime"),
                fields.truth("Activated"),
                fields.othersAsText(KNOWN),
                RawBytes.of(datagram.content()));
        boolean named = device.serialNumber() != null || device.macAddress() != null || device.ipv4Address() != null;
        return named ? device : null;
    }

    private static @Nullable Integer port(Fields fields, String name) {
        Integer port = fields.number(name);
        return port == null || port < 1 || port > 65535 ? null : port;
    }

    private static @Nullable String macAddress(@Nullable String printed) {
        String lower = printed == null ? "" : printed.toLowerCase(Locale.ROOT);
        if (!MAC.matcher(lower).matches()) {
            return printed;
        }
        return lower.replaceAll("[-:]", "").replaceAll("(..)(?=.)", "$1:");
    }
}
