package dev.rollcall.isapi.notification;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.rollcall.isapi.internal.BodyReader;
import dev.rollcall.isapi.internal.UnreadableBodyException;
import dev.rollcall.isapi.notification.HostChange.Difference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What to write into a slot, and whether the device kept it. */
final class HostFields {

    private static final String NOBODY = "0.0.0.0";

    private HostFields() {}

    /** New values for a slot. What another system left there besides its address (user, password) goes out with it. */
    static Map<String, Optional<String>> of(ListenerTarget target, ListeningHost before, boolean ours) {
        Map<String, Optional<String>> values = new LinkedHashMap<>();
        wanted(target).forEach((name, value) -> values.put(name, Optional.of(value)));
        values.put(target.isHostName() ? "ipAddress" : "hostName", Optional.empty());
        values.put("ipv6Address", Optional.empty());
        if (!ours || before.userName() == null) {
            values.put("userName", Optional.empty());
            values.put("password", Optional.empty());
        }
        if (!ours || before.httpAuthenticationMethod() == null) {
            values.put("httpAuthenticationMethod", Optional.of("none"));
        }
        if (before.enabled() != null) {
            values.put("enabled", Optional.of("true"));
        }
        return values;
    }

    /** Values of a slot that nobody uses, as devices print one. */
    static Map<String, Optional<String>> nobody(ListeningHost before) {
        Map<String, Optional<String>> values = new LinkedHashMap<>();
        values.put("url", Optional.of("/"));
        values.put("protocolType", Optional.of("HTTP"));
        values.put("addressingFormatType", Optional.of("ipaddress"));
        values.put("hostName", Optional.empty());
        values.put("ipAddress", Optional.of(NOBODY));
        values.put("ipv6Address", Optional.empty());
        values.put("portNo", Optional.of("80"));
        values.put("userName", Optional.empty());
        values.put("password", Optional.empty());
        values.put("httpAuthenticationMethod", Optional.of("none"));
        if (before.enabled() != null) {
            values.put("enabled", Optional.of("false"));
        }
        return values;
    }

    /** Whether the slot already names the listener; a url that the device did not keep does not count against it. */
    static boolean sameAddress(ListenerTarget target, ListeningHost host) {
        String address = target.isHostName() ? host.hostName() : host.ipAddress();
        boolean url = host.url() == null || host.url().equals("/") || host.url().equals(target.path());
        return target.host().equalsIgnoreCase(address) && Objects.equals(host.portNo(), target.port()) && url;
    }

    /** What the device has otherwise than asked. */
    static List<Difference> differences(ListenerTarget target, ListeningHost kept) {
        Map<String, @Nullable String> has = new LinkedHashMap<>();
        has.put("url", kept.url());
        has.put("protocolType", kept.protocolType());
        has.put("parameterFormatType", kept.parameterFormatType());
        has.put("addressingFormatType", kept.addressingFormatType());
        has.put("hostName", kept.hostName());
        has.put("ipAddress", kept.ipAddress());
        has.put("portNo", kept.portNo() == null ? null : String.valueOf(kept.portNo()));
        has.put("httpBroken", kept.httpBroken() == null ? null : String.valueOf(kept.httpBroken()));
        List<Difference> differences = new ArrayList<>();
        wanted(target).forEach((name, value) -> {
            String now = has.get(name);
            boolean same = name.equals("url") ? value.equals(now) : value.equalsIgnoreCase(now);
            if (!same) {
                differences.add(new Difference(name, value, now));
            }
        });
        if (Boolean.FALSE.equals(kept.enabled())) {
            differences.add(new Difference("enabled", "true", "false"));
        }
        return differences;
    }

    static List<Difference> notCleared(ListeningHost kept) {
        return kept.free() ? List.of() : List.of(new Difference("ipAddress", NOBODY, kept.ipAddress()));
    }

    /** Slots of others that are not as they were. */
    static List<Difference> foreignChanges(HostsDocument before, HostsDocument after, String ours) {
        List<Difference> changes = new ArrayList<>();
        for (ListeningHost host : before.hosts()) {
            ListeningHost now = after.byId(host.id());
            if (!host.id().equals(ours) && (now == null || !saysTheSame(host, now))) {
                changes.add(new Difference("foreign slot " + host.id(), host.toString(), String.valueOf(now)));
            }
        }
        return changes;
    }

    /** Fields that slots of others print without a value, by slot. */
    static List<String> emptyForeignFields(HostsDocument before, String ours) {
        List<String> empty = new ArrayList<>();
        for (ListeningHost host : before.hosts()) {
            if (!host.id().equals(ours)) {
                tree(host).properties().forEach(field -> {
                    if (field.getValue().isValueNode()
                            && field.getValue().asText().isBlank()) {
                        empty.add(field.getKey() + " of slot " + host.id());
                    }
                });
            }
        }
        return empty;
    }

    private static Map<String, String> wanted(ListenerTarget target) {
        Map<String, String> wanted = new LinkedHashMap<>();
        wanted.put("url", target.path());
        wanted.put("protocolType", target.https() ? "HTTPS" : "HTTP");
        if (target.format() != null) {
            wanted.put("parameterFormatType", target.format());
        }
        wanted.put("addressingFormatType", target.isHostName() ? "hostname" : "ipaddress");
        wanted.put(target.isHostName() ? "hostName" : "ipAddress", target.host());
        wanted.put("portNo", String.valueOf(target.port()));
        if (target.keepEvents() != null) {
            wanted.put("httpBroken", String.valueOf(target.keepEvents()));
        }
        return wanted;
    }

    private static boolean saysTheSame(ListeningHost one, ListeningHost other) {
        JsonNode tree = tree(one);
        return one.raw().equals(other.raw()) || (!tree.isMissingNode() && tree.equals(tree(other)));
    }

    private static JsonNode tree(ListeningHost host) {
        try {
            byte[] raw = host.raw().toByteArray();
            return BodyReader.read(raw).fields();
        } catch (UnreadableBodyException e) {
            return MissingNode.getInstance();
        }
    }
}
