package dev.rollcall.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollcall.blackbox.Site.Result;
import dev.rollcall.house.AgentProcess;
import dev.rollcall.house.JarProcess;
import dev.rollcall.oracle.ScriptedReceiver;
import dev.rollcall.simulator.Cable;
import dev.rollcall.simulator.DeviceBackup;
import dev.rollcall.simulator.DeviceCertificate;
import dev.rollcall.simulator.DeviceSimulator;
import dev.rollcall.simulator.FirmwareProfile;
import dev.rollcall.simulator.NetworkTraits;
import dev.rollcall.simulator.SimulatedDevice;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The terminals of {@link DeviceFaultsIT}, one for each row, with one agent for all of them and its receiver. */
final class Stands implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final ScriptedReceiver receiver;
    private final Map<String, Stand> stands = new LinkedHashMap<>();
    private final Stand second;
    private final Cable oneAddress;
    private final DeviceBackup backup;
    private final DeviceCertificate certificate;

    /** Starts them all; each has logged something, and nothing is read yet. */
    Stands(Path folder) throws IOException {
        this.folder = folder;
        receiver = ScriptedReceiver.start();
        addPlainOnes();
        addOddOnes();
        FirmwareProfile turns = FirmwareProfile.GENERIC.toBuilder("TURNS")
                .with(NetworkTraits.KEEP_ALIVE, false)
                .build();
        add(new Stand("D15", turns, Stand.deviceOf("D15").build()));
        second = new Stand("D15-second", turns, Stand.deviceOf("D1515").build());
        oneAddress = Cable.to(stand("D15").simulator(), second.simulator());
        backup = device("D22").memory().backup();
        Site.punch(device("D22"), 4);
        certificate = newCertificate();
        Stand tls = add(new Stand(
                "D26", Stand.deviceOf("D26").build(), DeviceSimulator.builder().https(certificate)));
        tls.settings("tls: " + certificate.fingerprint());
    }

    private void addPlainOnes() throws IOException {
        FirmwareProfile generic = FirmwareProfile.GENERIC;
        for (String row : List.of(
                "D1", "D2", "D4", "D5", "D6", "D7", "D10", "D11", "D12", "D13", "D14", "D16", "D18", "D19", "D20",
                "D21", "D22", "D23", "D27")) {
            add(new Stand(row, generic, Stand.deviceOf(row).build()));
        }
        add(new Stand("D18-form", generic, Stand.deviceOf("D1818").build()));
        add(new Stand("D3", FirmwareProfile.K1T342MWX, Stand.deviceOf("D3").build()));
    }

    private void addOddOnes() throws IOException {
        FirmwareProfile generic = FirmwareProfile.GENERIC;
        FirmwareProfile byTime =
                generic.toBuilder("BY_TIME").serialWindow(false).build();
        add(new Stand("D6-by-time", byTime, Stand.deviceOf("D606").build()));
        SimulatedDevice huge = Stand.deviceOf("D1112").build();
        huge.memory().continueAt(2_999_999_900L);
        add(new Stand("D11-huge", generic, huge));
        add(new Stand("D11-none", byTime, Stand.deviceOf("D1111").build()));
        add(new Stand("D8", generic, Stand.deviceOf("D8").ringCapacity(60).build()));
        add(new Stand("D17", generic, Stand.deviceOf("D17").build()));
        add(new Stand("D17-twin", generic, Stand.deviceOf("D1717").build()));
        FirmwareProfile silent = generic.toBuilder("SILENT")
                .pushForm(FirmwareProfile.PushForm.NEVER)
                .build();
        add(new Stand("D24", silent, Stand.deviceOf("D24").build()));
    }

    private Stand add(Stand stand) {
        stands.put(stand.row(), stand);
        return stand;
    }

    static DeviceCertificate newCertificate() {
        Instant now = Instant.now();
        return DeviceCertificate.selfSigned("terminal", now.minus(Duration.ofDays(9)), now.plus(Duration.ofDays(99)));
    }

    Collection<Stand> all() {
        return stands.values();
    }

    Stand stand(String row) {
        return Objects.requireNonNull(stands.get(row), row);
    }

    SimulatedDevice device(String row) {
        return stand(row).device();
    }

    /** Returns the terminal that answers in turn with D15's at {@link #oneAddress}; no agent is told of it. */
    Stand second() {
        return second;
    }

    Cable oneAddress() {
        return oneAddress;
    }

    /** Returns an old image of D22's log. */
    DeviceBackup backup() {
        return backup;
    }

    /** Returns the certificate by which the agent knows D26. */
    DeviceCertificate certificate() {
        return certificate;
    }

    ScriptedReceiver receiver() {
        return receiver;
    }

    /** Runs one pass over all terminals. */
    Result sync() throws IOException, InterruptedException {
        return Site.resultOf(agent().start("sync"));
    }

    JsonNode status() throws IOException, InterruptedException {
        JarProcess status = agent().start("status", "--json");
        assertThat(status.exitCode(60)).as(status.complained()).isZero();
        return JSON.readTree(status.printed());
    }

    private AgentProcess agent() throws IOException {
        String terminals = stands.values().stream().map(Stand::yaml).collect(Collectors.joining());
        return AgentProcess.configured(
                Site.artifacts(),
                folder,
                Site.yaml(
                        receiver.url(), List.of(terminals), "hoursBack: 0\n" + Site.settings("answerBytes: 1048576")));
    }

    @Override
    public void close() throws IOException {
        stands.values().forEach(Stand::close);
        second.close();
        oneAddress.close();
        receiver.close();
    }
}
