package dev.rollcall.agent.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.agent.cli.CommandRun;
import dev.rollcall.agent.cli.RootCommand;
import dev.rollcall.agent.command.ExitCode;
import dev.rollcall.agent.health.StatusReport;
import dev.rollcall.agent.journal.JournalFacts;
import dev.rollcall.agent.listen.PushTokens;
import dev.rollcall.agent.sqlite.SqliteStore;
import dev.rollcall.agent.testing.AgentHome;
import dev.rollcall.agent.testing.FreePort;
import dev.rollcall.simulator.DeviceSimulator;
import dev.rollcall.simulator.FirmwareProfile;
import dev.rollcall.simulator.PushFault;
import dev.rollcall.simulator.PushTraits;
import dev.rollcall.simulator.SimulatedDevice;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Terminals that post to the agent. The schedule comes due once a year, so whatever arrives after the first pass was posted, or was read
 * because a post was missing.
 */
class ListenerIT extends AgentAgainstSimulator {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String TRAILER = "\r\n--B--\r\n";

    private final HttpClient http = HttpClient.newHttpClient();
    private final StringWriter out = new StringWriter();
    private int port;

    @BeforeEach
    void choosePort() throws IOException {
        port = FreePort.find();
        listening("1h");
    }

    @EnumSource(
            value = FirmwareProfile.PushForm.class,
            names = {"NEVER"},
            mode = EnumSource.Mode.EXCLUDE)
    @ParameterizedTest
    void punch_ofEveryForm_isDeliveredOnce_andKnownWhenItIsReadLater(FirmwareProfile.PushForm form) throws Exception {
        terminal.close();
        terminal = pushing(form);
        home.device("front", terminal.port(), PASSWORD);
        try (Daemon daemon = new Daemon()) {
            until(() -> device().lastRead() != null);
            String before = device().checkpoint();
            terminal.pushTo(address());

            terminal.device().punch(NIMAL, 75);
            terminal.device().punch(NIMAL, 75);

            until(() -> receiver.stored().size() == 2);
            assertThat(device().checkpoint()).as("a push proves nothing").isEqualTo(before);
        }
        terminal.device().advance(Duration.ofSeconds(5));

        assertThat(sync().passes().get(0).tally().journaled()).isZero();
        assertThat(receiver.stored()).hasSize(2).doesNotHaveDuplicates();
        assertThat(device().contradictions()).isZero();
        assertThat(device().quarantined()).isZero();
    }

    @Test
    void lostPush_isNoticedByTheNextOne_andRead() throws Exception {
        listening("0s");
        try (Daemon daemon = new Daemon()) {
            until(() -> device().lastRead() != null);
            terminal.pushTo(address());
            terminal.device().punch(NIMAL, 75);
            until(() -> receiver.stored().size() == 1);
            terminal.enqueuePushFault(PushFault.LOST);
            terminal.device().punch(NIMAL, 75);
            terminal.device().advance(Duration.ofSeconds(3));

            terminal.device().punch(NIMAL, 75);

            until(() -> receiver.stored().size() == 3);
        }
        assertThat(receiver.stored()).doesNotHaveDuplicates();
    }

    @Test
    void listenerThatWasAway_getsWhatTheTerminalKept_andNothingTwice() throws Exception {
        try (Daemon daemon = new Daemon()) {
            until(() -> device().lastRead() != null);
            terminal.pushTo(address());
            terminal.device().punch(NIMAL, 75);
            until(() -> receiver.stored().size() == 1);
        }
        terminal.device().punch(NIMAL, 75);
        terminal.enqueuePushFault(PushFault.SENT_TWICE);
        terminal.device().punch(NIMAL, 75);

        try (Daemon daemon = new Daemon()) {
            until(() -> receiver.stored().size() == 3);
        }

        assertThat(receiver.stored()).doesNotHaveDuplicates();
    }

    @Test
    void terminalThatWasNeverRead_keepsItsEvents_andIsReadAtOnce() throws Exception {
        listening("0s");
        terminal.device().punch(NIMAL, 75);
        terminal.close();
        try (Daemon daemon = new Daemon()) {
            until(() -> device().problem() != null);

            assertThat(post(token(), "application/json", "{\"eventType\":\"heartBeat\"}"))
                    .isEqualTo(503);

            terminal.start();
            post(token(), "application/json", "{\"eventType\":\"heartBeat\"}");
            until(() -> receiver.stored().size() == 1);
        }
    }

    @Test
    void addresses_tellNobodyAnything() throws Exception {
        try (Daemon daemon = new Daemon()) {
            until(() -> device().lastRead() != null);

            assertThat(post("wrong", "application/json", "{}")).isEqualTo(404);
            assertThat(post(token() + "x", "application/json", "{}")).isEqualTo(404);
            assertThat(status("/api/attendance/webhook")).isEqualTo(200);
            assertThat(status("/")).isEqualTo(404);
            assertThat(status("/api/attendance/webhook/" + token())).isEqualTo(405);
            assertThat(post(token(), "text/plain", "neither JSON nor XML"))
                    .as("a terminal takes nothing but 200")
                    .isEqualTo(200);
            until(() -> new View(home.config()).quarantine(10).size() == 1);
            assertThat(device().quarantined())
                    .as("the log may have been read without fault")
                    .isZero();
        }
    }

    @Test
    void pushThatNamesAnotherDevice_isKeptApart_andTold() throws Exception {
        try (Daemon daemon = new Daemon()) {
            until(() -> device().lastRead() != null);

            int status = post(token(), "application/json", """
                    {"eventType":"AccessControllerEvent","dateTime":"2026-11-23T08:00:00+05:30","shortSerialNumber":"ZZ0000009",
                     "AccessControllerEvent":{"majorEventType":5,"subEventType":75,"serialNo":7,"employeeNoString":"00012"}}""");

            assertThat(status).isEqualTo(200);
            assertThat(device().events()).isZero();
            assertThat(device().quarantined())
                    .as("it is no record of this device")
                    .isZero();
            assertThat(device().alarms()).anySatisfy(alarm -> assertThat(alarm).contains("ZZ0000009"));
        }
    }

    @Test
    void pushThatNamesAnotherDevice_isNeverStoredAsOneOfThis_alsoNotByAnotherVersion() throws Exception {
        try (Daemon daemon = new Daemon()) {
            until(() -> device().lastRead() != null);
            assertThat(post(token(), "application/json", """
                    {"eventType":"AccessControllerEvent","dateTime":"2026-11-23T08:00:00+05:30","shortSerialNumber":"ZZ0000009",
                     "AccessControllerEvent":{"majorEventType":5,"subEventType":75,"serialNo":7,"employeeNoString":"00012"}}""")).isEqualTo(200);
        }

        assertThat(run("quarantine", "replay", "--all")).isEqualTo(ExitCode.INCOMPLETE);
        assertThat(out.toString()).contains("it names another device (ZZ0000009)");
        try (SqliteStore store = SqliteStore.open(home.data().resolve("journal.db"), InstantSource.system())) {
            store.journal().remember(JournalFacts.Fact.QUARANTINE_VERSION, "an older version");
        }
        sync();

        assertThat(device().events()).isZero();
        assertThat(receiver.stored()).isEmpty();
        assertThat(new View(home.config()).quarantine(10)).hasSize(1);
    }

    @Test
    void tooLongBody_isKeptUpToItsPicture_andBeyondAllMeasureCut() throws Exception {
        String event = """
                --B\r
                Content-Disposition: form-data; name="event_log"\r
                Content-Type: application/json\r
                \r
                {"eventType":"AccessControllerEvent","dateTime":"2026-11-23T08:00:00+05:30","AccessControllerEvent":\
                {"majorEventType":5,"subEventType":75,"serialNo":7,"employeeNoString":"00012"}}\r
                --B\r
                Content-Disposition: form-data; name="Picture"\r
                Content-Type: image/jpeg\r
                \r
                """;
        byte[] picture = new byte[40_000];
        picture[0] = (byte) 0xFF;
        picture[1] = (byte) 0xD8;
        picture[2] = (byte) 0xFF;
        try (Daemon daemon = new Daemon()) {
            until(() -> device().lastRead() != null);

            assertThat(post(token(), "multipart/form-data; boundary=B", event, picture, TRAILER))
                    .isEqualTo(200);
            until(() -> receiver.stored().size() == 1);
            assertThat(device().alarms()).anySatisfy(alarm -> assertThat(alarm).contains("limits.listenBody"));
            assertThat(beyondMeasure()).as("bytes of an answer").isNegative();
        }
    }

    @Test
    void portOfAnotherProgram_isTold_andTakenOnceItIsFree() throws Exception {
        try (ServerSocket other = new ServerSocket(port, 5, InetAddress.getLoopbackAddress());
                Daemon daemon = new Daemon()) {
            until(() -> device().alarms().stream().anyMatch(alarm -> alarm.contains("listen.port")));
            until(() -> device().lastRead() != null);

            other.close();

            until(() -> status("/api/attendance/webhook") == 200);
            until(() -> device().alarms().stream().noneMatch(alarm -> alarm.contains("listen.port")));
        }
    }

    @Test
    void addresses_differByDevice_andStayTheSame() throws Exception {
        home.device("back", 9, PASSWORD);
        Map<String, String> first;
        Map<String, String> second;
        try (Daemon daemon = new Daemon()) {
            until(() -> device().lastRead() != null);
            first = paths();
        }
        try (Daemon daemon = new Daemon()) {
            second = paths();
        }

        assertThat(first).hasSize(2).isEqualTo(second);
        assertThat(first.values())
                .doesNotHaveDuplicates()
                .allMatch(path -> path.matches("/api/attendance/webhook/[\\w-]{43}"));
    }

    private void listening(String pullPause) {
        home = new AgentHome(folder)
                .receiver(receiver.url())
                .device("front", terminal.port(), PASSWORD)
                .with("  listenBodyBytes: 20000\n  listenHardBytes: 200000\n  listenRetry: 100ms\n  pushPullPause: "
                        + pullPause + "\nlisten:\n  host: 127.0.0.1\n  port: " + port + "\nschedule: 0 0 1 1 *");
    }

    private DeviceSimulator pushing(FirmwareProfile.PushForm form) throws IOException {
        return DeviceSimulator.builder()
                .credentials("admin", PASSWORD)
                .profile(FirmwareProfile.GENERIC.toBuilder("pushing")
                        .with(PushTraits.FORM, form)
                        .build())
                .device(SimulatedDevice.builder()
                        .shortSerial("FX0000001")
                        .zone(ZoneId.of("Asia/Colombo"))
                        .people(NIMAL)
                        .build())
                .pushRetry(Duration.ofMillis(100))
                .start();
    }

    private URI address() throws IOException {
        return URI.create("http://127.0.0.1:" + port + PushTokens.PATH + token());
    }

    private String token() throws IOException {
        return paths().get("front").substring(PushTokens.PATH.length());
    }

    private Map<String, String> paths() throws IOException {
        return new View(home.config()).pushPaths();
    }

    private int post(String token, String type, Object... pieces) throws Exception {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (Object piece : pieces) {
            body.writeBytes(piece instanceof byte[] bytes ? bytes : ((String) piece).getBytes(StandardCharsets.UTF_8));
        }
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + PushTokens.PATH + token))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private int run(String... command) throws IOException {
        StringWriter err = new StringWriter();
        return CommandRun.of(RootCommand.commandLine(Map.of()), out, err, CommandRun.on(home.file(), command));
    }

    private int status(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    /** Posts more than the hard limit and returns the first byte of the answer, or what stands for its end. */
    private int beyondMeasure() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(30_000);
            OutputStream out = socket.getOutputStream();
            String head =
                    "POST " + PushTokens.PATH + token() + " HTTP/1.1\r\nHost: a\r\nContent-Length: 900000\r\n\r\n";
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            try {
                out.write(new byte[900_000]);
            } catch (IOException cut) {
                return -1;
            }
            return socket.getInputStream().read();
        } catch (SocketException reset) {
            return -1;
        }
    }

    private StatusReport.DeviceState device() throws IOException {
        return status().devices().stream()
                .filter(device -> device.name().equals("front"))
                .findFirst()
                .orElseThrow();
    }

    private static void until(Callable<Boolean> condition) {
        Awaitility.await().atMost(PATIENCE).ignoreExceptions().until(condition);
    }

    /** The agent, running until it is closed. */
    private final class Daemon implements AutoCloseable {

        private final Agent agent;
        private final Thread thread;

        private Daemon() throws IOException {
            this.agent = Agent.open(home.config());
            this.thread = new Thread(agent::run, "daemon of the test");
            thread.start();
        }

        @Override
        public void close() throws InterruptedException {
            agent.close();
            thread.join();
        }
    }
}
