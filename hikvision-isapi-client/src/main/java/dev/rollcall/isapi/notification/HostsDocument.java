package dev.rollcall.isapi.notification;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.isapi.IsapiException;
import dev.rollcall.isapi.RawBytes;
import dev.rollcall.isapi.internal.Answer;
import dev.rollcall.isapi.internal.BodyReader;
import dev.rollcall.isapi.internal.Document;
import dev.rollcall.isapi.internal.Fields;
import dev.rollcall.isapi.internal.JsonScanner;
import dev.rollcall.isapi.internal.JsonScanner.Slice;
import dev.rollcall.isapi.internal.UnreadableBodyException;
import dev.rollcall.isapi.internal.XmlElements;
import dev.rollcall.isapi.internal.XmlElements.Element;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The listening hosts as the device printed them, in XML of any namespace or JSON: what they say, and where in the bytes each slot
 * stands, so that one can be replaced while the others stay byte for byte.
 */
final class HostsDocument {

    private static final String LIST = "HttpHostNotificationList";
    private static final String SLOT = "HttpHostNotification";
    private static final Set<String> KNOWN = Set.of(
            "id",
            "url",
            "protocolType",
            "parameterFormatType",
            "addressingFormatType",
            "hostName",
            "ipAddress",
            "portNo",
            "userName",
            "password",
            "httpAuthenticationMethod",
            "httpBroken",
            "enabled");

    private final Answer answer;
    private final byte[] body;
    private final boolean json;
    private final List<Slice> slices;
    private final List<ListeningHost> hosts;

    private HostsDocument(Answer answer, boolean json, List<Slice> slices, List<ListeningHost> hosts) {
        this.answer = answer;
        this.body = answer.body();
        this.json = json;
        this.slices = slices;
        this.hosts = hosts;
    }

    /** Reads a list, or the answer for a single slot, after any refusal in it has been thrown. */
    static HostsDocument read(Answer answer) {
        Document document = answer.document();
        byte[] body = answer.body();
        boolean json = document.root().isEmpty();
        try {
            List<JsonNode> nodes = nodes(document);
            List<Slice> slices = json ? jsonSlices(body) : xmlSlices(body);
            if (nodes == null || nodes.size() != slices.size()) {
                throw answer.unexpected("no list of listening hosts", null);
            }
            List<ListeningHost> hosts = new ArrayList<>();
            for (int i = 0; i < nodes.size(); i++) {
                Slice slice = slices.get(i);
                hosts.add(host(new Fields(nodes.get(i)), i, RawBytes.of(body, slice.start(), slice.end())));
            }
            return new HostsDocument(answer, json, slices, List.copyOf(hosts));
        } catch (UnreadableBodyException e) {
            throw answer.unexpected(e.getMessage(), e);
        }
    }

    List<ListeningHost> hosts() {
        return hosts;
    }

    boolean isJson() {
        return json;
    }

    @Nullable ListeningHost byId(String id) {
        return hosts.stream().filter(host -> host.id().equals(id)).findFirst().orElse(null);
    }

    IsapiException unexpected(String what) {
        return answer.unexpected(what, null);
    }

    /** The whole document with another text for one slot. */
    byte[] with(ListeningHost host, byte[] slot) {
        Slice slice = slices.get(hosts.indexOf(host));
        return XmlElements.splice(body, slice.start(), slice.end(), slot);
    }

    /** One slot as a document of its own. */
    byte[] alone(byte[] slot) {
        if (json) {
            return ("{\"" + SLOT + "\":" + new String(slot, StandardCharsets.UTF_8) + "}")
                    .getBytes(StandardCharsets.UTF_8);
        }
        String text = new String(slot, StandardCharsets.UTF_8);
        int tagEnd = text.indexOf('>');
        String tag = text.substring(0, tagEnd);
        String attributes = tag.contains("xmlns") ? "" : rootAttributes();
        String head = tag.contains("version=") ? attributes.replaceAll("\\s+version=\"[^\"]*\"", "") : attributes;
        return ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + tag + head + text.substring(tagEnd))
                .getBytes(StandardCharsets.UTF_8);
    }

    private String rootAttributes() {
        Element root = XmlElements.root(body);
        if (root == null || root.localName().equals(SLOT)) {
            return "";
        }
        String tag = new String(body, root.start(), root.contentStart() - root.start(), StandardCharsets.UTF_8);
        return tag.substring(root.name().length() + 1).replaceAll("\\s*/?>$", "");
    }

    private static @Nullable List<JsonNode> nodes(Document document) {
        JsonNode fields = document.fields();
        boolean list = document.root().equals(LIST) || fields.has(LIST);
        JsonNode inner = fields.has(LIST) ? fields.get(LIST) : fields;
        if (document.root().equals(SLOT)) {
            return List.of(fields);
        }
        JsonNode slots = inner.has(SLOT) ? inner.get(SLOT) : inner;
        List<JsonNode> nodes = new ArrayList<>();
        if (slots.isArray()) {
            slots.forEach(slot -> nodes.add(slot.has(SLOT) ? slot.get(SLOT) : slot));
        } else if (inner.has(SLOT)) {
            nodes.add(slots);
        } else if (!list) {
            return null;
        }
        return nodes;
    }

    private static List<Slice> xmlSlices(byte[] body) {
        Element root = XmlElements.root(body);
        if (root == null) {
            return List.of();
        }
        if (root.localName().equals(SLOT)) {
            return List.of(new Slice(root.start(), root.end()));
        }
        return XmlElements.children(body, root).stream()
                .filter(child -> child.localName().equals(SLOT))
                .map(child -> new Slice(child.start(), child.end()))
                .toList();
    }

    private static List<Slice> jsonSlices(byte[] body) throws UnreadableBodyException {
        int start = BodyReader.contentStart(body);
        Slice list = JsonScanner.member(body, start, LIST);
        boolean object = list == null || body[list.start()] == '{';
        Slice slots = object ? JsonScanner.member(body, list == null ? start : list.start(), SLOT) : list;
        List<Slice> slices = new ArrayList<>();
        if (slots != null) {
            for (Slice element : JsonScanner.elements(body, slots)) {
                Slice wrapped = body[element.start()] == '{' ? JsonScanner.member(body, element.start(), SLOT) : null;
                slices.add(wrapped == null ? element : wrapped);
            }
        }
        return slices;
    }

    private static ListeningHost host(Fields fields, int index, RawBytes raw) {
        String id = fields.text("id");
        return new ListeningHost(
                id == null ? String.valueOf(index + 1) : id,
                fields.text("url"),
                fields.text("protocolType"),
                fields.text("parameterFormatType"),
                fields.text("addressingFormatType"),
                fields.text("hostName"),
                fields.text("ipAddress"),
                fields.number("portNo"),
                fields.text("userName"),
                fields.text("password") != null,
                fields.text("httpAuthenticationMethod"),
                fields.truth("httpBroken"),
                fields.truth("enabled"),
                fields.othersAsText(KNOWN),
                raw);
    }
}
