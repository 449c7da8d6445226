package dev.rollcall.receiver.web;

import static dev.rollcall.receiver.testing.Answers.problem;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rollcall.attendance.event.Channel;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.receiver.store.Alarm;
import dev.rollcall.receiver.store.Device;
import dev.rollcall.receiver.store.EventFilter;
import dev.rollcall.receiver.store.FeedEvent;
import dev.rollcall.receiver.store.Role;
import dev.rollcall.receiver.testing.Answers;
import dev.rollcall.receiver.testing.Batches;
import dev.rollcall.receiver.testing.Punch;
import dev.rollcall.receiver.testing.RunningReceiver;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The terminals' way in, over HTTP. */
class WebhookEndpointTest {

    private static final AtomicInteger DEVICES = new AtomicInteger();
    private static final String MULTIPART = "multipart/form-data; boundary=MIME_boundary";
    private static final String PICTURE_MARK = "THIS-IS-A-FACE";

    private final RunningReceiver receiver = RunningReceiver.onSqlite();
    private DeviceKey key;
    private String path;

    @BeforeEach
    void newDevice() {
        key = DeviceKey.of(String.format("HOK%06d", DEVICES.incrementAndGet()));
        path = receiver.webhook(key, "a4d5c2001122", "Asia/Colombo");
    }

    private static String event(long serial) {
        return """
                {"ipAddress":"192.0.0.64","portNo":80,"protocol":"HTTP","macAddress":"a4:d5:c2:00:11:22",
                 "dateTime":"2026-11-23T09:00:00+05:30","activePostCount":1,"eventType":"AccessControllerEvent",
                 "eventState":"active","AccessControllerEvent":{"majorEventType":5,"subEventType":75,
                 "employeeNoString":"00012","name":"Nimal","serialNo":%d,"cardReaderNo":1,"doorNo":1,
                 "attendanceStatus":"checkIn"}}""".formatted(serial);
    }

    private HttpResponse<String> post(String type, byte[] body) {
        return receiver.post(path, body, "Content-Type", type);
    }

    private List<FeedEvent> events() {
        return receiver.store().read(unit -> unit.feed().page(new EventFilter(key, null, null, null, null), 0, 100));
    }

    private List<Alarm> alarms() {
        return receiver.store().read(unit -> {
            int device = unit.devices().find(key).orElseThrow().id();
            return unit.alarms().latest(1000).stream()
                    .filter(alarm -> alarm.deviceId() == device)
                    .toList();
        });
    }

    private void awaitTranslation() {
        await().atMost(Duration.ofSeconds(10))
                .until(() ->
                        receiver.store().read(unit -> unit.inbox().received(1).isEmpty()));
    }

    /** Everything the inbox holds of this device, as text of bytes. */
    private String inbox(String column) {
        try (Connection database = database();
                Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery("select i." + column + " from inbox i join device d"
                        + " on d.id = i.device_id where d.device_key = '" + key + "' order by i.id")) {
            StringBuilder all = new StringBuilder();
            while (rows.next()) {
                Object value = rows.getObject(1);
                all.append(value instanceof byte[] bytes ? new String(bytes, ISO_8859_1) : value)
                        .append('\n');
            }
            return all.toString();
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private Connection database() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + receiver.folder().resolve("rollcall.db"));
    }

    private static byte[] picture() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0});
        bytes.writeBytes(PICTURE_MARK.getBytes(ISO_8859_1));
        bytes.writeBytes(new byte[] {0, '{', '}', (byte) 0xFF, (byte) 0xD9});
        return bytes.toByteArray();
    }

    private static byte[] multipart(String blankLine, byte[] picture) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(("--MIME_boundary\r\nContent-Disposition: form-data; name=\"event_log\"\r\n"
                        + "Content-Type: application/json\r\n" + blankLine + event(1) + "\r\n"
                        + "--MIME_boundary\r\nContent-Disposition: form-data; name=\"Picture\";"
                        + " filename=\"Picture.jpg\"\r\nContent-Type: image/jpeg\r\nContent-Length: " + picture.length
                        + "\r\n\r\n")
                .getBytes(UTF_8));
        bytes.writeBytes(picture);
        bytes.writeBytes("\r\n--MIME_boundary--\r\n".getBytes(UTF_8));
        return bytes.toByteArray();
    }

    private void assertPunchStored() {
        awaitTranslation();
        assertThat(events()).singleElement().satisfies(event -> {
            assertThat(event.stored().event().employeeNo()).hasToString("00012");
            assertThat(event.stored().event().time().occurredAt()).hasToString("2026-11-23T03:30:00Z");
            assertThat(event.stored().event().time().zone()).isEqualTo("Asia/Colombo");
            assertThat(event.stored().confirmed()).isFalse();
            assertThat(event.sights()).extracting(sight -> sight.channel()).containsExactly(Channel.WEBHOOK);
        });
        assertThat(inbox("state")).isEqualTo("DONE\n");
    }

    @Test
    void json_isAnsweredEmpty_andBecomesAnEvent() {
        HttpResponse<String> answer = post("application/json", event(1).getBytes(UTF_8));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertPunchStored();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", ""})
    void multipart_withOrWithoutBlankLine_losesItsPictureBeforeItIsStored(String blankLine) {
        assertThat(post(MULTIPART, multipart(blankLine, picture())).statusCode())
                .isEqualTo(200);

        assertPunchStored();
        assertThat(inbox("body")).contains("AccessControllerEvent").doesNotContain(PICTURE_MARK, "\u00ff\u00d8\u00ff");
    }

    @Test
    void sameEvent_byPushTwiceAndByPoll_isThereOnceAndConfirmed() {
        post("application/json", event(1).getBytes(UTF_8));
        post("application/json", event(1).getBytes(UTF_8));
        awaitTranslation();
        String agent = receiver.token(Role.AGENT, "agent of " + key);
        Punch polled = Punch.at(key.value()).serial(1L).name("Nimal");
        HttpResponse<String> answer = receiver.post(
                "/api/attendance/backup-sync",
                Batches.of(key, polled.observation()),
                "Authorization",
                "Bearer " + agent);

        assertThat(Answers.json(answer).path("outcomes").get(0).path("outcome").asString())
                .isEqualTo("KNOWN");
        assertThat(events()).singleElement().satisfies(event -> {
            assertThat(event.stored().confirmed()).isTrue();
            assertThat(event.sights()).hasSize(2);
        });
    }

    @Test
    void heartbeat_isSeen_andOnlyTheLatestIsKept() throws SQLException {
        for (int count = 0; count < 3; count++) {
            String heartbeat = "{\"eventType\":\"heartBeat\",\"eventState\":\"active\",\"count\":" + count + "}";
            assertThat(post("application/json", heartbeat.getBytes(UTF_8)).statusCode())
                    .isEqualTo(200);
        }
        awaitTranslation();

        assertThat(inbox("state")).isEmpty();
        Device device = receiver.store().read(unit -> unit.devices().find(key).orElseThrow());
        Map<Channel, ?> seen =
                receiver.store().read(unit -> unit.devices().lastSeen()).get(device.id());
        assertThat(seen).containsOnlyKeys(Channel.WEBHOOK);
        try (Connection database = database();
                Statement statement = database.createStatement();
                ResultSet row =
                        statement.executeQuery("select body from device_heartbeat where device_id = " + device.id())) {
            assertThat(new String(row.getBytes(1), UTF_8)).contains("\"count\":2");
        }
    }

    @Test
    void doorEvent_isTakenAndNotStoredAsAnEvent() {
        String door = event(1).replace("\"subEventType\":75", "\"subEventType\":22")
                .replace("\"employeeNoString\":\"00012\",\"name\":\"Nimal\",", "");
        post("application/json", door.getBytes(UTF_8));
        awaitTranslation();

        assertThat(events()).isEmpty();
        assertThat(inbox("reason")).contains("category DOOR");
        assertThat(inbox("state")).isEqualTo("DONE\n");
        assertThat(inbox("parked")).isEqualTo("0\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "\u0000\u0001", "<EventNotificationAlert>", "[]", "--MIME_boundary"})
    void whateverIsPosted_isAnsweredWith200_andParked(String body) {
        assertThat(post(MULTIPART, body.getBytes(UTF_8)).statusCode()).isEqualTo(200);
        awaitTranslation();

        assertThat(inbox("state")).isEqualTo("PARKED\n");
        assertThat(inbox("reason")).doesNotContain("null");
        assertThat(alarms()).hasSize(1);
    }

    @Test
    void formBody_isNotEatenByTheContainer() {
        post("application/x-www-form-urlencoded", event(1).getBytes(UTF_8));

        assertPunchStored();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"macAddress\":\"00:00:00:00:00:01\"", "\"shortSerialNumber\":\"ZZ9999999\""})
    void bodyOfAnotherDevice_isParkedAndAlarmed(String name) {
        post(
                "application/json",
                event(1).replace("\"macAddress\":\"a4:d5:c2:00:11:22\"", name).getBytes(UTF_8));
        awaitTranslation();

        assertThat(events()).isEmpty();
        assertThat(inbox("state")).isEqualTo("PARKED\n");
        assertThat(alarms()).extracting(Alarm::kind).containsExactly("FOREIGN_DEVICE");
    }

    /** Nobody gave a MAC address: the first one is taken for its own, and a successor at the old address is noticed. */
    @Test
    void otherMacThanTheFirst_raisesAnAlarm_andItsPunchesAreStored() {
        key = DeviceKey.of("MAC" + key.value());
        path = receiver.webhook(key, null, "Asia/Colombo");
        for (int serial = 1; serial <= 3; serial++) {
            post("application/json", event(serial).getBytes(UTF_8));
        }
        awaitTranslation();
        assertThat(alarms()).isEmpty();

        post(
                "application/json",
                event(4).replace("a4:d5:c2:00:11:22", "A4-D5-C2-00-11-23").getBytes(UTF_8));
        post("application/json", event(5).replace("a4:d5:c2:00:11:22", "").getBytes(UTF_8));
        awaitTranslation();

        assertThat(events()).hasSize(5);
        assertThat(alarms()).singleElement().satisfies(alarm -> {
            assertThat(alarm.kind()).isEqualTo("OTHER_MAC");
            assertThat(alarm.detail()).contains("a4d5c2001123", "a4d5c2001122", "device add", "token revoke " + key);
        });
    }

    @Test
    void unknownRevokedAndForeignTokens_getTheSameAnswer() {
        receiver.revoke(key.value());
        String agent = receiver.token(Role.AGENT, "an agent's");
        byte[] body = event(1).getBytes(UTF_8);

        String revoked = problem(post("application/json", body));
        assertThat(revoked).isEqualTo("404 not-found");
        for (String token : List.of("x", "rc_hook_" + "A".repeat(48), agent)) {
            HttpResponse<String> answer = receiver.post("/api/attendance/webhook/" + token, body);
            assertThat(problem(answer)).isEqualTo(revoked);
            assertThat(answer.body()).doesNotContain(token.length() > 1 ? token : "webhook");
        }
        assertThat(events()).isEmpty();
    }

    @Test
    void bodyOverTheLimit_keepsItsText_andRaisesAnAlarm() {
        byte[] picture = new byte[2 * RunningReceiver.WEBHOOK_LIMIT];
        System.arraycopy(picture(), 0, picture, 0, picture().length);

        assertThat(post(MULTIPART, multipart("\r\n", picture)).statusCode()).isEqualTo(200);
        awaitTranslation();

        assertThat(alarms()).extracting(Alarm::kind).contains("TRUNCATED");
        assertThat(inbox("truncated")).isEqualTo("1\n");
        assertThat(inbox("body")).contains("AccessControllerEvent").doesNotContain(PICTURE_MARK);
        assertThat(events()).hasSize(1);
    }

    @Test
    void storingFails_whileTheDatabaseIsLocked_andIsAnsweredWith503() throws SQLException {
        String agent = receiver.token(Role.AGENT, "agent during lock");
        byte[] batch = Batches.of(key, Punch.at(key.value()).serial(9L).observation());
        receiver.post("/api/attendance/backup-sync", Batches.of(key), "Authorization", "Bearer " + agent);
        awaitTranslation();
        try (Connection other = database();
                Statement statement = other.createStatement()) {
            statement.execute("begin immediate");
            HttpResponse<String> webhook = post("application/json", event(1).getBytes(UTF_8));
            HttpResponse<String> sync =
                    receiver.post("/api/attendance/backup-sync", batch, "Authorization", "Bearer " + agent);
            statement.execute("rollback");

            assertThat(problem(webhook)).isEqualTo("503 store-failed");
            assertThat(webhook.headers().firstValue("Retry-After")).isPresent();
            assertThat(problem(sync)).isEqualTo("503 store-failed");
            assertThat(sync.headers().firstValue("Retry-After")).hasValue("5");
        }
        assertThat(events()).isEmpty();
        assertThat(inbox("state")).isEmpty();

        assertThat(post("application/json", event(1).getBytes(UTF_8)).statusCode())
                .isEqualTo(200);
        awaitTranslation();
        assertThat(events()).hasSize(1);
    }

    @Test
    void path_isReachable() {
        assertThat(receiver.get("/api/attendance/webhook").statusCode()).isEqualTo(200);
    }
}
