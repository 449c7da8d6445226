package dev.rollcall.agent.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollcall.agent.config.AgentConfig;
import dev.rollcall.agent.config.ConfigReader;
import dev.rollcall.agent.testing.AgentHome;
import dev.rollcall.agent.testing.FreePort;
import dev.rollcall.agent.testing.StubReceiver;
import dev.rollcall.agent.wiring.Agent;
import dev.rollcall.simulator.DeviceSimulator;
import dev.rollcall.simulator.Person;
import dev.rollcall.simulator.SimulatedDevice;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What other programs see of a running agent. */
class MonitorIT {

    private static final Person NIMAL = Person.of("00012", "Canary Nimal");

    @TempDir
    private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private StubReceiver receiver;
    private DeviceSimulator terminal;
    private AgentHome home;
    private int port;

    @BeforeEach
    void start() throws IOException {
        receiver = new StubReceiver();
        terminal = DeviceSimulator.builder()
                .credentials("admin", "canary-device-password")
                .device(SimulatedDevice.builder().people(NIMAL).build())
                .start();
        terminal.device().punch(NIMAL, 75);
        port = FreePort.find();
        home = new AgentHome(folder)
                .receiver(receiver.url())
                .device("front", terminal.port(), "canary-device-password")
                .with("heartbeatEvery: 1s\nhealth:\n  port: " + port);
    }

    @AfterEach
    void stop() {
        terminal.close();
        receiver.close();
    }

    @Test
    void health_saysOk_andThenWhatIsWrong() throws Exception {
        try (Agent agent = running()) {
            until(() -> health().statusCode() == 200
                    && json(health()).get("lastRun").isTextual());
            JsonNode well = json(health());
            assertThat(well.get("status").asText()).isEqualTo("ok");
            assertThat(well.get("problems")).isEmpty();
            assertThat(well.get("nextRun").isTextual()).isTrue();

            receiver.reject(event -> true);
            terminal.device().punch(NIMAL, 75);
            agent.syncOnce();

            until(() -> health().statusCode() == 503);
            assertThat(json(health()).get("status").asText()).isEqualTo("problem");
            assertThat(json(health()).get("problems").get(0).asText()).contains("rejected 1 events");
        }
    }

    @Test
    void metrics_haveEveryDocumentedName_inPrometheusForm_andNameNobody() throws Exception {
        try (Agent agent = running()) {
            until(() -> metrics().contains("rollcall_agent_events_delivered 1\n"));
            String metrics = metrics();

            assertThat(metrics).contains("rollcall_agent_info{version=\"development\"} 1\n");
            for (Metric metric : Metric.values()) {
                boolean unknown = metric == Metric.JOURNAL_VERIFIED_TIMESTAMP_SECONDS;
                assertThat(unknown || metrics.contains("\n" + metric.id() + " "))
                        .as(metric.id())
                        .isTrue();
            }
            for (DeviceMetric metric : DeviceMetric.values()) {
                boolean unknown = metric == DeviceMetric.MEMORY_UNREAD_RATIO;
                assertThat(unknown || metrics.contains("\n" + metric.id() + "{device=\"front\"} "))
                        .as(metric.id())
                        .isTrue();
            }
            assertThat(metrics.lines())
                    .allMatch(line -> line.matches("# (HELP|TYPE) rollcall_agent_[a-z_]+ .+")
                            || line.matches("rollcall_agent_[a-z_]+(\\{[a-z]+=\"[^\"]*\"})? -?\\d+(\\.\\d+)?"));
            assertThat(metrics + health().body())
                    .doesNotContainIgnoringCase("canary")
                    .doesNotContain("00012");
            assertThat(get("/metrics").headers().firstValue("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain; version=0.0.4"));
        }
    }

    @Test
    void address_answersNothingElse_andOnlyOnThisComputer() throws Exception {
        try (Agent agent = running()) {
            until(() -> health().statusCode() > 0);

            assertThat(get("/").statusCode()).isEqualTo(404);
            HttpRequest post = HttpRequest.newBuilder(address("/health"))
                    .POST(HttpRequest.BodyPublishers.ofString("x"))
                    .build();
            assertThat(http.send(post, HttpResponse.BodyHandlers.discarding()).statusCode())
                    .isEqualTo(405);
            assertThat(config().monitor().host()).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void takenPort_isToldAndTriedAgain_andNothingElseStops() throws Exception {
        ServerSocket other = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"));
        try (Agent agent = running()) {
            until(() -> receiver.stored().size() == 1);
            other.close();

            until(() -> health().statusCode() == 200);
        }
    }

    @Test
    void heartbeat_carriesTheSameFacts() throws Exception {
        try (Agent agent = running()) {
            until(() -> receiver.heartbeats().size() > 2 && receiver.stored().size() == 1);
            JsonNode beat = receiver.heartbeats().get(receiver.heartbeats().size() - 1);

            assertThat(beat.get("problems")).isEmpty();
            assertThat(beat.get("nextRun").isTextual()).isTrue();
            assertThat(beat.get("oldestWaitSeconds").asInt()).isZero();
            assertThat(beat.at("/devices/0/state").asText()).isEqualTo("ok");
            assertThat(beat.at("/devices/0/lost").asInt()).isZero();
            assertThat(receiver.shapeProblems()).isEmpty();
        }
    }

    private AgentConfig config() throws IOException {
        Map<String, String> quick =
                Map.of("ROLLCALL_LIMITS_HEALTH_FRESH", "0s", "ROLLCALL_LIMITS_HEALTH_RETRY", "200ms");
        return new ConfigReader(quick).read(home.file());
    }

    private Agent running() throws IOException {
        Agent agent = Agent.open(config());
        new Thread(agent::run, "daemon").start();
        return agent;
    }

    private HttpResponse<String> health() throws Exception {
        return get("/health");
    }

    private String metrics() throws Exception {
        return get("/metrics").body();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(HttpRequest.newBuilder(address(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        return new ObjectMapper().readTree(answer.body());
    }

    private static void until(Callable<Boolean> reached) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(reached);
    }
}
