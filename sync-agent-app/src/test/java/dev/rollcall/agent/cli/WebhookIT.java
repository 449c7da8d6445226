package dev.rollcall.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollcall.agent.testing.AgentHome;
import dev.rollcall.agent.testing.FreePort;
import dev.rollcall.agent.testing.StubReceiver;
import dev.rollcall.agent.wiring.Agent;
import dev.rollcall.isapi.IsapiClient;
import dev.rollcall.isapi.notification.HostSlot;
import dev.rollcall.isapi.notification.ListeningHost;
import dev.rollcall.simulator.DeviceSimulator;
import dev.rollcall.simulator.Fault;
import dev.rollcall.simulator.FirmwareProfile;
import dev.rollcall.simulator.Person;
import dev.rollcall.simulator.PushTraits;
import dev.rollcall.simulator.RecordedRequest;
import dev.rollcall.simulator.SimulatedDevice;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Telling terminals to post to the agent, and seeing to it that they still do. The foreign address is one where nobody listens. */
class WebhookIT {

    private static final String PASSWORD = "canary-device-password";
    private static final Person NIMAL = Person.of("00012", "Nimal");
    private static final String HOSTS = "/ISAPI/Event/notification/httpHosts";
    private static final URI FOREIGN = URI.create("http://127.0.0.1:9/other");

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private StubReceiver receiver;
    private DeviceSimulator terminal;
    private AgentHome home;
    private Agent daemon;
    private Thread running;
    private boolean agreed;

    @BeforeEach
    void start() throws IOException {
        receiver = new StubReceiver();
        terminal = terminal(FirmwareProfile.GENERIC);
        home = home();
    }

    @AfterEach
    void stop() throws Exception {
        if (daemon != null) {
            daemon.close();
            running.join(10_000);
        }
        terminal.close();
        receiver.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void install_saysThatItWorks_onlyOnceAnEventHasArrived(boolean beside) throws Exception {
        first(beside);
        Thread person = new Thread(
                () -> {
                    Awaitility.await().until(() -> err.toString().contains("let somebody punch at front"));
                    terminal.device().punch(NIMAL, 75);
                },
                "person");
        person.start();

        int exitCode = run("webhook", "install", "--wait", "30s");
        person.join(10_000);

        assertThat(exitCode).as("%s%s", out, err).isZero();
        assertThat(out.toString())
                .contains("slot 1 posts to http://127.0.0.1:"
                        + home.config().listen().port() + " now (read back)")
                .contains("an event has arrived: it works")
                .doesNotContain("/api/attendance");
        assertThat(host().url()).startsWith("/api/attendance/webhook/");
        if (!beside) {
            run("sync");
        }
        until(() -> receiver.stored().size() == 1);
        // The journal is told of posts once a second.
        until(() -> status().at("/listener/posts").asInt() == 1);
        JsonNode listener = status().path("listener");
        assertThat(listener.path("listening").asBoolean()).isEqualTo(beside);
        assertThat(listener.at("/devices/0/lastEvent").isTextual()).isTrue();
        assertThat(listener.at("/devices/0/targetState").asText()).isEqualTo("held");
    }

    @Test
    void install_failsWithWhatToCheck_ifNoEventArrives() throws Exception {
        assertThat(run("webhook", "install", "--wait", "200ms", "--json")).isEqualTo(1);

        JsonNode report = new ObjectMapper().readTree(out.toString());
        assertThat(report.at("/devices/0/result").asText()).isEqualTo("SILENT");
        assertThat(report.at("/devices/0/text").asText()).contains("firewall", "Did somebody punch");
        assertThat(report.at("/exitCode").asInt()).isEqualTo(1);
    }

    @Test
    void onlySlotOfSomebodyElse_isReplacedByConsentOnly() throws Exception {
        terminal.pushTo(FOREIGN);

        assertThat(run("webhook", "install", "--wait", "0s")).isEqualTo(1);
        assertThat(out.toString())
                .contains("the only slot posts to http://127.0.0.1:9, which would get no events any more")
                .contains("webhook install --device front --yes");
        assertThat(host().url()).isEqualTo("/other");
        assertThat(writes()).isEmpty();

        agreed = true;
        assertThat(run("webhook", "install", "--wait", "0s"))
                .as("%s%s", out, err)
                .isZero();
        assertThat(host().url()).startsWith("/api/attendance/webhook/");

        terminal.pushTo(FOREIGN);
        agreed = false;
        assertThat(run("webhook", "install", "--wait", "0s", "--yes")).isZero();
        assertThat(host().url()).startsWith("/api/attendance/webhook/");
    }

    @Test
    void severalSlots_theFreeOneIsTaken_andTheForeignOneStaysAsItIs() throws Exception {
        terminal.close();
        terminal = terminal(FirmwareProfile.GENERIC.toBuilder("two slots")
                .with(PushTraits.SLOTS, 2)
                .build());
        home = home();
        terminal.pushTo(FOREIGN);
        ListeningHost foreign = host();

        assertThat(run("webhook", "install", "--wait", "0s"))
                .as("%s%s", out, err)
                .isZero();
        assertThat(hosts().get(0).raw()).isEqualTo(foreign.raw());
        assertThat(hosts().get(1).url()).startsWith("/api/attendance/webhook/");

        assertThat(run("webhook", "remove")).isZero();
        assertThat(out.toString()).contains("slot 2 is free now");
        assertThat(hosts().get(0).raw()).isEqualTo(foreign.raw());
        assertThat(hosts().get(1).free()).isTrue();
        terminal.clearRequests();
        assertThat(run("webhook", "remove")).isZero();
        assertThat(out.toString()).contains("no slot holds our address; nothing was changed");
        assertThat(writes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "224.0.0.1", "255.255.255.255", "::1", "", " "})
    void address_thatNoTerminalCanUse_isRefused(String address) throws Exception {
        assertThat(run("webhook", "install", "--address", address, "--wait", "0s"))
                .isEqualTo(2);
        assertThat(out.toString() + err).contains("--address 192.168.1.10");
        assertThat(writes()).isEmpty();
    }

    @Test
    void terminalThatKeepsNoUrl_isSaidNotToWork() throws Exception {
        terminal.close();
        terminal = terminal(FirmwareProfile.K1A340FWX);
        home = home();

        assertThat(run("webhook", "install", "--wait", "10s")).isEqualTo(1);
        assertThat(out.toString()).contains("did not keep url");
        assertThat(status().at("/listener/devices/0/target").isNull()).isTrue();
    }

    @Test
    void lostAddress_isSetAgainByTheNextRun_whichElseCostsOneRequest() throws Exception {
        install();
        terminal.clearRequests();
        run("sync");
        assertThat(hostRequests()).containsExactly("GET " + HOSTS);

        try (IsapiClient client = client()) {
            client.notification().clearListeningHost(HostSlot.numbered("1"));
        }
        run("sync");

        assertThat(host().url()).startsWith("/api/attendance/webhook/");
        assertThat(status().at("/listener/devices/0/rearmed").isTextual()).isTrue();
    }

    @Test
    void restart_letsItBeSetAgain_thoughTheSlotStillSaysSo() throws Exception {
        terminal.close();
        terminal = terminal(FirmwareProfile.K1T502);
        home = home();
        install();
        terminal.reboot();
        until(() -> !host().free());
        terminal.clearRequests();

        run("sync");
        assertThat(writes()).as("told once more").hasSize(1);
        terminal.clearRequests();
        run("sync");
        assertThat(hostRequests()).containsExactly("GET " + HOSTS);
    }

    @Test
    void foreignAddressInTheOnlySlot_isAnAlarm_andLeftAlone() throws Exception {
        install();
        terminal.pushTo(FOREIGN);
        terminal.clearRequests();

        run("sync");
        assertThat(writes()).isEmpty();
        assertThat(host().url()).isEqualTo("/other");
        assertThat(status().at("/devices/0/alarms").toString())
                .contains("Another system has taken the slot")
                .contains("http://127.0.0.1:9");
        assertThat(status().at("/listener/devices/0/targetState").asText()).isEqualTo("taken");

        try (IsapiClient client = client()) {
            client.notification().clearListeningHost(HostSlot.numbered("1"));
        }
        run("sync");
        assertThat(status().at("/devices/0/alarms")).isEmpty();
        assertThat(host().url()).startsWith("/api/attendance/webhook/");
    }

    @Test
    void terminalThatShowsNoSlots_isSaidOnce_andAskedAgainAfterARestart() throws Exception {
        install();
        terminal.enqueueFault(Fault.notSupport(404).onPath(HOSTS));
        run("sync");
        assertThat(status().at("/devices/0/alarms").toString()).contains("does not let the agent see to whom it posts");
        terminal.clearRequests();

        assertThat(run("sync")).as("it is read all the same").isZero();
        assertThat(hostRequests()).isEmpty();

        terminal.device().operation(1);
        terminal.reboot();
        until(() -> !host().free());
        run("sync");
        assertThat(status().at("/devices/0/alarms")).isEmpty();
    }

    @Test
    void addressOfThisComputer_isFollowed_ifTheAgentFoundItItself() throws Exception {
        String gone = "203.0.113.9";
        assertThat(run("webhook", "install", "--address", gone, "--wait", "0s")).isZero();
        run("sync");
        assertThat(host().ipAddress()).as("as a person named it").isEqualTo(gone);

        try (Connection journal =
                        DriverManager.getConnection("jdbc:sqlite:" + home.data().resolve("journal.db"));
                Statement statement = journal.createStatement()) {
            assertThat(statement.executeUpdate("update push_target set chosen = 1"))
                    .isOne();
        }
        run("sync");
        assertThat(host().ipAddress()).isEqualTo("127.0.0.1");
        assertThat(status().at("/listener/devices/0/target").asText()).isEqualTo("127.0.0.1");
    }

    @Test
    void removedAddress_isNotSetAgain() throws Exception {
        install();
        assertThat(run("webhook", "remove", "--json")).isZero();
        assertThat(new ObjectMapper()
                        .readTree(out.toString())
                        .at("/devices/0/result")
                        .asText())
                .isEqualTo("REMOVED");
        terminal.clearRequests();

        run("sync");
        assertThat(hostRequests()).isEmpty();
        assertThat(host().free()).isTrue();
    }

    @Test
    void wrongUsage_isNamed() throws Exception {
        assertThat(run("webhook", "install", "--device", "nobody", "--wait", "soon", "--slot", "2"))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("No device is called 'nobody'")
                .contains("--wait 'soon' is no duration")
                .contains("--slot replaces");
        home = new AgentHome(folder).receiver(receiver.url()).device("front", terminal.port(), PASSWORD);
        assertThat(run("webhook", "install")).isEqualTo(2);
        assertThat(run("webhook", "remove")).isEqualTo(2);
        assertThat(err.toString()).contains("listen.port");
    }

    private void install() throws IOException {
        assertThat(run("webhook", "install", "--wait", "0s"))
                .as("%s%s", out, err)
                .isZero();
        assertThat(out.toString()).contains("was not seen yet");
    }

    private AgentHome home() throws IOException {
        return new AgentHome(folder)
                .receiver(receiver.url())
                .device("front", terminal.port(), PASSWORD)
                .with(
                        "  listenRetry: 100ms\nlisten:\n  port: " + FreePort.find()
                                + "\nschedule: 0 0 1 1 *\ncommands:\n  poll: 20ms\n  heartbeat: 20ms\n  takeOverAfter: 200ms\n");
    }

    private static DeviceSimulator terminal(FirmwareProfile profile) throws IOException {
        return DeviceSimulator.builder()
                .credentials("admin", PASSWORD)
                .profile(profile)
                .device(SimulatedDevice.builder()
                        .shortSerial("FX0000001")
                        .zone(ZoneId.of("Asia/Colombo"))
                        .people(NIMAL)
                        .build())
                .pushRetry(Duration.ofMillis(100))
                .rebootTime(Duration.ofMillis(50))
                .start();
    }

    private void first(boolean beside) throws Exception {
        if (beside) {
            daemon = Agent.openToRun(home.config());
            running = new Thread(daemon::run, "daemon");
            running.start();
            until(() -> status().at("/devices/0/lastRead").isTextual());
        }
    }

    private List<ListeningHost> hosts() {
        try (IsapiClient client = client()) {
            return client.notification().listeningHosts();
        }
    }

    private ListeningHost host() {
        return hosts().get(0);
    }

    private IsapiClient client() {
        return IsapiClient.builder()
                .host("127.0.0.1")
                .port(terminal.port())
                .credentials("admin", PASSWORD)
                .build();
    }

    private List<String> writes() {
        return hostRequests().stream()
                .filter(request -> !request.startsWith("GET"))
                .toList();
    }

    /** Answered requests to the listening hosts. */
    private List<String> hostRequests() {
        return terminal.requests().stream()
                .filter(request -> request.path().startsWith(HOSTS) && request.status() != 401)
                .map((RecordedRequest request) -> request.method() + " " + request.path())
                .toList();
    }

    private JsonNode status() throws IOException {
        return new ObjectMapper().valueToTree(Agent.status(home.config()));
    }

    private static void until(Callable<Boolean> condition) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(condition);
    }

    private int run(String... command) throws IOException {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        CommandLine line = RootCommand.commandLine(Map.of());
        CommandLine install =
                line.getSubcommands().get("webhook").getSubcommands().get("install");
        ((WebhookInstallCommand) install.getCommand()).asking(question -> agreed);
        return CommandRun.of(line, out, err, CommandRun.on(home.file(), command));
    }
}
