package dev.rollcall.receiver.web;

import static dev.rollcall.receiver.testing.Answers.json;
import static dev.rollcall.receiver.testing.Answers.problem;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.receiver.store.EventFilter;
import dev.rollcall.receiver.store.Role;
import dev.rollcall.receiver.testing.Batches;
import dev.rollcall.receiver.testing.Body;
import dev.rollcall.receiver.testing.HostileBodies;
import dev.rollcall.receiver.testing.Punch;
import dev.rollcall.receiver.testing.RunningReceiver;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A thousand shapes of bad batches: each gets a clear answer, and what is not acknowledged is not stored. */
class HostileBatchTest {

    private static final String PATH = "/api/attendance/backup-sync";
    private static final AtomicInteger DEVICES = new AtomicInteger();
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "[]",
            "{}",
            "-1",
            "1e999999999",
            "1e400",
            "9".repeat(70),
            "99999999999999999999",
            "NaN",
            "\"\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"" + "x".repeat(300_000) + "\"",
            "[".repeat(40) + "]".repeat(40),
            "\"2026-99-99T99:99:99\"",
            "\"' or 1=1 --\"",
            "\"+999999999-01-01T00:00:00\"");
    private static final Pattern VALUE = Pattern.compile("(?<=:)(\"[^\"]*\"|-?[0-9.]+)(?=[,}])");

    private final RunningReceiver receiver = RunningReceiver.onSqlite();
    private Punch punch;
    private String token;

    @BeforeEach
    void newDevice() {
        punch = Punch.at(String.format("HBA%06d", DEVICES.incrementAndGet()));
        token = receiver.token(Role.AGENT, "hostile agent of " + punch.device(), punch.device());
    }

    private HttpResponse<String> send(byte[] body, String encoding) {
        return receiver.post(PATH, body, "Authorization", "Bearer " + token, "Content-Encoding", encoding);
    }

    private int stored() {
        return receiver.store()
                .read(unit -> unit.feed().page(new EventFilter(punch.device(), null, null, null, null), 0, 1000))
                .size();
    }

    private String batch(int number) {
        return new String(
                Batches.of(
                        punch.device(),
                        punch.serial(number * 3L + 1).observation(),
                        punch.serial(number * 3L + 2).observation(),
                        punch.serial(number * 3L + 3).observation()),
                UTF_8);
    }

    @Test
    void thousandBadShapes_areAnsweredClearly_andNothingIsHalfStored() {
        Random random = new Random(11);
        int before = 0;
        for (int number = 0; number < 1000; number++) {
            byte[] body = spoiled(batch(number % 250), random);
            boolean gzip = random.nextInt(5) == 0;
            byte[] sent = gzip ? spoiledGzip(Batches.gzip(body), random) : body;

            HttpResponse<String> answer = send(sent, gzip ? "gzip" : "identity");

            int after = stored();
            assertClear(answer, after - before);
            before = after;
        }
        assertThat(before).isBetween(1, 749);
    }

    private static void assertClear(HttpResponse<String> answer, int newlyStored) {
        JsonNode body = json(answer);
        if (answer.statusCode() == 200) {
            assertThat(newlyStored).isEqualTo(body.path("recordsProcessed").asInt());
            assertThat(body.path("outcomes").size())
                    .isEqualTo(body.path("recordsFetched").asInt());
            return;
        }
        assertThat(problem(answer)).matches("(400|403|413|415) [a-z-]+");
        assertThat(body.path("detail").asString())
                .hasSizeBetween(20, 600)
                .doesNotContain("Exception", "dev.rollcall", "tools.jackson");
        assertThat(newlyStored).isZero();
    }

    private static byte[] spoiled(String batch, Random random) {
        String text = batch;
        for (int times = random.nextInt(3); times >= 0; times--) {
            text = spoiledOnce(text, random);
        }
        return text.getBytes(random.nextInt(10) == 0 ? ISO_8859_1 : UTF_8);
    }

    private static String spoiledOnce(String text, Random random) {
        int at = text.isEmpty() ? 0 : random.nextInt(text.length());
        return switch (random.nextInt(6)) {
            case 0 -> text.substring(0, at);
            case 1 -> text.substring(0, at) + (char) random.nextInt(0x2000) + text.substring(at);
            case 2 -> text.substring(0, at) + text.substring(Math.min(text.length(), at + 1 + random.nextInt(9)));
            case 3 -> text.replaceFirst("\"version\":1", "\"version\":1,\"version\":1");
            default -> replacedValue(text, random);
        };
    }

    private static String replacedValue(String text, Random random) {
        Matcher values = VALUE.matcher(text);
        int wanted = random.nextInt(60);
        for (int number = 0; values.find(); number++) {
            if (number == wanted) {
                String value = VALUES.get(random.nextInt(VALUES.size()));
                return text.substring(0, values.start()) + value + text.substring(values.end());
            }
        }
        return text;
    }

    private static byte[] spoiledGzip(byte[] gzip, Random random) {
        byte[] spoiled = random.nextBoolean() ? Arrays.copyOf(gzip, random.nextInt(gzip.length + 1)) : gzip;
        if (spoiled.length > 0 && random.nextBoolean()) {
            spoiled[random.nextInt(spoiled.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return spoiled;
    }

    @Test
    void hostileJson_isRefusedWithAClearProblem() {
        for (Body body : HostileBodies.json()) {
            HttpResponse<String> answer = send(body.bytes(), "identity");

            assertThat(problem(answer)).as(body.name()).matches("(400|413) [a-z-]+");
            assertThat(json(answer).path("detail").asString()).as(body.name()).hasSizeLessThan(600);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"version\":1,\"version\":1",
                "\"version\":1,\"extra\":{\"a\":1,\"a\":2}",
                "\"version\":1111111111111111111111111111111111111111111111111111111111111111111111"
            })
    void duplicateKeys_andEndlessNumbers_areRefused(String version) {
        String batch = batch(0).replace("\"version\":1", version);

        assertThat(problem(send(batch.getBytes(UTF_8), "identity"))).isEqualTo("400 malformed-json");
        assertThat(stored()).isZero();
    }

    @Test
    void longText_isTakenWhereRawBytesStand_andRefusedElsewhere() {
        String raw = batch(0).replaceFirst("\"raw\":\"", "\"raw\":\"" + "x".repeat(400_000));
        String name = batch(1).replaceFirst("\"agent\":\"", "\"agent\":\"" + "x".repeat(400_000));

        assertThat(json(send(raw.getBytes(UTF_8), "identity"))
                        .path("recordsProcessed")
                        .asInt())
                .isEqualTo(3);
        assertThat(problem(send(name.getBytes(UTF_8), "identity"))).isEqualTo("400 malformed-json");
        assertThat(stored()).isEqualTo(3);
    }

    @Test
    void clockOffsetBeyondAllNumbers_isRefused() {
        String batch = batch(0).replace("\"clockOffset\":-1.5", "\"clockOffset\":1e400");

        assertThat(problem(send(batch.getBytes(UTF_8), "identity"))).isEqualTo("400 invalid-field");
    }

    @Test
    void whatSwellsBeyondTheRatio_isRefused() {
        String swelling = batch(0).replaceFirst("\"agent\":\"", "\"agent\":\"" + " ".repeat(2_000_000));

        HttpResponse<String> answer = send(Batches.gzip(swelling.getBytes(UTF_8)), "gzip");

        assertThat(problem(answer)).isEqualTo("413 too-large");
        assertThat(json(answer).path("detail").asString()).contains("rollcall.limits.batch-ratio=50");
    }
}
