package dev.rollcall.agent.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollcall.agent.health.SyncReport;
import dev.rollcall.agent.testing.AgentHome;
import dev.rollcall.agent.testing.FreePort;
import dev.rollcall.agent.testing.StubReceiver;
import dev.rollcall.simulator.DeviceCertificate;
import dev.rollcall.simulator.DeviceSimulator;
import dev.rollcall.simulator.FirmwareProfile;
import dev.rollcall.simulator.LoginLock;
import dev.rollcall.simulator.Person;
import dev.rollcall.simulator.SimulatedDevice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Eight terminals of different firmware, zones and clock errors at once; three of them are in trouble. */
class EightTerminalsIT {

    private static final String PASSWORD = "canary-device-password";
    private static final Person NIMAL = Person.of("00012", "Nimal");
    private static final int PUNCHES = 12;

    @TempDir
    Path folder;

    private final Map<String, DeviceSimulator> terminals = new LinkedHashMap<>();
    private StubReceiver receiver;

    @BeforeEach
    void start() throws IOException {
        receiver = new StubReceiver();
        add("colombo", FirmwareProfile.GENERIC, "Asia/Colombo", Duration.ZERO);
        add("berlin", FirmwareProfile.K1T341AM, "Europe/Berlin", Duration.ofMinutes(7));
        add("newyork", FirmwareProfile.K1T342MWX, "America/New_York", Duration.ofMinutes(-11));
        add("kathmandu", FirmwareProfile.K1T320MFWX, "Asia/Kathmandu", Duration.ofHours(3));
        add("sydney", FirmwareProfile.K1T342EFWX, "Australia/Sydney", Duration.ofDays(-2));
        add("lying", FirmwareProfile.K1T341BM, "Asia/Tokyo", Duration.ZERO);
        add("locked", FirmwareProfile.GENERIC, "Asia/Colombo", Duration.ZERO);
        terminals.get("locked").device().setLoginLock(new LoginLock(true, 1, Duration.ofMinutes(30)));
    }

    @AfterEach
    void stop() {
        terminals.values().forEach(DeviceSimulator::close);
        receiver.close();
    }

    @Test
    void threeInTrouble_leaveTheOthersAlone_andStatusExplainsEach() throws IOException {
        lockTheAccount();
        AgentHome home = new AgentHome(folder).receiver(receiver.url()).device("dead", FreePort.find(), PASSWORD);
        terminals.forEach((name, terminal) -> home.device(name, terminal.port(), PASSWORD));
        home.deviceSetting("lying", "zone: Europe/Berlin");

        SyncReport report;
        try (Agent agent = Agent.open(home.config())) {
            report = agent.syncOnce();
        }

        assertThat(report.passes())
                .hasSize(8)
                .allSatisfy(pass -> assertThat(pass.complete())
                        .as("%s", pass)
                        .isEqualTo(
                                !pass.device().equals("dead") && !pass.device().equals("locked")));
        assertThat(receiver.stored()).hasSize(6 * PUNCHES).doesNotHaveDuplicates();
        JsonNode status = new ObjectMapper().valueToTree(Agent.status(home.config()));
        explainsTheHealthy(status);
        explainsTheOthers(status);
    }

    @Test
    void terminalNeverMet_becauseItsCertificateIsAnother_showsItsProblem() throws IOException {
        Instant now = Instant.parse("2026-11-24T00:00:00Z");
        Duration years = Duration.ofDays(3650);
        String expected =
                DeviceCertificate.selfSigned("192.0.0.64", now, now.plus(years)).fingerprint();
        try (DeviceSimulator encrypted =
                DeviceSimulator.builder().credentials("admin", PASSWORD).https().start()) {
            AgentHome home = new AgentHome(folder)
                    .receiver(receiver.url())
                    .device("front", encrypted.port(), PASSWORD, expected);
            try (Agent agent = Agent.open(home.config())) {
                agent.syncOnce();
            }

            JsonNode front = device(new ObjectMapper().valueToTree(Agent.status(home.config())), "front");

            assertThat(front.get("problem").asText()).contains("certificate");
            assertThat(front.get("condition").get("state").asText()).isEqualTo("refused");
            assertThat(front.get("condition").get("explanation").asText()).contains("certificate");
        }
    }

    private static void explainsTheHealthy(JsonNode status) {
        Map<String, Duration> ahead = Map.of(
                "colombo", Duration.ZERO,
                "berlin", Duration.ofMinutes(7),
                "newyork", Duration.ofMinutes(-11),
                "kathmandu", Duration.ofHours(3),
                "sydney", Duration.ofDays(-2));
        ahead.forEach((name, error) -> {
            JsonNode device = device(status, name);
            assertThat(device.get("condition").get("state").asText()).as(name).isEqualTo("ok");
            assertThat(device.get("problem").isNull()).as(name).isTrue();
            assertThat(device.get("zoneProblem").isNull()).as(name).isTrue();
            assertThat(Math.abs(device.get("clockOffsetSeconds").asDouble() - error.toSeconds()))
                    .as("%s: %s", name, device.get("clockOffsetSeconds"))
                    .isLessThan(30);
        });
    }

    private static void explainsTheOthers(JsonNode status) {
        JsonNode dead = device(status, "dead");
        assertThat(dead.get("condition").get("state").asText()).isEqualTo("failing");
        assertThat(dead.get("condition").get("failures").asInt()).isEqualTo(1);
        assertThat(dead.get("problem").asText()).contains("127.0.0.1");
        JsonNode locked = device(status, "locked");
        assertThat(locked.get("condition").get("state").asText()).isEqualTo("locked");
        assertThat(locked.get("condition").get("explanation").asText()).contains("locked the account");
        assertThat(Instant.parse(locked.get("condition").get("until").asText())).isAfter(Instant.now());
        assertThat(locked.get("problem").asText()).contains("lock");
        JsonNode lying = device(status, "lying");
        assertThat(lying.get("condition").get("state").asText()).isEqualTo("ok");
        assertThat(lying.get("zoneProblem").asText()).contains("+09:00").contains("Europe/Berlin");
        assertThat(lying.get("timeQuality").toString()).doesNotContain("GOOD");
        assertThat(lying.get("alarms").toString()).contains("offset");
    }

    private static JsonNode device(JsonNode status, String name) {
        for (JsonNode device : status.get("devices")) {
            if (device.get("name").asText().equals(name)) {
                return device;
            }
        }
        throw new AssertionError("no device " + name + " in " + status);
    }

    /** Somebody else tries a wrong password. */
    private void lockTheAccount() throws IOException {
        Path other = Files.createDirectory(folder.resolve("somebody-else"));
        AgentHome wrong = new AgentHome(other)
                .receiver(receiver.url())
                .device("locked", terminals.get("locked").port(), "wrong-password");
        try (Agent agent = Agent.open(wrong.config())) {
            agent.syncOnce();
        }
        assertThat(terminals.get("locked").locked()).isTrue();
    }

    private void add(String name, FirmwareProfile profile, String zone, Duration clockError) throws IOException {
        SimulatedDevice device = SimulatedDevice.builder()
                .identityOf(profile)
                .shortSerial("ET000000" + (terminals.size() + 1))
                .zone(ZoneId.of(zone))
                .people(NIMAL)
                .build();
        device.advance(clockError.minusSeconds(PUNCHES));
        for (int i = 0; i < PUNCHES; i++) {
            device.punch(NIMAL, 75);
            device.advance(Duration.ofSeconds(1));
        }
        terminals.put(
                name,
                DeviceSimulator.builder()
                        .credentials("admin", PASSWORD)
                        .profile(profile)
                        .device(device)
                        .start());
    }
}
