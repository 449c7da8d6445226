package dev.rollcall.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Answers whose meaning is right, or nearly, and whose form is not. Use them as {@code enqueueFault(byteOrderMark())}. */
public final class FormatFaults {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

    private FormatFaults() {}

    /** A UTF-8 byte order mark first. */
    public static Fault byteOrderMark() {
        return bytes("byte order mark", body -> joined(BYTE_ORDER_MARK, body));
    }

    /** Blank lines and spaces first (seen before XML declarations of DS-K1T8003MF V1.3.37). */
    public static Fault leadingBlanks() {
        return text("leading blanks", body -> "\r\n\r\n  \t" + body);
    }

    /** Written in another character set than its header says, as {@code GB18030} or {@code windows-1251}. */
    public static Fault inCharset(Charset charset) {
        return bytes("in " + charset, body -> new String(body, StandardCharsets.UTF_8).getBytes(charset));
    }

    /** Every second byte of a character outside ASCII is spoilt: names that are no UTF-8 (reported from old firmware). */
    public static Fault brokenUtf8() {
        return bytes("broken UTF-8", body -> {
            for (int i = 1; i < body.length; i++) {
                if (body[i] < 0 && body[i - 1] < 0) {
                    body[i] = 'x';
                }
            }
            return body;
        });
    }

    /** A field nobody knows in every object, an object in itself. */
    public static Fault unknownFields() {
        return json("unknown fields", FormatFaults::addUnknown);
    }

    /** Every field of this name is left out. */
    public static Fault withoutField(String name) {
        return text(
                "without " + name,
                body -> body.stripLeading().startsWith("<")
                        ? body.replaceAll("<" + name + "[ >][^<]*</" + name + ">\\s*", "")
                        : edited(
                                body,
                                tree -> tree.findParents(name).forEach(parent -> ((ObjectNode) parent).remove(name))));
    }

    /** Every field of this name as text if it was a number, and as a number if it was text. */
    public static Fault otherType(String name) {
        return json(
                "other type of " + name,
                tree -> tree.findParents(name).forEach(parent -> {
                    ObjectNode object = (ObjectNode) parent;
                    JsonNode value = object.get(name);
                    if (value.isTextual()) {
                        object.put(name, value.textValue().length());
                    } else {
                        object.put(name, value.asText());
                    }
                }));
    }

    /** One element of this name is there, but empty (an empty activePostCount stopped a public client). */
    public static Fault emptyElement(String name) {
        return text(
                "empty " + name,
                body -> body.stripLeading().startsWith("<")
                        ? body.replaceAll("<" + name + "[ >][^<]*</" + name + ">", "<" + name + "/>")
                        : edited(
                                body,
                                tree -> tree.findParents(name).forEach(parent -> ((ObjectNode) parent).put(name, ""))));
    }

    /** The element of this name twice (isSupportSecurityEmail on DS-K1A340FWX V1.2.7). */
    public static Fault twice(String name) {
        return text(
                "twice " + name,
                body -> body.replaceFirst(
                        "(<" + name + "[ >][^<]*</" + name + ">)|(\"" + name + "\":\t[^,{\\[\n]*,)", "$0$0"));
    }

    /** A row of garbage among the rows of a page: a text where an object should be, and an object of nonsense. */
    public static Fault garbageRow() {
        return page("garbage row", rows -> {
            rows.insert(0, "\u0000\uFFFD not a row");
            rows.insertObject(0).putObject("serialNo").putArray("time").add(-1);
        });
    }

    /** JSON under an XML Content-Type, XML under a JSON one (DS-K1T341CMFW). */
    public static Fault wrongLabel() {
        return new AnswerChange(
                "wrong label",
                answer -> Answer.of(
                        answer.status(),
                        answer.contentType().contains("json") ? "application/xml" : "application/json",
                        answer.body()));
    }

    /** The same tree as XML where JSON was due, as after a change of firmware. */
    public static Fault xmlInsteadOfJson() {
        return new AnswerChange("XML instead of JSON", answer -> {
            StringBuilder out = new StringBuilder(DECLARATION);
            CJson.parse(new String(answer.body(), StandardCharsets.UTF_8)).ifPresent(tree -> elements(out, tree));
            return Answer.xml(answer.status(), out.toString());
        });
    }

    /** An error inside HTTP 200 (fingerprint and face calls do it; notSupport on DS-K1A340FWX V1.2.7). */
    public static Fault errorInsideOk() {
        return new AnswerChange(
                "error inside 200",
                answer -> Refusal.badParameters("maxResults").over(200).likeThat(answer));
    }

    /** So many arrays or elements, one inside the other. */
    public static Fault deepNesting(int depth) {
        return text(
                "nested " + depth,
                body -> body.stripLeading().startsWith("<")
                        ? DECLARATION + "<a>".repeat(depth) + "</a>".repeat(depth)
                        : "{\"AcsEvent\":" + "[".repeat(depth) + "]".repeat(depth) + "}");
    }

    /** A document whose entities swell to a billion characters. */
    public static Fault entityBomb() {
        StringBuilder type = new StringBuilder("<!DOCTYPE DeviceInfo [<!ENTITY a0 \"lollollol\">");
        for (int i = 1; i < 10; i++) {
            type.append(String.format(Locale.ROOT, "<!ENTITY a%d \"%s\">", i, ("&a" + (i - 1) + ";").repeat(10)));
        }
        String document = DECLARATION + type + "]><DeviceInfo><model>&a9;</model></DeviceInfo>";
        return Fault.status(200, "application/xml", document);
    }

    /** A document that asks its reader to fetch this address. */
    public static Fault externalEntity(URI address) {
        return Fault.status(
                200,
                "application/xml",
                DECLARATION + "<!DOCTYPE DeviceInfo [<!ENTITY x SYSTEM \"" + address
                        + "\">]><DeviceInfo><model>&x;</model></DeviceInfo>");
    }

    /** The right body with so many blanks behind it. */
    public static Fault hugeBody(int blanks) {
        return text("huge", body -> body + " ".repeat(blanks));
    }

    static Fault page(String what, Consumer<ArrayNode> edit) {
        return new AnswerChange(
                what,
                AcsEventSearch.PATH,
                answer -> withText(
                        answer,
                        body -> edited(body, tree -> {
                            if (tree.path("AcsEvent").get("InfoList") instanceof ArrayNode rows) {
                                edit.accept(rows);
                            }
                        })));
    }

    static String edited(String body, Consumer<ObjectNode> edit) {
        return CJson.parse(body)
                .map(tree -> {
                    edit.accept(tree);
                    return CJson.text(tree);
                })
                .orElse(body);
    }

    static Answer withText(Answer answer, UnaryOperator<String> change) {
        String body = new String(answer.body(), StandardCharsets.UTF_8);
        return Answer.of(
                answer.status(), answer.contentType(), change.apply(body).getBytes(StandardCharsets.UTF_8));
    }

    private static Fault text(String what, UnaryOperator<String> change) {
        return new AnswerChange(what, answer -> withText(answer, change));
    }

    private static Fault bytes(String what, UnaryOperator<byte[]> change) {
        return new AnswerChange(
                what, answer -> Answer.of(answer.status(), answer.contentType(), change.apply(answer.body())));
    }

    private static Fault json(String what, Consumer<ObjectNode> edit) {
        return text(what, body -> edited(body, edit));
    }

    private static void addUnknown(JsonNode node) {
        node.forEach(FormatFaults::addUnknown);
        if (node instanceof ObjectNode object) {
            object.putObject("futureField")
                    .put("version", 99)
                    .putArray("values")
                    .add(true);
        }
    }

    private static void elements(StringBuilder out, ObjectNode node) {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (field.getValue().isArray()) {
                field.getValue().forEach(value -> element(out, field.getKey(), value));
            } else {
                element(out, field.getKey(), field.getValue());
            }
        }
    }

    private static void element(StringBuilder out, String name, JsonNode value) {
        out.append('<').append(name).append('>');
        if (value instanceof ObjectNode object) {
            elements(out, object);
        } else {
            out.append(FlatXml.escape(value.asText()));
        }
        out.append("</").append(name).append(">\n");
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] whole = new byte[first.length + second.length];
        System.arraycopy(first, 0, whole, 0, first.length);
        System.arraycopy(second, 0, whole, first.length, second.length);
        return whole;
    }
}
