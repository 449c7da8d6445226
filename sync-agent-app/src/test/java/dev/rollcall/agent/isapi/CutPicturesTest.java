package dev.rollcall.agent.isapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.agent.config.DeviceConfig;
import dev.rollcall.agent.config.Secret;
import dev.rollcall.agent.journal.JournalFacts.DeviceFacts;
import dev.rollcall.agent.journal.QuarantinedRecord;
import dev.rollcall.agent.listen.PushReader.Pushed;
import dev.rollcall.agent.testing.Events;
import dev.rollcall.agent.testing.InMemoryStore;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Promise P7 at the listener: a body over the limit is cut anywhere, also within a picture, and no byte of the picture is journaled. */
class CutPicturesTest {

    private static final DeviceConfig FRONT =
            new DeviceConfig("front", "10.0.0.1", 80, "admin", Secret.of("pw"), null, null);
    private static final String EVENT =
            "{\"eventType\":\"AccessControllerEvent\",\"dateTime\":\"2026-11-23T08:00:00+05:30\","
                    + "\"AccessControllerEvent\":{\"majorEventType\":5,\"subEventType\":75,\"serialNo\":7,\"employeeNoString\":\"12\"%s}}";
    private static final String PART = "--B\r\nContent-Disposition: form-data; name=\"event_log\"\r\n\r\n";
    private static final int PICTURE = 700;

    private final InMemoryStore store = new InMemoryStore();

    /** A shape and what it begins with before the picture. */
    record Shape(String name, String type, byte[] before, byte[] picture, byte[] after) {

        byte[] body() {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.writeBytes(before);
            out.writeBytes(picture);
            out.writeBytes(after);
            return out.toByteArray();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Shape> shapes() {
        List<Shape> shapes = new ArrayList<>();
        byte[] jpeg = picture(0xFF, 0xD8, 0xFF, 0xE0);
        byte[] png = picture(0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A);
        for (byte[] picture : List.of(jpeg, png)) {
            String kind = picture == jpeg ? "JPEG" : "PNG";
            String multipart = PART + EVENT.formatted("") + "\r\n--B\r\n";
            String name = "Content-Disposition: form-data; name=\"Picture\"; filename=\"Picture.jpg\"\r\n";
            String typed = multipart + name + "Content-Type: image/jpeg\r\n";
            shapes.add(binary(kind + " part", typed + "\r\n", picture));
            shapes.add(binary(kind + " part without a blank line", typed, picture));
            shapes.add(binary(kind + " part without a type", multipart + name + "\r\n", picture));
            shapes.add(binary(
                    kind + " part with its length", typed + "Content-Length: " + picture.length + "\r\n\r\n", picture));
            shapes.add(binary(kind + " behind a bare event", EVENT.formatted("") + "\r\n", picture));
            String encoded = Base64.getEncoder().encodeToString(picture);
            String[] json = EVENT.formatted(",\"picture\":\"@\"").split("@");
            String[] xml =
                    "<EventNotificationAlert><eventType>AccessControllerEvent</eventType><pic>@</pic></EventNotificationAlert>"
                            .split("@");
            shapes.add(text(kind + " in JSON", json, encoded));
            shapes.add(text(kind + " in JSON with escapes", json, encoded.replace("/", "\\/")));
            shapes.add(text(kind + " in JSON with numbered escapes", json, encoded.replace("/", "\\u002f")));
            shapes.add(text(
                    kind + " in JSON, URL alphabet",
                    json,
                    encoded.replace('/', '_').replace('+', '-')));
            shapes.add(text(kind + " in XML", xml, encoded));
            shapes.add(text(kind + " in XML, folded", xml, encoded.replaceAll("(.{76})", "$1\r\n")));
            shapes.add(text(kind + " in XML, indented", xml, encoded.replaceAll("(.{60})", "$1\n    ")));
            shapes.add(text(kind + " in a part", new String[] {PART + json[0], json[1] + "\r\n--B--\r\n"}, encoded));
        }
        return shapes.stream();
    }

    @MethodSource("shapes")
    @ParameterizedTest
    void cutBody_leavesNoByteOfThePicture_whereverItIsCut(Shape shape) {
        byte[] whole = shape.body();
        int end = shape.before().length + shape.picture().length;
        for (int cut = 1; cut <= end; cut++) {
            for (byte[] stored : journaled(shape.type(), Arrays.copyOf(whole, cut), true)) {
                assertThat(text(shape.before()))
                        .as("%s cut at %d: only the text before the picture", shape, cut)
                        .contains(text(stored));
            }
        }
    }

    @MethodSource("shapes")
    @ParameterizedTest
    void wholeBody_keepsTheEvent_andNothingOfThePicture(Shape shape) {
        List<byte[]> stored = journaled(shape.type(), shape.body(), false);

        assertThat(stored).isNotEmpty();
        for (byte[] record : stored) {
            String rest = text(record).replaceAll("\\[picture removed: \\d+ bytes, SHA-256 [0-9a-f]{64}]", "@");
            assertThat(text(shape.before()) + "@" + text(shape.after())).contains(rest);
        }
    }

    private List<byte[]> journaled(String type, byte[] body, boolean cut) {
        store.meet(Events.sight(Events.DEVICE, "front"));
        DeviceFacts known = store.device(FRONT);
        Pushed pushed = new IsapiPushes(InstantSource.fixed(Events.SEEN)).read(type, body, cut, FRONT, known);
        List<byte[]> stored = new ArrayList<>();
        pushed.page().observations().forEach(seen -> stored.add(seen.raw().toByteArray()));
        for (QuarantinedRecord record : pushed.page().quarantined()) {
            stored.add(record.raw().toByteArray());
        }
        return stored;
    }

    private static Shape binary(String name, String before, byte[] picture) {
        boolean multipart = before.startsWith("--B");
        return new Shape(
                name,
                multipart ? "multipart/form-data; boundary=B" : "application/json",
                before.getBytes(StandardCharsets.ISO_8859_1),
                picture,
                (multipart ? "\r\n--B--\r\n" : "").getBytes(StandardCharsets.ISO_8859_1));
    }

    private static Shape text(String name, String[] around, String picture) {
        return new Shape(
                name,
                around[0].startsWith("--B") ? "multipart/form-data; boundary=B" : "application/json",
                around[0].getBytes(StandardCharsets.ISO_8859_1),
                picture.getBytes(StandardCharsets.ISO_8859_1),
                around[1].getBytes(StandardCharsets.ISO_8859_1));
    }

    private static byte[] picture(int... beginning) {
        byte[] picture = new byte[PICTURE];
        new Random(1).nextBytes(picture);
        for (int i = 0; i < beginning.length; i++) {
            picture[i] = (byte) beginning[i];
        }
        return picture;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
