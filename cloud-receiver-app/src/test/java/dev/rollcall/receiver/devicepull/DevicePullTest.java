package dev.rollcall.receiver.devicepull;

import static dev.rollcall.receiver.testing.Answers.json;
import static dev.rollcall.receiver.testing.Answers.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rollcall.attendance.event.Channel;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.receiver.store.EventFilter;
import dev.rollcall.receiver.store.FeedEvent;
import dev.rollcall.receiver.store.ParkedBody;
import dev.rollcall.receiver.store.Role;
import dev.rollcall.receiver.testing.RunningReceiver;
import dev.rollcall.receiver.testing.Terminals;
import dev.rollcall.simulator.DeviceSimulator;
import dev.rollcall.simulator.SimulatedEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import tools.jackson.databind.JsonNode;

/** The original system's request, as its script sends it, against simulated terminals. */
class DevicePullTest {

    private static final String PATH = "/api/attendance/backup-sync";
    private static final ZoneId COLOMBO = ZoneId.of("Asia/Colombo");
    private static final DateTimeFormatter SCRIPT_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final AtomicInteger AGENTS = new AtomicInteger();

    private final RunningReceiver receiver = RunningReceiver.strict();
    private final OffsetDateTime now =
            Instant.now().truncatedTo(ChronoUnit.SECONDS).atZone(COLOMBO).toOffsetDateTime();
    private final String token = receiver.token(Role.AGENT, "script " + AGENTS.incrementAndGet());

    /** What the script's HTTP client makes of {@code http://agent:TOKEN@host} and its body. */
    private HttpResponse<String> script(String bearer, String body) {
        String basic = Base64.getEncoder().encodeToString(("agent:" + bearer).getBytes(StandardCharsets.UTF_8));
        return receiver.post(
                PATH,
                body.getBytes(StandardCharsets.UTF_8),
                "Authorization",
                "Basic " + basic,
                "Content-Type",
                "application/json",
                "Accept",
                "application/json, text/plain, */*",
                "User-Agent",
                "axios/1.6.2");
    }

    private String body(int port, String password) {
        return "{\"deviceIp\":\"127.0.0.1\",\"devicePort\":" + port
                + ",\"deviceUsername\":\"admin\",\"devicePassword\":\"" + password + "\",\"startTime\":\""
                + SCRIPT_TIME.format(now.minusHours(5)) + "\",\"endTime\":\"" + SCRIPT_TIME.format(now) + "\"}";
    }

    private HttpResponse<String> script(DeviceSimulator terminal, String password) {
        return script(token, body(terminal.port(), password));
    }

    private HttpResponse<String> script(DeviceSimulator terminal) {
        return script(terminal, Terminals.PASSWORD);
    }

    private List<FeedEvent> events(DeviceSimulator terminal) {
        DeviceKey key = DeviceKey.of(terminal.device().shortSerial());
        return receiver.store().read(unit -> unit.feed().page(new EventFilter(key, null, null, null, null), 0, 1000));
    }

    private DeviceSimulator terminalWith(int punches) {
        DeviceSimulator terminal = Terminals.next();
        for (int number = 1; number <= punches; number++) {
            Terminals.punch(terminal, "0" + number, now.minusMinutes(200L - number));
        }
        return terminal;
    }

    @Test
    void originalScript_fetchesItsWindow_andIsAnsweredInTheOriginalsShape() {
        DeviceSimulator terminal = Terminals.next();
        Terminals.punch(terminal, "00001", now.minusHours(6));
        Terminals.punch(terminal, "00002", now.minusHours(5));
        Terminals.punch(terminal, "00003", now.minusHours(1));
        terminal.device()
                .log(SimulatedEvent.of(5, 22).withTime(now.minusMinutes(30)).withDoorNo(1));

        HttpResponse<String> answer = script(terminal);

        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode result = json(answer);
        assertThat(result.path("success").asBoolean()).isTrue();
        assertThat(result.path("recordsFetched").asInt()).isEqualTo(3);
        assertThat(result.path("recordsProcessed").asInt()).isEqualTo(2);
        assertThat(result.path("recordsIgnored").asInt()).isEqualTo(1);
        assertThat(result.path("recordsFailed").asInt()).isZero();
        assertThat(result.path("errors").isEmpty()).isTrue();
        assertThat(result.path("complete").asBoolean()).isTrue();
        assertThat(events(terminal)).hasSize(2).allSatisfy(event -> {
            assertThat(event.stored().confirmed()).isTrue();
            assertThat(event.sights()).extracting(sight -> sight.channel()).containsExactly(Channel.POLL);
        });
        assertThat(events(terminal))
                .extracting(event -> String.valueOf(event.stored().event().employeeNo()))
                .containsExactly("00002", "00003");
        assertThat(events(terminal).get(1).stored().event().time().occurredAt())
                .isEqualTo(now.minusHours(1).toInstant());
    }

    @Test
    void sameRequestAgain_storesNothingTwice() {
        DeviceSimulator terminal = terminalWith(70);

        JsonNode first = json(script(terminal));
        JsonNode second = json(script(terminal));

        assertThat(first.path("recordsProcessed").asInt()).isEqualTo(70);
        assertThat(second.path("recordsProcessed").asInt()).isZero();
        assertThat(second.path("recordsKnown").asInt())
                .isEqualTo(second.path("recordsFetched").asInt());
        assertThat(events(terminal)).hasSize(70);
    }

    @Test
    void recordThatCannotBeRead_isCounted_andWaitsInTheInbox_andTheOthersAreStored() {
        DeviceSimulator terminal = terminalWith(1);
        terminal.device()
                .log(SimulatedEvent.of(5, 75).withTime(now.minusHours(2)).printedAs("sometime"));

        JsonNode result = json(script(terminal));

        assertThat(result.path("recordsProcessed").asInt()).isEqualTo(1);
        assertThat(result.path("recordsFailed").asInt()).isEqualTo(1);
        assertThat(result.path("errors").get(0).asString()).contains("sometime");
        List<ParkedBody> parked = receiver.store().read(unit -> unit.inbox().parked(1000));
        assertThat(parked).anyMatch(body -> String.valueOf(body.reason()).contains("sometime"));
    }

    @Test
    void wrongPassword_isShownTwiceAtMost_overAllRequests_andTheRightOneStillWorks() {
        DeviceSimulator terminal = terminalWith(1);

        for (int request = 0; request < 5; request++) {
            HttpResponse<String> answer = script(terminal, "wrong-password");
            assertThat(problem(answer)).isEqualTo("500 device-pull-failed");
            assertThat(json(answer).path("success").asBoolean(true)).isFalse();
            assertThat(json(answer).path("error").asString())
                    .contains("127.0.0.1:" + terminal.port())
                    .doesNotContain("wrong-password");
        }

        assertThat(terminal.refusedPasswords()).isLessThanOrEqualTo(2);
        assertThat(terminal.locked()).isFalse();
        assertThat(json(script(terminal)).path("recordsProcessed").asInt()).isEqualTo(1);
    }

    @Test
    void terminalThatHangsUpOnAPassword_seesItTwiceAtMost_overAllRequests() {
        Terminals.HangingUp terminal = Terminals.hangingUp();

        for (int request = 0; request < 5; request++) {
            HttpResponse<String> answer = script(token, body(terminal.port(), "any-password"));
            assertThat(problem(answer)).isEqualTo("500 device-pull-failed");
            assertThat(json(answer).path("error").asString())
                    .contains("127.0.0.1:" + terminal.port(), "never answered")
                    .doesNotContain("any-password");
        }

        assertThat(terminal.logins()).isEqualTo(2);
    }

    @Test
    void terminalThatIsNotOnTheList_isNotConnectedTo() throws IOException {
        try (ServerSocketChannel trap = ServerSocketChannel.open()) {
            trap.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            trap.configureBlocking(false);
            int port = ((InetSocketAddress) trap.getLocalAddress()).getPort();

            HttpResponse<String> answer = script(token, body(port, "any"));

            assertThat(problem(answer)).isEqualTo("403 device-pull-not-allowed");
            assertThat(json(answer).path("success").asBoolean(true)).isFalse();
            assertThat(json(answer).path("error").asString())
                    .contains("127.0.0.1:" + port, "rollcall.device-pull.allow", "agent");
            assertThat(trap.accept()).isNull();
        }
    }

    @Test
    void slowTerminal_isAnsweredInTimeWithWhatThereIs_andFetchedFromByOneAtATime() {
        DeviceSimulator terminal = terminalWith(200);
        terminal.setLatency(Duration.ofMillis(900));

        HttpResponse<String> first = script(terminal);
        HttpResponse<String> second = script(terminal);
        terminal.setLatency(Duration.ZERO);

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(json(first).path("success").asBoolean()).isTrue();
        assertThat(json(first).path("complete").asBoolean(true)).isFalse();
        assertThat(json(first).path("recordsProcessed").asInt()).isLessThan(200);
        assertThat(problem(second)).isEqualTo("409 device-pull-busy");
        assertThat(json(second).path("error").asString()).contains("127.0.0.1:" + terminal.port());
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(events(terminal)).hasSize(200));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(script(terminal).statusCode()).isEqualTo(200));
    }

    @Test
    void tokenOfAnotherDevice_fetchesNothing() {
        DeviceSimulator terminal = terminalWith(1);
        String limited =
                receiver.token(Role.AGENT, "limited script " + AGENTS.incrementAndGet(), DeviceKey.of("OTHER0001"));

        HttpResponse<String> answer = script(limited, body(terminal.port(), Terminals.PASSWORD));

        assertThat(problem(answer)).isEqualTo("403 device-pull-not-allowed");
        assertThat(json(answer).path("error").asString())
                .contains(terminal.device().shortSerial());
        assertThat(events(terminal)).isEmpty();
    }

    @Test
    void missingAndWrongFields_areNamed() {
        HttpResponse<String> missing = script(token, "{\"deviceIp\":\"127.0.0.1\"}");
        HttpResponse<String> wrong = script(token, body(80, "x").replace("\"startTime\":\"2", "\"startTime\":\"x"));
        HttpResponse<String> port = script(token, body(70000, "x"));

        assertThat(problem(missing)).isEqualTo("400 missing-fields");
        assertThat(json(missing).path("error").asString()).isEqualTo("Missing required fields");
        assertThat(json(missing).path("fields").toString()).contains("deviceUsername", "devicePassword", "endTime");
        assertThat(problem(wrong)).isEqualTo("400 invalid-field");
        assertThat(json(wrong).path("error").asString()).contains("startTime");
        assertThat(problem(port)).isEqualTo("400 invalid-field");
    }

    @Test
    void passwords_areFoundNowhere() throws IOException {
        DeviceSimulator terminal = terminalWith(1);
        String refused = "Canary-refused-by-the-device";
        String cut = body(terminal.port(), Terminals.PASSWORD).replace("\"startTime\"", "\"startTime");
        PrintStream before = System.out;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        LoggingSystem logging = LoggingSystem.get(getClass().getClassLoader());
        StringBuilder answers = new StringBuilder();
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        logging.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.DEBUG);
        try {
            answers.append(script(terminal, refused).body());
            answers.append(script(terminal).body());
            answers.append(script(token, cut).body());
        } finally {
            logging.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
            System.setOut(before);
        }

        String everything = said.toString(StandardCharsets.UTF_8) + answers + files();
        assertThat(everything)
                .contains(
                        "DEBUG",
                        "SQLite format 3",
                        "DEVICE_PULL",
                        terminal.device().shortSerial());
        for (String secret : List.of(Terminals.PASSWORD, refused, token)) {
            assertThat(everything).doesNotContain(secret, base64("admin:" + secret), base64("agent:" + secret));
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private String files() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.list(receiver.folder())) {
            for (Path file : files.toList()) {
                all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }
}
