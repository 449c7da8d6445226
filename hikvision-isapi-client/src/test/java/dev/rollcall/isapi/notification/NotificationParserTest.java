package dev.rollcall.isapi.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.rollcall.isapi.access.EventRecord;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NotificationParserTest {

    private static final String EVENT =
            "{\"ipAddress\":\"192.168.1.64\",\"macAddress\":\"a4:d5:c2:24:dd:74\",\"channelID\":1,"
                    + "\"dateTime\":\"2026-08-02T10:15:29-04:00\",\"eventType\":\"AccessControllerEvent\","
                    + "\"shortSerialNumber\":\"GN0953967\",\"AccessControllerEvent\":{\"majorEventType\":5,"
                    + "\"subEventType\":75,\"employeeNoString\":\"001\",\"serialNo\":139,\"frontSerialNo\":138,"
                    + "\"currentEvent\":true,\"mask\":\"no\"}}";
    private static final String MULTIPART = "multipart/form-data; boundary=MIME_boundary";
    private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, '\r', '\n', '-', '-', 'x', 0};

    @Test
    void parse_readsPlainJson() {
        NotificationBody body = parse("application/json", EVENT);
        assertThat(body.events()).hasSize(1);
        assertThat(body.truncated()).isFalse();
        EventNotification event = body.events().get(0);
        assertThat(event.macAddress()).isEqualTo("a4:d5:c2:24:dd:74");
        assertThat(event.shortSerialNumber()).isEqualTo("GN0953967");
        assertThat(event.otherFields()).containsOnlyKeys("channelID");
        assertThat(event.raw().text()).isEqualTo(EVENT);
        assertThat(event.heartbeat()).isFalse();
        EventRecord record = event.accessEvent();
        assertThat(record.major()).isEqualTo(5);
        assertThat(record.minor()).isEqualTo(75);
        assertThat(record.employeeNo()).isEqualTo("001");
        assertThat(record.wallClock()).isEqualTo(LocalDateTime.parse("2026-08-02T10:15:29"));
        assertThat(record.offset()).isEqualTo(ZoneOffset.ofHours(-4));
        assertThat(record.serialNo()).isEqualTo(139);
        assertThat(record.frontSerialNo()).isEqualTo(138);
        assertThat(record.currentEvent()).isTrue();
        assertThat(record.otherFields()).containsEntry("mask", "\"no\"");
    }

    @Test
    void parse_readsXmlOfAnyNamespace() {
        NotificationBody body = parse(
                "application/json",
                "\r\n<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<h:EventNotificationAlert version=\"2.0\""
                        + " xmlns:h=\"http://www.hikvision.com/ver10/XMLSchema\"><h:dateTime>2026-08-02T10:15:29</h:dateTime>"
                        + "<h:eventType>AccessControllerEvent</h:eventType><h:activePostCount/><h:AccessControllerEvent>"
                        + "<h:majorEventType>5</h:majorEventType><h:subEventType>38</h:subEventType>"
                        + "<h:employeeNoString>007</h:employeeNoString></h:AccessControllerEvent>"
                        + "</h:EventNotificationAlert>");
        EventRecord record = body.events().get(0).accessEvent();
        assertThat(record.employeeNo()).isEqualTo("007");
        assertThat(record.minor()).isEqualTo(38);
        assertThat(record.offset()).isNull();
    }

    @Test
    void parse_readsMultipartWithAPicture() {
        byte[] body = bytes(
                "--MIME_boundary\r\nContent-Disposition: form-data; name=\"event_log\"\r\n\r\n" + EVENT
                        + "\r\n--MIME_boundary\r\nContent-Disposition: form-data; name=\"Picture\";"
                        + " filename=\"Picture.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n",
                JPEG,
                "\r\n--MIME_boundary--\r\n");
        NotificationBody read = NotificationParser.parse(MULTIPART, body);
        assertThat(read.events()).extracting(event -> event.raw().text()).containsExactly(EVENT);
        assertThat(read.pictures()).hasSize(1);
        assertThat(read.pictures().get(0).length()).isEqualTo(JPEG.length);
        assertThat(read.pictures().get(0).sha256()).hasSize(64).matches("[0-9a-f]+");
        assertThat(read.unreadable()).isEmpty();
        assertThat(read.truncated()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--MIME_boundary\nContent-Disposition: form-data; name=\"event_log\"\n%s\n--MIME_boundary--\n",
                "--MIME_boundary\r\nContent-Disposition: form-data; name=\"event_log\"\r\n%s\r\n--MIME_boundary--",
                "--other\r\n%s\r\n--other--\r\n",
                "\r\n\r\n--other\r\n\r\n%s\r\n--other--\r\n",
                "Content-Type: multipart/form-data; boundary=b\n\n--b\nContent-Type: text/xml\n\n%s\n--b--",
                "--MIME_boundary\r\nContent-Length: 9999\r\n\r\n%s\r\n--MIME_boundary--",
                "--MIME_boundary\r\nContent-Disposition: form-data; name=\"Event_Type\"\r\n\r\nAccessControllerEvent\r\n"
                        + "--MIME_boundary\r\n\r\n%s\r\n--MIME_boundary--",
                "{\"EventNotificationAlert\":%s}",
                "[%s]",
                "\uFEFF %s \r\n"
            })
    void parse_findsTheEventInEveryShape(String shape) {
        NotificationBody body = parse(MULTIPART, shape.replace("%s", EVENT));
        assertThat(body.events()).hasSize(1);
        assertThat(body.events().get(0).accessEvent().serialNo()).isEqualTo(139);
        assertThat(body.unreadable()).isEmpty();
        assertThat(body.truncated()).isFalse();
    }

    @Test
    void parse_trustsAContentLengthOverBoundaryLikeBytes() {
        byte[] picture = bytes("\u00ff", JPEG, "\r\n--MIME_boundary\r\n{\"eventType\":\"fake\"}");
        byte[] body = bytes(
                "--MIME_boundary\r\nContent-Type: image/jpeg\r\nContent-Length: " + picture.length + "\r\n\r\n",
                picture,
                "\r\n--MIME_boundary\r\n\r\n" + EVENT + "\r\n--MIME_boundary--");
        NotificationBody read = NotificationParser.parse(MULTIPART, body);
        assertThat(read.pictures()).extracting(Picture::length).containsExactly((long) picture.length);
        assertThat(read.events()).hasSize(1);
    }

    @Test
    void parse_readsSeveralOneAfterAnother() {
        String xml = "<EventNotificationAlert><eventType>videoloss</eventType><eventState>inactive</eventState>"
                + "</EventNotificationAlert>";
        NotificationBody body = parse(null, EVENT + "\r\n" + xml + xml + " {\"eventType\":\"heartBeat\"}");
        assertThat(body.events()).extracting(EventNotification::heartbeat).containsExactly(false, true, true, true);
        assertThat(body.events().get(1).accessEvent()).isNull();
        assertThat(body.events().get(1).raw().text()).isEqualTo(xml);
    }

    @Test
    void parse_marksWhatIsCutShort() {
        NotificationBody noEnd = parse(MULTIPART, "--MIME_boundary\r\n\r\n" + EVENT + "\r\n");
        assertThat(noEnd.truncated()).isTrue();
        assertThat(noEnd.events()).hasSize(1);
        String half = EVENT.substring(0, 100);
        NotificationBody cut = parse(null, half);
        assertThat(cut.truncated()).isTrue();
        assertThat(cut.unreadable()).extracting(one -> one.raw().text()).containsExactly(half);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello",
                "{\"a\":1}",
                "<html><body>x</body></html>",
                "{oops}",
                "7",
                "--",
                "--b\r\n\r\nnothing\r\n--b--"
            })
    void parse_keepsWhatItDoesNotUnderstand(String text) {
        NotificationBody body = parse(null, text);
        assertThat(body.events()).isEmpty();
        assertThat(body.unreadable()).hasSize(1);
    }

    @Test
    void parse_readsAnEmptyBodyAsNothing() {
        assertThat(parse(null, ""))
                .isEqualTo(new NotificationBody(java.util.List.of(), java.util.List.of(), java.util.List.of(), false));
    }

    @Test
    void parse_refusesDocumentTypes() {
        String bomb = "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><EventNotificationAlert><eventType>&e;"
                + "</eventType></EventNotificationAlert>";
        NotificationBody body = parse(null, bomb);
        assertThat(body.events()).isEmpty();
        assertThat(body.unreadable()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--b\n", "{}", "<a/>", " ", "-", "--b\n\n{}\n", "/9j/", "{\"eventType\":1}", "[", "<?x?>", "<a>"
            })
    void parse_staysSmallAndQuickOnBodiesMadeToHurt(String piece) {
        String blanks = " ".repeat(1_000_000);
        byte[] body = (blanks + "\n" + piece.repeat(3_000_000 / piece.length())).getBytes(StandardCharsets.UTF_8);
        NotificationBody read = assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            PictureRedactor.redact("multipart/form-data; boundary=b", body);
            return NotificationParser.parse("multipart/form-data; boundary=b", body);
        });
        assertThat(read.events().size() + read.unreadable().size()).isLessThanOrEqualTo(2000);
    }

    @Test
    void parse_neverThrowsOnMutilatedBodies() {
        byte[] whole = bytes(
                "--MIME_boundary\r\nContent-Disposition: form-data; name=\"event_log\"\r\nContent-Length: 20\r\n\r\n"
                        + EVENT + "<a b='c'><d/></a>\r\n--MIME_boundary\r\nContent-Type: image/png\r\n\r\n",
                JPEG,
                "\r\n--MIME_boundary--\r\n");
        Random random = new Random(42);
        int read = 0;
        for (int round = 0; round < 4000; round++) {
            byte[] broken = java.util.Arrays.copyOf(whole, random.nextInt(whole.length + 1));
            for (int i = random.nextInt(6); i > 0 && broken.length > 0; i--) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
            }
            NotificationBody body = NotificationParser.parse(random.nextBoolean() ? MULTIPART : null, broken);
            NotificationParser.parse(null, PictureRedactor.redact(MULTIPART, broken));
            read += body.events().size();
        }
        assertThat(read).isPositive();
    }

    private static NotificationBody parse(String contentType, String body) {
        return NotificationParser.parse(contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] bytes(String before, byte[] middle, String after) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(before.getBytes(StandardCharsets.ISO_8859_1));
        all.writeBytes(middle);
        all.writeBytes(after.getBytes(StandardCharsets.ISO_8859_1));
        return all.toByteArray();
    }
}
