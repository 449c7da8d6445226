package dev.rollcall.isapi.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.google.common.hash.Hashing;
import dev.rollcall.isapi.notification.StreamItem.Heartbeat;
import dev.rollcall.isapi.notification.StreamItem.Notified;
import dev.rollcall.isapi.notification.StreamItem.PictureSeen;
import dev.rollcall.isapi.notification.StreamItem.Unreadable;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StreamFramerTest {

    private static final String MIXED = "multipart/mixed; boundary=MIME_boundary";
    private static final String XML_BEAT =
            "<EventNotificationAlert version=\"2.0\" xmlns=\"http://www.isapi.org/ver20/XMLSchema\">\r\n"
                    + "<dateTime>2026-08-02T10:15:29+08:00</dateTime>\r\n<eventType>videoloss</eventType>\r\n"
                    + "<eventState>inactive</eventState>\r\n</EventNotificationAlert>\r\n";

    @Test
    void run_readsPartsByTheirLength() {
        for (String lineEnd : new String[] {"\r\n", "\n"}) {
            String stream = part(event(1), lineEnd) + part(event(2), lineEnd) + part(XML_BEAT, lineEnd);
            List<StreamItem> items = read(stream);
            assertThat(serials(items)).containsExactly(1L, 2L);
            assertThat(items.get(2)).isInstanceOf(Heartbeat.class);
            assertThat(items).hasSize(3);
        }
    }

    @Test
    void run_tellsReplayedEventsFromNewOnes() {
        String live = event(2).replace("\"currentEvent\":\tfalse", "\"currentEvent\":\ttrue");
        String silent = event(3).replace("\t\t\"currentEvent\":\tfalse,\n", "");
        List<StreamItem> items = read(part(event(1), "\n") + part(live, "\n") + part(silent, "\n"));
        assertThat(items).extracting(item -> ((Notified) item).replayed()).containsExactly(true, false, false);
    }

    @ParameterizedTest
    @ValueSource(ints = {-400, -100, -1, 1, 2, 7, 60, 400, 5000, 999_999_999})
    void run_survivesAWrongLength(int error) {
        int length = Math.max(0, event(1).length() + error);
        String wrong = "--MIME_boundary\r\nContent-Type: application/json\r\nContent-Length: " + length + "\r\n\r\n"
                + event(1) + "\r\n";
        List<StreamItem> items = read(wrong + part(event(2), "\r\n") + wrong + part(event(3), "\r\n"));
        assertThat(serials(items)).containsExactly(1L, 2L, 1L, 3L);
        assertThat(items).hasSize(4);
    }

    @Test
    void run_readsPartsWithoutALength() {
        String part = "--MIME_boundary\r\nContent-Type: application/json\r\n\r\n";
        List<StreamItem> items = read(part + event(1) + "\r\n" + part + XML_BEAT + part + event(2) + "\r\n");
        assertThat(serials(items)).containsExactly(1L, 2L);
        assertThat(items.get(1)).isInstanceOf(Heartbeat.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--MIME_boundary\r\n\r\n\r\nContent-Type: application/json\r\n\r\n\r\n%s\r\n",
                "--MIME_boundary\r\nContent-Type: application/json\r\n\r\nContent-Type: application/json\r\n\r\n%s\r\n",
                "--MIME_boundary\r\nContent-Disposition: form-data; name=\"event_log\"\r\n%s\r\n",
                "--MIME_boundary\r\n%s\r\n",
                "--MIME_boundary\r\n\r\n%s",
                "\r\n\r\n--MIME_boundary  \r\nX: y\r\n\r\n%s\r\n\r\n\r\n",
                "--MIME_boundary\nContent-Type: text/plain\n\n\uFEFF%s\n",
                "Content-Type: application/json\r\n\r\n%s\r\n",
                "%s",
            })
    void run_readsOddShapes(String shape) {
        String stream = shape.formatted(event(1)) + shape.formatted(event(2)) + part(event(3), "\r\n");
        List<StreamItem> items = read(stream);
        assertThat(serials(items)).containsExactly(1L, 2L, 3L);
        assertThat(items).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/mixed; boundary=boundary",
                "multipart/mixed; boundary=\"boundary\"",
                "multipart/mixed; boundary=--boundary",
                "multipart/mixed; boundary=other",
                "multipart/mixed",
                "text/plain"
            })
    void run_findsTheBoundaryThatIsUsed(String contentType) {
        String stream = (part(event(1), "\r\n") + part(event(2), "\r\n")).replace("MIME_boundary", "boundary");
        assertThat(serials(read(contentType, utf8(stream)))).containsExactly(1L, 2L);
    }

    @Test
    void run_deliversAnEventBeforeTheNextOneBegins() {
        for (String head : new String[] {
            "--MIME_boundary\r\nContent-Type: application/json\r\nContent-Length: " + event(1).length() + "\r\n\r\n",
            "--MIME_boundary\r\n\r\n"
        }) {
            List<StreamItem> items = new ArrayList<>();
            InputStream pausing = new InputStreamThatPauses(utf8(head + event(1)), () -> {
                assertThat(serials(items)).containsExactly(1L);
            });
            run(pausing, MIXED, items);
            assertThat(items).hasSize(1);
        }
    }

    @Test
    void run_hashesPicturesWhoseBytesLookLikeBoundaries() {
        byte[] jpeg = join(
                new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0},
                utf8(
                        "\r\n--MIME_boundary\r\nContent-Type: application/json\r\n\r\n{\"eventType\":\"fake\"}\r\n{}\r\n--x\r\n"),
                new byte[] {'\r', '\n', (byte) 0xFF, (byte) 0xD9, '\r', '\n'});
        byte[] stream = join(
                utf8(part(event(1), "\r\n")),
                utf8("--MIME_boundary\r\nContent-Disposition: form-data; name=\"Picture\"; filename=\"Picture.jpg\"\r\n"
                        + "Content-Type: image/jpeg\r\nContent-ID: pictureImage\r\nContent-Length: " + jpeg.length
                        + "\r\n\r\n"),
                jpeg,
                utf8("\r\n" + part(event(2), "\r\n")));
        List<StreamItem> items = read(MIXED, stream);
        assertThat(serials(items)).containsExactly(1L, 2L);
        Picture picture = ((PictureSeen) items.get(1)).picture();
        assertThat(picture).isEqualTo(new Picture("image/jpeg", jpeg.length, sha256(jpeg)));
        assertThat(items).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Content-Length: 10\r\n", "Content-Length: 900000\r\n", "Content-Length: 3000\r\n"})
    void run_resyncsAfterAPictureOfWrongOrNoLength(String length) {
        byte[] jpeg = new byte[2000];
        new Random(3).nextBytes(jpeg);
        jpeg[0] = (byte) 0xFF;
        jpeg[1] = (byte) 0xD8;
        jpeg[2] = (byte) 0xFF;
        byte[] stream = join(
                utf8("--MIME_boundary\r\nContent-Type: image/jpeg\r\n" + length + "\r\n"),
                jpeg,
                utf8("\r\n" + part(event(1), "\r\n") + part(event(2), "\r\n")));
        List<StreamItem> items = read(MIXED, stream);
        assertThat(serials(items)).containsExactly(1L, 2L);
        assertThat(items.get(0)).isInstanceOf(PictureSeen.class);
        assertThat(items).hasSize(3);
        if (!length.contains(" 10")) {
            assertThat(((PictureSeen) items.get(0)).picture().sha256()).isEqualTo(sha256(jpeg));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"name=\"picture\"", "name=\"Picture\"; filename=\"a.jpg\"", "name=x"})
    void run_findsPicturesWithoutAType(String disposition) {
        byte[] jpeg = join(new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF}, utf8("face"));
        byte[] stream = join(
                utf8("--MIME_boundary\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n"),
                jpeg,
                utf8("\r\n" + part(event(1), "\r\n")));
        List<StreamItem> items = read(MIXED, stream);
        assertThat(((PictureSeen) items.get(0)).picture().sha256()).isEqualTo(sha256(jpeg));
        assertThat(serials(items)).containsExactly(1L);
    }

    @Test
    void run_givesABadPartWithItsBytesAndGoesOn() {
        String cut = event(1).substring(0, 60);
        List<StreamItem> items = read("--MIME_boundary\r\nContent-Length: 700\r\n\r\n" + cut + "\r\n"
                + part(event(2), "\r\n") + part("no document\r\n", "\r\n") + part("<html><p>x</p></html>", "\r\n")
                + "rubbish\r\n"
                + part(event(3), "\r\n"));
        assertThat(serials(items)).containsExactly(2L, 3L);
        List<String> bad = items.stream()
                .filter(Unreadable.class::isInstance)
                .map(item -> ((Unreadable) item).part().raw().text().strip())
                .toList();
        assertThat(bad).containsExactly(cut, "no document", "<html><p>x</p></html>", "rubbish");
    }

    @Test
    void run_takesPicturesOutOfTextAndOfUnreadableBytes() {
        byte[] face = join(new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF}, utf8("face".repeat(100)));
        String encoded = java.util.Base64.getEncoder().encodeToString(face);
        String event = event(1).replace("\"unknown\"", "\"" + encoded + "\"");
        byte[] stream = join(
                utf8(part(event, "\r\n") + "--MIME_boundary\r\nContent-Type: text/plain\r\n\r\nx"),
                face,
                utf8("\r\n" + part(event(2), "\r\n")));
        List<StreamItem> items = read(MIXED, stream);
        assertThat(items).hasSize(3);
        Notified first = (Notified) items.get(0);
        assertThat(first.notification().raw().text()).doesNotContain(encoded).contains("[picture removed: ");
        Unreadable second = (Unreadable) items.get(1);
        assertThat(second.part().raw().text()).doesNotContain("face").contains("[picture removed: ");
    }

    @Test
    void run_boundsAPartThatNeverEnds() {
        String endless = "--MIME_boundary\r\n\r\n{\"a\":\"" + "x".repeat(3_000_000) + "\r\n";
        List<StreamItem> items = read(endless + part(event(2), "\r\n"));
        assertThat(serials(items)).containsExactly(2L);
        assertThat(((Unreadable) items.get(0)).part().raw().size()).isLessThanOrEqualTo(64 * 1024);
    }

    @Test
    void run_boundsAHeaderThatNeverEnds() {
        String header = "--MIME_boundary\r\nX-Long: " + "y".repeat(1_000_000) + "\r\n\r\n" + event(1) + "\r\n";
        assertThat(serials(read(header + part(event(2), "\r\n")))).containsExactly(1L, 2L);
    }

    @Test
    void run_isQuickOnLengthsMadeToHurt() {
        String part = "--MIME_boundary\r\nContent-Length: 1000000\r\n\r\n{\"a\":\r\n";
        byte[] stream = utf8(part.repeat(20_000) + part(event(1), "\r\n"));
        List<StreamItem> items = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> read(MIXED, stream));
        assertThat(serials(items)).containsExactly(1L);
    }

    @Test
    void run_neverFailsAndNeverInventsOnStreamsCutAnywhere() {
        byte[] jpeg = join(new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF}, utf8("\r\n--MIME_boundary\r\nx"));
        byte[] stream = join(
                utf8(part(event(1), "\r\n") + "--MIME_boundary\r\nContent-Type: image/jpeg\r\nContent-Length: "
                        + jpeg.length + "\r\n\r\n"),
                jpeg,
                utf8("\r\n" + part(XML_BEAT, "\r\n") + part(event(2), "\r\n")));
        for (int length = 0; length <= stream.length; length++) {
            List<StreamItem> items = read(MIXED, Arrays.copyOf(stream, length));
            assertThat(serials(items)).isSubsetOf(1L, 2L).doesNotHaveDuplicates();
        }
        assertThat(serials(read(MIXED, stream))).containsExactly(1L, 2L);
    }

    @Test
    void run_neverFailsOnMutilatedStreams() {
        byte[] whole =
                utf8(part(event(1), "\r\n") + part(XML_BEAT, "\n") + part("{}", "\r\n") + part(event(2), "\r\n"));
        Random random = new Random(11);
        int read = 0;
        for (int round = 0; round < 3000; round++) {
            byte[] broken = Arrays.copyOf(whole, random.nextInt(whole.length + 1));
            for (int i = random.nextInt(8); i > 0 && broken.length > 0; i--) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
            }
            read += serials(read(MIXED, broken)).size();
        }
        assertThat(read).isGreaterThan(1000);
    }

    @Test
    void run_tellsARefusalInsideAStreamAndASubscription() {
        String refusal =
                "<ResponseStatus><statusValue>503</statusValue><statusString>Service Unavailable</statusString>"
                        + "<subStatusCode>deployExceedMax</subStatusCode></ResponseStatus>";
        assertThat(read("application/xml", utf8(refusal)).get(0))
                .isInstanceOfSatisfying(StreamItem.Ended.class, ended -> {
                    assertThat(ended.reason()).isEqualTo(StreamItem.Ended.Reason.REFUSED);
                    assertThat(ended.detail()).contains("deployExceedMax");
                });
        String subscribed = "<SubscribeEventResponse><id>7</id></SubscribeEventResponse>";
        assertThat(read(part(subscribed, "\r\n")).get(0))
                .isInstanceOfSatisfying(
                        StreamItem.Subscribed.class,
                        item -> assertThat(item.id()).isEqualTo("7"));
    }

    static String part(String body, String lineEnd) {
        return "--MIME_boundary" + lineEnd + "Content-Type: application/json; charset=\"UTF-8\"" + lineEnd
                + "Content-Length: " + utf8(body).length + lineEnd + lineEnd + body + lineEnd;
    }

    /** An event as a terminal prints it, built anew. */
    static String event(int serial) {
        return "{\n\t\"ipAddress\":\t\"192.0.2.10\",\n\t\"macAddress\":\t\"AA:BB:CC:DD:EE:FF\",\n"
                + "\t\"dateTime\":\t\"2025-06-22T10:26:22-04:00\",\n\t\"eventType\":\t\"AccessControllerEvent\",\n"
                + "\t\"eventState\":\t\"active\",\n\t\"AccessControllerEvent\":\t{\n\t\t\"deviceName\":\t\"Back door {2}\",\n"
                + "\t\t\"majorEventType\":\t5,\n\t\t\"subEventType\":\t75,\n\t\t\"serialNo\":\t" + serial + ",\n"
                + "\t\t\"currentEvent\":\tfalse,\n\t\t\"mask\":\t\"unknown\"\n\t}\n}";
    }

    static List<Long> serials(List<StreamItem> items) {
        return items.stream()
                .filter(Notified.class::isInstance)
                .map(item -> ((Notified) item).notification().accessEvent())
                .filter(java.util.Objects::nonNull)
                .map(event -> event.serialNo())
                .filter(java.util.Objects::nonNull)
                .toList();
    }

    private static List<StreamItem> read(String stream) {
        return read(MIXED, utf8(stream));
    }

    private static List<StreamItem> read(String contentType, byte[] stream) {
        List<StreamItem> items = new ArrayList<>();
        run(new ByteArrayInputStream(stream), contentType, items);
        return items;
    }

    private static void run(InputStream in, String contentType, List<StreamItem> items) {
        try {
            new StreamFramer(in, contentType, new StreamItems(items::add)).run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(byte[] bytes) {
        return Hashing.sha256().hashBytes(bytes).toString();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] join(byte[]... pieces) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            all.writeBytes(piece);
        }
        return all.toByteArray();
    }

    /** Gives its bytes one by one; where a network would wait, it checks what has been understood. */
    private static final class InputStreamThatPauses extends InputStream {

        private final byte[] bytes;
        private final Runnable atPause;
        private int at;

        InputStreamThatPauses(byte[] bytes, Runnable atPause) {
            this.bytes = bytes;
            this.atPause = atPause;
        }

        @Override
        public int read() {
            if (at == bytes.length) {
                atPause.run();
                return -1;
            }
            return bytes[at++] & 0xFF;
        }

        @Override
        public int read(byte[] into, int from, int length) {
            int next = read();
            if (next >= 0) {
                into[from] = (byte) next;
            }
            return next < 0 ? -1 : 1;
        }
    }
}
