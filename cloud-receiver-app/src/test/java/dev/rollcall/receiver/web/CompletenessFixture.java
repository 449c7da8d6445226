package dev.rollcall.receiver.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.receiver.store.Role;
import dev.rollcall.receiver.testing.Batches;
import dev.rollcall.receiver.testing.Punch;
import dev.rollcall.receiver.testing.RunningReceiver;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeAll;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A receiver that an agent tells what it compared, and that a reader asks. */
abstract class CompletenessFixture {

    static final String WINDOW = "&from=2026-11-20&to=2026-11-26";

    static RunningReceiver receiver;
    static String agent;
    static String reader;

    @BeforeAll
    static void start() {
        receiver = RunningReceiver.onSqlite();
        agent = "Bearer " + receiver.token(Role.AGENT, "comparing agent");
        reader = "Bearer " + receiver.token(Role.READER, "comparing reader");
    }

    static void send(Punch punch, int... serials) {
        for (int serial : serials) {
            Punch one = punch.serial((long) serial).time(String.format("2026-11-23T09:%02d:07", serial));
            assertThat(receiver.post(
                                    "/api/attendance/backup-sync",
                                    Batches.of(one.device(), one.observation()),
                                    "Authorization",
                                    agent)
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    /** Returns the sum that the receiver has, by telling it that there is none. */
    static String sums(String device) {
        String body = "{\"version\":1,\"agent\":\"a\",\"windows\":[{\"device\":\"" + device
                + "\",\"level\":\"DAY\",\"tallies\":[]}]}";
        JsonNode answer = new JsonMapper()
                .readTree(receiver.post("/api/attendance/tallies", body.getBytes(UTF_8), "Authorization", agent)
                        .body());
        JsonNode sum = answer.path("differing").get(0).path("tallies").get(0);
        return "{\"events\":" + sum.path("events") + ",\"hash\":" + sum.path("hash") + "}";
    }

    static void tell(String device, String sum, String findings) {
        String body = """
                {"version": 1, "agent": "office", "windows": [], "proofs": [{
                  "device": "%1$s", "checkedAt": "2026-11-24T02:00:00Z", "completeUntil": "2026-11-24T00:00:00",
                  "covered": [{"first": 1, "last": 9}], "findings": [], "days": [{
                    "day": "2026-11-23", "how": "COUNTED", "device": 9, "journal": 9, "sent": %2$s, "receiver": %2$s,
                    "compared": true, "over": true, "findings": %3$s}]}]}""".formatted(device, sum, findings);
        assertThat(receiver.post("/api/attendance/tallies", body.getBytes(UTF_8), "Authorization", agent)
                        .statusCode())
                .isEqualTo(200);
    }

    static String get(String path) {
        HttpResponse<String> answer = receiver.get(path, "Authorization", reader);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    static byte[] resource(String path) throws IOException {
        try (InputStream file = CompletenessFixture.class.getResourceAsStream(path)) {
            return file.readAllBytes();
        }
    }
}
