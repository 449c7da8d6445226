package dev.rollcall.receiver.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.isapi.notification.PictureRedactor;
import dev.rollcall.receiver.store.Device;
import dev.rollcall.receiver.store.InboxItem;
import dev.rollcall.receiver.testing.Batches;
import dev.rollcall.receiver.testing.Body;
import dev.rollcall.receiver.testing.HostileBodies;
import dev.rollcall.receiver.testing.RunningReceiver;
import dev.rollcall.receiver.testing.TerminalBodies;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Bodies of every shape and what can become of them on the way, over HTTP: each is answered with 200, and none is lost. */
class MutatedIntakeTest {

    private static final DeviceKey KEY = DeviceKey.of("MUTANTS01");

    private final RunningReceiver receiver = RunningReceiver.onSqlite();

    private static List<Body> mutants() {
        Random random = new Random(5);
        List<Body> all = new ArrayList<>();
        for (Body body : TerminalBodies.all()) {
            all.add(body);
            all.add(body.reversed());
            all.add(body.with("doubled", join(body.bytes(), body.bytes())));
            all.add(body.with("gzipped", Batches.gzip(body.bytes())));
            all.add(body.with(
                    "behind nonsense",
                    join("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII), body.bytes())));
            all.add(body.with("with ten megabytes behind", join(body.bytes(), new byte[10 * 1024 * 1024])));
            for (int cut = 0; cut < 6; cut++) {
                all.add(body.cut(random.nextInt(body.bytes().length)));
            }
        }
        all.addAll(HostileBodies.xml("http://127.0.0.1:9/"));
        all.addAll(HostileBodies.json());
        all.addAll(HostileBodies.multipart());
        Collections.shuffle(all, random);
        return all;
    }

    private static byte[] join(byte[] one, byte[] two) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(one);
        both.writeBytes(two);
        return both.toByteArray();
    }

    private HttpResponse<String> post(String path, Body body) {
        return body.type().isEmpty()
                ? receiver.post(path, body.bytes())
                : receiver.post(path, body.bytes(), "Content-Type", body.type());
    }

    private List<String> inbox(String column, String where) {
        try (Connection database = DriverManager.getConnection(
                        "jdbc:sqlite:" + receiver.folder().resolve("rollcall.db"));
                Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery("select " + column + " from inbox i join device d"
                        + " on d.id = i.device_id where d.device_key = '" + KEY + "' and " + where)) {
            List<String> all = new ArrayList<>();
            while (rows.next()) {
                all.add(rows.getString(1));
            }
            return all;
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Test
    void everyMutant_isAnsweredWith200_andStoredParkedOrAHeartbeat() {
        String path = receiver.webhook(KEY, null, "Asia/Colombo");
        List<Body> mutants = mutants();
        for (Body body : mutants) {
            HttpResponse<String> answer = post(path, body);
            assertThat(answer.statusCode()).as(body.name()).isEqualTo(200);
            assertThat(answer.body()).as(body.name()).isEmpty();
        }
        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        receiver.store().read(unit -> unit.inbox().received(1).isEmpty()));

        List<String> states = inbox("i.state", "true");
        int heartbeats = mutants.size() - states.size();
        assertThat(states).isSubsetOf("DONE", "IGNORED", "PARKED");
        assertThat(heartbeats).isEqualTo((int)
                mutants.stream().filter(MutatedIntakeTest::isHeartbeat).count());
        assertThat(inbox("i.id", "i.state = 'PARKED' and coalesce(i.reason, '') = ''"))
                .isEmpty();
        assertThat(inbox("i.id", "instr(i.body, cast('" + TerminalBodies.FACE + "' as blob)) > 0"))
                .isEmpty();
        assertThat(inbox("i.id", "length(i.body) > " + RunningReceiver.WEBHOOK_LIMIT))
                .isEmpty();
        assertThat(inbox("i.id", "i.truncated = 1")).isNotEmpty();
    }

    /** Those of heartbeats are kept beside the inbox, the latest alone. */
    private static boolean isHeartbeat(Body body) {
        boolean over = body.bytes().length > RunningReceiver.WEBHOOK_LIMIT;
        byte[] kept = Arrays.copyOf(body.bytes(), Math.min(body.bytes().length, RunningReceiver.WEBHOOK_LIMIT));
        byte[] stored = PictureRedactor.redact(body.type(), over ? PictureRedactor.redactCut(body.type(), kept) : kept);
        Device device = new Device(1, KEY, null, null, null, null, null, null, null, true, Instant.EPOCH);
        return BodyReading.of(device, new InboxItem(1, 1, body.type(), stored, over, null, Instant.EPOCH))
                .isHeartbeat();
    }
}
