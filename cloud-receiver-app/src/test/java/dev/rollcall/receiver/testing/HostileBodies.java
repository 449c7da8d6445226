package dev.rollcall.receiver.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/** Bodies made to hurt whoever reads them. */
public final class HostileBodies {

    private static final String MULTIPART = "multipart/form-data; boundary=";

    private HostileBodies() {}

    /** XML that swells, looks for files, or calls out to this address. */
    public static List<Body> xml(String trap) {
        return List.of(
                xml("entity bomb", entities() + "<a>&l9;</a>"),
                xml(
                        "quadratic entity",
                        "<!DOCTYPE a [<!ENTITY e \"" + "x".repeat(50_000) + "\">]><a>" + "&e;".repeat(50_000) + "</a>"),
                xml("external file", "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><a>&e;</a>"),
                xml("external address", "<!DOCTYPE a [<!ENTITY e SYSTEM \"" + trap + "\">]><a>&e;</a>"),
                xml("external document type", "<!DOCTYPE a SYSTEM \"" + trap + "\"><a/>"),
                xml("parameter entity", "<!DOCTYPE a [<!ENTITY % p SYSTEM \"" + trap + "\"> %p;]><a/>"),
                xml(
                        "inclusion",
                        "<a xmlns:xi=\"http://www.w3.org/2001/XInclude\"><xi:include href=\"" + trap + "\"/></a>"),
                xml("a hundred thousand attributes", "<a " + numbered("a%d=\"1\" ", 100_000) + "/>"),
                xml("deep elements", "<a>".repeat(200_000)),
                xml("long text", "<eventType>" + "x".repeat(4_000_000) + "</eventType>"));
    }

    /** JSON that is deep, endless or contradicts itself. */
    public static List<Body> json() {
        return List.of(
                json("deep arrays", "[".repeat(1_000_000)),
                json("deep objects", "{\"a\":".repeat(500_000)),
                json("deep, and closed", "[".repeat(100_000) + "]".repeat(100_000)),
                json("many keys", "{" + numbered("\"k%d\":1,", 200_000) + "\"z\":1}"),
                json("colliding keys", "{" + collisions() + "\"z\":1}"),
                json("duplicate keys", "{\"eventType\":\"a\",\"eventType\":\"b\",\"eventType\":\"c\"}"),
                json("huge exponent", event("1e999999999")),
                json("million digits", event("9".repeat(1_000_000))),
                json("not a number", event("NaN")),
                json("long text", event("\"" + "x".repeat(4_000_000) + "\"")),
                json(
                        "lone surrogates",
                        TerminalBodies.json(77)
                                .replace("Nimal", "\\ud800\\u0000x")
                                .replace("00012", "\\udc00")),
                json(
                        "gzip bomb",
                        new String(Batches.gzip(new byte[8_000_000]), java.nio.charset.StandardCharsets.ISO_8859_1)));
    }

    /** Multipart that is broken, endless or full of tricks. */
    public static List<Body> multipart() {
        String head = "Content-Disposition: form-data; name=\"event_log\"";
        return List.of(
                parts("no boundary", "", "--x\r\n" + head + "\r\n\r\n" + TerminalBodies.json(1) + "\r\n--x--"),
                parts("long boundary", "b".repeat(5000), "--" + "b".repeat(5000) + "\r\n" + head + "\r\n\r\n{}"),
                parts("never ends", "x", "--x\r\n" + head + "\r\n\r\n" + TerminalBodies.json(1)),
                parts("ten thousand parts", "x", ("--x\r\n" + head + "\r\n\r\n{}\r\n").repeat(10_000) + "--x--"),
                parts("only delimiters", "x", "--x\r\n".repeat(500_000)),
                parts("long header", "x", "--x\r\n" + head + "\r\nX: " + "h".repeat(1_000_000) + "\r\n\r\n{}\r\n--x--"),
                parts("thousand headers", "x", "--x\r\n" + numbered("X%d: 1\r\n", 50_000) + "\r\n{}\r\n--x--"),
                parts(
                        "name that climbs",
                        "x",
                        "--x\r\nContent-Disposition: form-data; name=\"../../etc\"; filename=\"../../../tmp/evil\"\r\n\r\n"
                                + TerminalBodies.json(1) + "\r\n--x--"),
                parts(
                        "wrong length",
                        "x",
                        "--x\r\n" + head + "\r\nContent-Length: 99999999999\r\n\r\n" + TerminalBodies.json(1)
                                + "\r\n--x--"),
                parts(
                        "negative length",
                        "x",
                        "--x\r\n" + head + "\r\nContent-Length: -1\r\n\r\n" + TerminalBodies.json(1) + "\r\n--x--"));
    }

    private static Body xml(String name, String text) {
        return new Body("xml: " + name, "application/xml", text.getBytes(UTF_8));
    }

    private static Body json(String name, String text) {
        return new Body("json: " + name, "application/json", text.getBytes(UTF_8));
    }

    private static Body parts(String name, String boundary, String text) {
        return new Body("multipart: " + name, MULTIPART + boundary, text.getBytes(UTF_8));
    }

    private static String event(String value) {
        return "{\"dateTime\":\"2026-11-23T09:00:00+05:30\",\"eventType\":\"AccessControllerEvent\","
                + "\"AccessControllerEvent\":{\"majorEventType\":5,\"subEventType\":75,\"serialNo\":" + value + "}}";
    }

    private static String entities() {
        StringBuilder text = new StringBuilder("<!DOCTYPE a [<!ENTITY l0 \"lol\">");
        for (int level = 1; level <= 9; level++) {
            text.append("<!ENTITY l")
                    .append(level)
                    .append(" \"")
                    .append(("&l" + (level - 1) + ";").repeat(10))
                    .append("\">");
        }
        return text.append("]>").toString();
    }

    /** Keys with the same hash code, as for a table that does not defend itself. */
    private static String collisions() {
        StringBuilder keys = new StringBuilder();
        for (int number = 0; number < 1 << 13; number++) {
            keys.append('"');
            for (int bit = 0; bit < 13; bit++) {
                keys.append((number >> bit & 1) == 0 ? "Aa" : "BB");
            }
            keys.append("\":1,");
        }
        return keys.toString();
    }

    private static String numbered(String pattern, int count) {
        StringBuilder text = new StringBuilder();
        for (int number = 0; number < count; number++) {
            text.append(pattern.replace("%d", Integer.toString(number)));
        }
        return text.toString();
    }
}
