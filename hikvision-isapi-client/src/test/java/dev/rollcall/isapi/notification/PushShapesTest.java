package dev.rollcall.isapi.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.rollcall.isapi.access.EventRecord;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each shape of body that terminals were seen to post, by name, and bodies made to hurt. */
final class PushShapesTest {

    private static final String MULTIPART = "multipart/form-data; boundary=MIME_boundary";
    private static final String JSON =
            "{\"ipAddress\":\"192.168.1.64\",\"portNo\":8099,\"dateTime\":\"2026-08-02T10:15:29+08:00\","
                    + "\"eventType\":\"AccessControllerEvent\",\"shortSerialNumber\":\"GN0953967\",\"AccessControllerEvent\":"
                    + "{\"majorEventType\":5,\"subEventType\":75,\"employeeNoString\":\"001\",\"serialNo\":139}}";
    private static final String XML =
            "<EventNotificationAlert version=\"2.0\" xmlns=\"http://www.isapi.org/ver20/XMLSchema\">"
                    + "<dateTime>2026-08-02T10:15:29+08:00</dateTime><eventType>AccessControllerEvent</eventType>"
                    + "<AccessControllerEvent><majorEventType>5</majorEventType><subEventType>75</subEventType>"
                    + "<employeeNoString>001</employeeNoString><serialNo>139</serialNo></AccessControllerEvent>"
                    + "</EventNotificationAlert>";
    private static final byte[] JPEG = {
        (byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0, 0, '\r', '\n', '-', '-', 'M', 1
    };

    @Test
    void parse_readsAPartWithoutBlankLine() {
        isThePunch(multipart("Content-Disposition: form-data; name=\"event_log\"\r\n" + JSON));
    }

    @Test
    void parse_readsAnXmlPartWithoutBlankLine() {
        isThePunch(multipart("Content-Disposition: form-data; name=\"event_log\"\r\n" + XML));
    }

    @Test
    void parse_readsAPartWithoutType() {
        isThePunch(multipart("Content-Disposition: form-data; name=\"event_log\"\r\n\r\n" + JSON));
    }

    @Test
    void parse_readsAPartWithFileName() {
        isThePunch(multipart("Content-Disposition: form-data; name=\"event_log\"; filename=\"../../event_log.json\"\r\n"
                + "Content-Type: application/json\r\n\r\n" + JSON));
    }

    @Test
    void parse_readsAPartNamedLikeTheEvent() {
        isThePunch(multipart("Content-Disposition: form-data; name=\"AccessControllerEvent\"\r\n"
                + "Content-Type: application/json; charset=\"UTF-8\"\r\n\r\n" + JSON));
    }

    @Test
    void parse_readsEventLogInXml() {
        isThePunch(multipart(
                "Content-Disposition: form-data; name=\"event_log\"\r\nContent-Type: application/xml\r\n\r\n" + XML));
    }

    @Test
    void parse_passesOverAnEventTypePart() {
        isThePunch(multipart(
                "Content-Disposition: form-data; name=\"Event_Type\"\r\n\r\nAccessControllerEvent",
                "Content-Disposition: form-data; name=\"event_log\"\r\n\r\n" + JSON));
    }

    @ParameterizedTest
    @ValueSource(strings = {"picture", "Picture"})
    void parse_readsPicturesInBothSpellings(String name) {
        byte[] body = NotificationParserTest.bytes(
                "--MIME_boundary\r\nContent-Disposition: form-data; name=\"event_log\"\r\n\r\n" + JSON
                        + "\r\n--MIME_boundary\r\nContent-Disposition: form-data; name=\"" + name
                        + "\"; filename=\"Picture.jpg\"\r\nContent-Type: image/jpeg\r\nContent-ID: pictureImage\r\n\r\n",
                JPEG,
                "\r\n--MIME_boundary--\r\n");
        NotificationBody read = NotificationParser.parse(MULTIPART, body);
        assertThat(read.pictures()).extracting(Picture::length).containsExactly((long) JPEG.length);
        assertThat(read.events()).hasSize(1);
        assertThat(read.unreadable()).isEmpty();
    }

    @Test
    void parse_readsAPicturePartInXmlBodies() {
        byte[] body = NotificationParserTest.bytes(
                "--MIME_boundary\r\nContent-Disposition: form-data; name=\"event_log\"\r\n\r\n" + XML
                        + "\r\n--MIME_boundary\r\nContent-Disposition: form-data; name=\"picture\"\r\n\r\n",
                JPEG,
                "\r\n--MIME_boundary--\r\n");
        NotificationBody read = NotificationParser.parse(MULTIPART, body);
        assertThat(read.pictures()).hasSize(1);
        assertThat(read.events()).hasSize(1);
    }

    @Test
    void parse_readsAGatewaysWrapper() {
        isThePunch(utf8("{\"EventNotificationAlert\":" + JSON + "}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/xml", "text/html", "multipart/form-data; boundary=x"})
    void parse_goesByTheBodyAndNotByItsType(String type) {
        assertThat(NotificationParser.parse(type, utf8(JSON)).events()).hasSize(1);
        assertThat(NotificationParser.parse(type, utf8(XML)).events()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"eventType\":\"heartBeat\",\"eventState\":\"active\"}",
                "{\"eventType\":\"heartbeat\"}",
                "<EventNotificationAlert><eventType>videoloss</eventType><eventState>inactive</eventState></EventNotificationAlert>"
            })
    void parse_tellsHeartbeats(String body) {
        assertThat(NotificationParser.parse(null, utf8(body)).events())
                .hasSize(1)
                .allMatch(EventNotification::heartbeat)
                .allMatch(event -> event.accessEvent() == null);
    }

    @Test
    void parse_keepsATimeWithoutOffsetAsSuch() {
        EventNotification event = one(JSON.replace("+08:00", ""));
        assertThat(event.wallClock()).isEqualTo("2026-08-02T10:15:29");
        assertThat(event.offset()).isNull();
        assertThat(event.accessEvent().offset()).isNull();
    }

    @Test
    void parse_givesTheFactoryAddressAsPrinted() {
        EventNotification event = one(JSON.replace("192.168.1.64", "192.0.0.64"));
        assertThat(event.ipAddress()).isEqualTo("192.0.0.64");
        assertThat(event.shortSerialNumber()).isEqualTo("GN0953967");
    }

    @Test
    void parse_leavesCurrentEventOpenWhereItIsMissing() {
        assertThat(one(JSON).accessEvent().currentEvent()).isNull();
        assertThat(one(JSON.replace("\"serialNo\"", "\"currentEvent\":false,\"serialNo\""))
                        .accessEvent()
                        .currentEvent())
                .isFalse();
    }

    @Test
    void parse_keepsFieldsItDoesNotKnow() {
        EventNotification event =
                one(JSON.replace("\"serialNo\"", "\"FaceRect\":{\"x\":0.10},\"QRCodeInfo\":\"q\",\"serialNo\"")
                        .replace("\"portNo\"", "\"newField\":[1,\"2\"],\"portNo\""));
        assertThat(event.otherFields()).containsEntry("newField", "[1,\"2\"]").containsEntry("portNo", "8099");
        assertThat(event.accessEvent().otherFields())
                .containsEntry("FaceRect", "{\"x\":0.10}")
                .containsEntry("QRCodeInfo", "\"q\"");
    }

    @Test
    void parse_survivesAHundredThousandParts() {
        String part = "--MIME_boundary\r\nContent-Disposition: form-data; name=\"event_log\"\r\n\r\n"
                + "{\"eventType\":\"x\"}\r\n";
        NotificationBody read = quickly(MULTIPART, utf8(part.repeat(100_000) + "--MIME_boundary--"));
        assertThat(read.events().size()).isLessThanOrEqualTo(2000);
        assertThat(read.truncated()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {70, 71, 199, 5000})
    void parse_survivesALongBoundary(int length) {
        String boundary = "b".repeat(length);
        byte[] body = utf8("--" + boundary + "\r\n\r\n" + JSON + "\r\n--" + boundary + "--\r\n");
        isThePunch(quickly("multipart/form-data; boundary=" + boundary, body));
        assertThat(quickly("multipart/form-data", body).events().size()).isLessThanOrEqualTo(1);
    }

    @Test
    void parse_findsABoundaryThatIsNotDeclared() {
        byte[] body = multipart("Content-Disposition: form-data; name=\"event_log\"\r\n\r\n" + JSON);
        for (String type :
                new String[] {null, "", "multipart/form-data", "multipart/form-data; boundary=", "x/y; boundary=other"
                }) {
            isThePunch(quickly(type, body));
        }
    }

    @Test
    void parse_survivesAPartHeaderOfAMegabyte() {
        String header = "X-Long: " + "h".repeat(1_000_000);
        isThePunch(multipart(header + "\r\nContent-Disposition: form-data; name=\"event_log\"\r\n\r\n" + JSON));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-5", "0", "1", "99999", "999999999999999999999", "x"})
    void parse_survivesAWrongLength(String length) {
        isThePunch(multipart("Content-Length: " + length + "\r\nContent-Type: application/json\r\n\r\n" + JSON));
    }

    @Test
    void parse_neverInventsAnEventFromABodyCutAnywhere() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(utf8("--MIME_boundary\r\nContent-Disposition: form-data; name=\"event_log\"\r\n"));
        all.writeBytes(utf8(JSON + "\r\n--MIME_boundary\r\nContent-Type: image/jpeg\r\nContent-Length: " + JPEG.length
                + "\r\n\r\n"));
        all.writeBytes(JPEG);
        all.writeBytes(utf8("\r\n--MIME_boundary\r\n\r\n" + XML + "\r\n--MIME_boundary--\r\n"));
        byte[] body = all.toByteArray();
        for (String type : new String[] {null, MULTIPART}) {
            for (int length = 0; length < body.length; length++) {
                NotificationBody read = NotificationParser.parse(type, Arrays.copyOf(body, length));
                assertThat(read.events()).allSatisfy(PushShapesTest::isThePunch);
                boolean whole = length >= body.length - 4;
                assertThat(whole
                                || read.truncated()
                                || !read.unreadable().isEmpty()
                                || read.events().size() < 2)
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><EventNotificationAlert><eventType>&e;</eventType>"
                        + "</EventNotificationAlert>",
                "<!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]><EventNotificationAlert>"
                        + "<eventType>&b;</eventType></EventNotificationAlert>",
                "<!DOCTYPE a SYSTEM \"http://127.0.0.1:9/x.dtd\"><EventNotificationAlert><eventType>x</eventType>"
                        + "</EventNotificationAlert>",
                "<!DOCTYPE a [<!ENTITY % p SYSTEM \"http://127.0.0.1:9/p\">%p;]><EventNotificationAlert><eventType>x</eventType>"
                        + "</EventNotificationAlert>"
            })
    void parse_refusesXmlThatReachesOut(String attack) {
        for (byte[] body : List.of(utf8(attack), multipart("Content-Type: application/xml\r\n\r\n" + attack))) {
            NotificationBody read = quickly(MULTIPART, body);
            assertThat(read.events()).isEmpty();
            assertThat(read.unreadable()).isNotEmpty();
        }
    }

    @Test
    void parse_takesAnIncludeForAnUnknownElement() {
        NotificationBody read = quickly(
                null,
                utf8("<EventNotificationAlert xmlns:xi=\"http://www.w3.org/2001/XInclude\"><eventType>x</eventType>"
                        + "<xi:include href=\"file:///etc/hostname\" parse=\"text\"/></EventNotificationAlert>"));
        assertThat(read.events().get(0).otherFields().get("include")).contains("file:///etc/hostname");
    }

    @Test
    void parse_boundsDepthAttributesAndNumbers() {
        String deepXml =
                "<EventNotificationAlert>" + "<a>".repeat(5000) + "</a>".repeat(5000) + "</EventNotificationAlert>";
        StringBuilder attributes = new StringBuilder("<EventNotificationAlert ");
        for (int i = 0; i < 100_000; i++) {
            attributes.append('a').append(i).append("='1' ");
        }
        String deepJson = "{\"eventType\":\"x\",\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
        String number = JSON.replace("139", "1e999999999");
        String digits = JSON.replace("139", "1".repeat(1_000_000));
        for (String body :
                List.of(deepXml, attributes + "><eventType>x</eventType></EventNotificationAlert>", deepJson, digits)) {
            NotificationBody read = quickly(null, utf8(body));
            assertThat(read.events()).isEmpty();
            assertThat(read.unreadable()).isNotEmpty();
        }
        assertThat(quickly(null, utf8(number)).events())
                .allSatisfy(event -> assertThat(event.accessEvent().serialNo()).isNull());
    }

    private static void isThePunch(byte[] body) {
        isThePunch(NotificationParser.parse(MULTIPART, body));
    }

    private static void isThePunch(NotificationBody read) {
        assertThat(read.events()).hasSize(1).allSatisfy(PushShapesTest::isThePunch);
        assertThat(read.unreadable()).isEmpty();
        assertThat(read.truncated()).isFalse();
    }

    private static void isThePunch(EventNotification event) {
        EventRecord record = event.accessEvent();
        assertThat(record.employeeNo()).isEqualTo("001");
        assertThat(record.major()).isEqualTo(5);
        assertThat(record.minor()).isEqualTo(75);
        assertThat(record.serialNo()).isEqualTo(139);
        assertThat(record.wallClock()).isEqualTo("2026-08-02T10:15:29");
    }

    private static EventNotification one(String json) {
        List<EventNotification> events =
                NotificationParser.parse("application/json", utf8(json)).events();
        assertThat(events).hasSize(1);
        return events.get(0);
    }

    private static NotificationBody quickly(String type, byte[] body) {
        return assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            PictureRedactor.redact(type, body);
            return NotificationParser.parse(type, body);
        });
    }

    private static byte[] multipart(String... parts) {
        StringBuilder body = new StringBuilder();
        for (String part : parts) {
            body.append("--MIME_boundary\r\n").append(part).append("\r\n");
        }
        return utf8(body.append("--MIME_boundary--\r\n").toString());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
