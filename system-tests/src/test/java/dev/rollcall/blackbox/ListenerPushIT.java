package dev.rollcall.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.rollcall.agent.config.ConfigReader;
import dev.rollcall.agent.health.Json;
import dev.rollcall.agent.wiring.Agent;
import dev.rollcall.agent.wiring.View;
import dev.rollcall.house.AgentProcess;
import dev.rollcall.house.FreePort;
import dev.rollcall.house.JarProcess;
import dev.rollcall.house.Pause;
import dev.rollcall.house.ReceiverProcess;
import dev.rollcall.oracle.Truth;
import dev.rollcall.simulator.DeviceSimulator;
import dev.rollcall.simulator.FirmwareProfile;
import dev.rollcall.simulator.FirmwareProfile.PushForm;
import dev.rollcall.simulator.PushTraits;
import dev.rollcall.simulator.SimulatedDevice;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Terminals of every form push through the packaged agent's listener to the real receiver, while the agent is killed and the terminals
 * restart and fall silent. The schedule comes due once a year, so whatever arrives after the first pass came by push, or by a pass that
 * a person or a restart asked for.
 */
class ListenerPushIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MEASURED = 3;
    private static final long GENEROUS_MILLIS = 2_000;
    private static final String GATEWAY = "gateway";

    @TempDir
    private Path folder;

    private final Map<String, DeviceSimulator> terminals = new LinkedHashMap<>();
    private final List<Long> delays = new ArrayList<>();

    @Test
    void D24_everyPushForm_listenerKilled_terminalsRestarted_nothingLostNothingTwice_rearmed() throws Exception {
        int port = FreePort.find();
        try (ReceiverProcess receiver = ReceiverProcess.unpacked(Site.artifacts(), folder, List.of())) {
            receiver.start();
            switchOn();
            AgentProcess agent = AgentProcess.configured(
                    Site.artifacts(), folder, yaml(receiver, receiver.agentToken("office"), port));
            List<String> told = terminals.keySet().stream()
                    .filter(name -> !name.equals(GATEWAY))
                    .toList();
            HttpServer gateway = gateway();
            try {
                walk(receiver, agent, told, gateway, port);
            } finally {
                gateway.stop(0);
            }
        } finally {
            terminals.values().forEach(DeviceSimulator::close);
        }
        Collections.sort(delays);
        System.out.printf(
                "Punch to receiver, %d forms through the listener: median %d ms, longest %d ms of %d%n",
                terminals.size(), delays.get(delays.size() / 2), delays.get(delays.size() - 1), delays.size());
        assertThat(delays.get(delays.size() / 2)).as("median delay in ms").isLessThan(GENEROUS_MILLIS);
    }

    private void walk(ReceiverProcess receiver, AgentProcess agent, List<String> told, HttpServer gateway, int port)
            throws Exception {
        List<String> install = new ArrayList<>(List.of("webhook", "install", "--wait", "0s"));
        told.forEach(name -> install.addAll(List.of("--device", name)));
        assertThat(agent.run(install.toArray(String[]::new)))
                .as("webhook install")
                .isZero();
        wire(gateway, agent, port);
        try (JarProcess daemon = agent.start("run")) {
            awaitReading(agent);
            measure(receiver);
            assertThat(posts(agent))
                    .as("all of them came by push")
                    .isGreaterThanOrEqualTo((long) terminals.size() * MEASURED);
            daemon.kill();
        }
        punchEverywhere(2);
        try (JarProcess daemon = agent.start("run")) {
            awaitListening(port);
            punchEverywhere(2);
            daemon.kill();
        }
        punchEverywhere(1);
        try (JarProcess daemon = agent.start("run")) {
            assertThat(daemon.isAlive()).isTrue();
            awaitEverything(receiver);
            restartedAndSilent(receiver, agent, told);
        }
        for (DeviceSimulator terminal : terminals.values()) {
            SimulatedDevice device = terminal.device();
            assertThat(Truth.ofReceiver(receiver.reader().events(device.shortSerial())))
                    .as("what the receiver has of " + device.shortSerial())
                    .isEqualTo(Truth.deliverable(device));
        }
    }

    /** After a restart these terminals show their listening host and post nothing until it is set once more. */
    private void restartedAndSilent(ReceiverProcess receiver, AgentProcess agent, List<String> told) throws Exception {
        for (String name : told) {
            DeviceSimulator terminal = terminals.get(name);
            long before = terminal.device().newestSerial();
            terminal.reboot();
            Pause.until(
                    "the restart of " + name, PATIENCE, () -> terminal.device().newestSerial() > before);
        }
        punchEverywhere(1);
        assertThat(agent.run("sync")).as("a pass, handed to the running agent").isZero();
        awaitEverything(receiver);
        JsonNode devices = listener(agent).path("devices");
        devices.forEach(device -> {
            if (told.contains(device.path("name").asText())) {
                assertThat(device.path("rearmed").isTextual()).as("%s", device).isTrue();
                assertThat(device.path("targetState").asText()).isEqualTo("held");
            }
        });
        long posted = posts(agent);
        punchEverywhere(1);
        awaitEverything(receiver);
        Pause.until("the count of the posts after that", PATIENCE, () -> posts(agent) >= posted + terminals.size());
    }

    private void measure(ReceiverProcess receiver) throws Exception {
        for (int round = 0; round < MEASURED; round++) {
            for (DeviceSimulator terminal : terminals.values()) {
                String key = terminal.device().shortSerial();
                int before = receiver.reader().events(key).size();
                long start = System.nanoTime();
                Site.punch(terminal.device(), 1);
                while (receiver.reader().events(key).size() == before) {
                    assertThat(System.nanoTime() - start).isLessThan(PATIENCE.toNanos());
                }
                delays.add((System.nanoTime() - start) / 1_000_000);
            }
        }
    }

    private void switchOn() throws IOException {
        for (PushForm form : PushForm.values()) {
            if (form != PushForm.NEVER) {
                switchOn("json-" + name(form), form, false);
                switchOn("xml-" + name(form), form, true);
            }
        }
        switchOn(GATEWAY, PushForm.JSON, false);
    }

    private static String name(PushForm form) {
        return form.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A terminal keeps the format it has; one that keeps none posts JSON. */
    private void switchOn(String name, PushForm form, boolean xml) throws IOException {
        SimulatedDevice device = SimulatedDevice.builder()
                .shortSerial("PUSH%05d".formatted(terminals.size() + 1))
                .zone(ZoneId.of("Asia/Colombo"))
                .build();
        device.seed(terminals.size() + 1L, 5);
        FirmwareProfile profile = FirmwareProfile.GENERIC.toBuilder(name)
                .with(PushTraits.FORM, form)
                .with(PushTraits.FORMAT_KEPT, xml)
                .with(PushTraits.RESUMES_AFTER_REBOOT, false)
                .build();
        terminals.put(
                name,
                DeviceSimulator.builder()
                        .device(device)
                        .profile(profile)
                        .credentials("admin", Site.PASSWORD)
                        .pushRetry(Duration.ofMillis(100))
                        .rebootTime(Duration.ofMillis(50))
                        .pushPictures(true)
                        .start());
    }

    private String yaml(ReceiverProcess receiver, String token, int port) {
        List<String> yaml = new ArrayList<>();
        terminals.forEach((name, terminal) -> yaml.add(Site.terminalYaml(name, terminal.port())));
        return Site.yaml(receiver.url(), yaml, Site.settings())
                .replace(Site.TOKEN, token)
                .replace("schedule: \"* * * * *\"", "schedule: \"0 0 1 1 *\"\nlisten:\n  port: " + port);
    }

    /** A gateway on the way that wraps what it passes on. */
    private static HttpServer gateway() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        return server;
    }

    private void wire(HttpServer gateway, AgentProcess agent, int port) throws IOException {
        String path = new View(new ConfigReader(Map.of()).read(agent.configuration()))
                .pushPaths()
                .get(GATEWAY);
        URI listener = URI.create("http://127.0.0.1:" + port + path);
        HttpClient http = HttpClient.newHttpClient();
        gateway.createContext("/", exchange -> {
            try (exchange) {
                byte[] body = exchange.getRequestBody().readAllBytes();
                String wrapped = "{\"EventNotificationAlert\":" + new String(body, StandardCharsets.UTF_8) + "}";
                HttpRequest passed = HttpRequest.newBuilder(listener)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(wrapped))
                        .build();
                int status;
                try {
                    status = http.send(passed, HttpResponse.BodyHandlers.discarding())
                            .statusCode();
                } catch (IOException | InterruptedException away) {
                    status = 502;
                }
                exchange.sendResponseHeaders(status, -1);
            }
        });
        terminals
                .get(GATEWAY)
                .pushTo(URI.create("http://127.0.0.1:" + gateway.getAddress().getPort() + "/"));
    }

    private void punchEverywhere(int times) {
        terminals.values().forEach(terminal -> Site.punch(terminal.device(), times));
    }

    private void awaitEverything(ReceiverProcess receiver) throws InterruptedException {
        for (DeviceSimulator terminal : terminals.values()) {
            SimulatedDevice device = terminal.device();
            Pause.until(
                    "the delivery of all of " + device.shortSerial(),
                    PATIENCE,
                    () -> receiver.reader().events(device.shortSerial()).size()
                            >= Truth.deliverable(device).size());
        }
    }

    private void awaitReading(AgentProcess agent) throws InterruptedException {
        Pause.until("the first pass", PATIENCE, () -> {
            for (JsonNode device : status(agent).path("devices")) {
                if (!device.path("lastRead").isTextual()) {
                    return false;
                }
            }
            return true;
        });
    }

    private static void awaitListening(int port) throws InterruptedException {
        Pause.until("the listener", PATIENCE, () -> {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return socket.isConnected();
            } catch (IOException notYet) {
                return false;
            }
        });
    }

    private static long posts(AgentProcess agent) {
        return listener(agent).path("posts").asLong();
    }

    private static JsonNode listener(AgentProcess agent) {
        return status(agent).path("listener");
    }

    private static JsonNode status(AgentProcess agent) {
        try {
            return new ObjectMapper()
                    .readTree(Json.of(Agent.status(new ConfigReader(Map.of()).read(agent.configuration()))));
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
