package dev.rollcall.receiver.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What terminals post: every shape that is known, rebuilt, and beside them the real ones where they are at hand. */
public final class TerminalBodies {

    /** Part of every picture, and of nothing else. */
    public static final String FACE = "THIS-IS-A-FACE";

    private static final String MULTIPART = "multipart/form-data; boundary=MIME_boundary";
    private static final Path CORPUS = Path.of(System.getProperty("rollcall.corpus", "no-corpus"));

    private TerminalBodies() {}

    /** Returns all of them. */
    public static List<Body> all() {
        List<Body> all = new ArrayList<>(rebuilt());
        all.addAll(real());
        return all;
    }

    /** Returns the shapes, rebuilt. */
    public static List<Body> rebuilt() {
        return List.of(
                new Body("json", "application/json", json(1).getBytes(UTF_8)),
                new Body("json without a type", "", json(2).getBytes(UTF_8)),
                new Body("json twice", "application/json", (json(3) + "\n" + json(4)).getBytes(UTF_8)),
                new Body("xml", "application/xml", xml(5).getBytes(UTF_8)),
                new Body("xml after blank space", "text/xml", ("\r\n \r\n" + xml(6)).getBytes(UTF_8)),
                new Body(
                        "gateway",
                        "application/json",
                        ("{\"EventNotificationAlert\":" + json(7) + "}").getBytes(UTF_8)),
                new Body(
                        "stored event",
                        "application/json",
                        json(8).replace("\"serialNo\"", "\"currentEvent\":false,\"serialNo\"")
                                .getBytes(UTF_8)),
                new Body(
                        "heartbeat",
                        "application/json",
                        "{\"eventType\":\"heartBeat\",\"eventState\":\"active\"}".getBytes(UTF_8)),
                new Body(
                        "video loss as heartbeat",
                        "application/xml",
                        ("<EventNotificationAlert><eventType>videoloss</eventType><eventState>inactive</eventState>"
                                        + "</EventNotificationAlert>")
                                .getBytes(UTF_8)),
                parts("parts", "Content-Type: application/json\r\n\r\n", json(9), true),
                parts("part without blank line", "Content-Type: application/json\r\n", json(10), true),
                parts("part without type", "\r\n", json(11), true),
                parts("part of xml", "Content-Type: application/xml\r\n\r\n", xml(12), false),
                new Body(
                        "picture inside",
                        "application/json",
                        json(13).replace("\"serialNo\"", "\"picture\":\"" + base64() + "\",\"serialNo\"")
                                .getBytes(UTF_8)),
                new Body("only a picture", "image/jpeg", picture()));
    }

    /** Returns real ones; none where there is no corpus. */
    public static List<Body> real() {
        List<Body> all = new ArrayList<>();
        for (String folder : List.of("webhook-json", "webhook-multipart", "event-alert-xml")) {
            if (Files.isDirectory(CORPUS.resolve(folder))) {
                all.addAll(read(CORPUS.resolve(folder)));
            }
        }
        return all;
    }

    /** An access event of this serial number, as JSON. */
    public static String json(long serial) {
        return """
                {"ipAddress":"192.0.0.64","portNo":80,"protocol":"HTTP","dateTime":"2026-11-23T09:00:00+05:30",
                 "activePostCount":1,"eventType":"AccessControllerEvent","eventState":"active",
                 "AccessControllerEvent":{"majorEventType":5,"subEventType":75,"employeeNoString":"00012",
                 "name":"Nimal","serialNo":%d,"cardReaderNo":1,"doorNo":1,"attendanceStatus":"checkIn"}}""".formatted(serial);
    }

    /** The same as XML. */
    public static String xml(long serial) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <EventNotificationAlert version="2.0" xmlns="http://www.hikvision.com/ver20/XMLSchema">
                <dateTime>2026-11-23T09:00:00+05:30</dateTime><eventType>AccessControllerEvent</eventType>
                <eventState>active</eventState><AccessControllerEvent><majorEventType>5</majorEventType>
                <subEventType>75</subEventType><employeeNoString>00012</employeeNoString><serialNo>%d</serialNo>
                </AccessControllerEvent></EventNotificationAlert>""".formatted(serial);
    }

    /** A small JPEG that holds {@link #FACE}. */
    public static byte[] picture() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0});
        bytes.writeBytes(FACE.getBytes(ISO_8859_1));
        bytes.writeBytes(new byte[] {0, '{', '}', (byte) 0xFF, (byte) 0xD9});
        return bytes.toByteArray();
    }

    /** The same, as it stands in text. */
    public static String base64() {
        return java.util.Base64.getEncoder().encodeToString(picture());
    }

    /** A posted form with an event, and the picture before or behind it. */
    public static byte[] form(String headers, String event, boolean pictureLast) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] one = part("name=\"event_log\"; filename=\"event.json\"", headers, event.getBytes(UTF_8));
        byte[] two = part(
                "name=\"Picture\"; filename=\"Picture.jpg\"",
                "Content-Type: image/jpeg\r\nContent-ID: pictureImage\r\n\r\n",
                picture());
        bytes.writeBytes(pictureLast ? one : two);
        bytes.writeBytes(pictureLast ? two : one);
        bytes.writeBytes("--MIME_boundary--\r\n".getBytes(UTF_8));
        return bytes.toByteArray();
    }

    private static Body parts(String name, String headers, String event, boolean pictureLast) {
        return new Body(name, MULTIPART, form(headers, event, pictureLast));
    }

    private static byte[] part(String disposition, String headers, byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(("--MIME_boundary\r\nContent-Disposition: form-data; " + disposition + "\r\n" + headers)
                .getBytes(UTF_8));
        bytes.writeBytes(content);
        bytes.writeBytes("\r\n".getBytes(UTF_8));
        return bytes.toByteArray();
    }

    private static List<Body> read(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            List<Body> bodies = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                byte[] bytes = Files.readAllBytes(file);
                bodies.add(new Body(folder.getFileName() + "/" + file.getFileName(), typeOf(file, bytes), bytes));
            }
            return bodies;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String typeOf(Path file, byte[] body) {
        String start = new String(body, 0, Math.min(200, body.length), ISO_8859_1);
        if (file.toString().endsWith(".bin") && start.contains("--")) {
            String line =
                    start.substring(start.indexOf("--") + 2).lines().findFirst().orElseThrow();
            return "multipart/form-data; boundary=" + line.strip();
        }
        return file.toString().endsWith(".xml") ? "application/xml" : "application/json";
    }
}
