package dev.rollcall.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.agent.config.AgentConfig;
import dev.rollcall.agent.config.ConfigReader;
import dev.rollcall.agent.testing.StubReceiver;
import dev.rollcall.agent.wiring.Agent;
import dev.rollcall.simulator.DeviceSimulator;
import dev.rollcall.simulator.Person;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code init} where nobody is asked, against a real terminal's web interface and a receiver. */
class InitIT {

    private static final String PASSWORD = "canary-device-password";

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Map<String, String> environment = new HashMap<>();
    private StubReceiver receiver;
    private DeviceSimulator terminal;

    @BeforeEach
    void start() throws IOException {
        receiver = new StubReceiver();
        terminal = DeviceSimulator.builder().credentials("admin", PASSWORD).start();
        terminal.device().punch(Person.of("00012", "Nimal"), 75);
        environment.put("ROLLCALL_DEVICES_0_PASSWORD", PASSWORD);
        environment.put("ROLLCALL_RECEIVER_TOKEN", StubReceiver.TOKEN);
    }

    @AfterEach
    void stop() {
        terminal.close();
        receiver.close();
    }

    @Test
    void whatItWrites_works() {
        assertThat(init()).as(err.toString()).isZero();
        assertThat(err.toString()).contains("takes the password", "takes the token", "service install");
        assertThat(run("sync")).as(err.toString()).isZero();
        assertThat(receiver.stored()).hasSize(1);
    }

    @Test
    void noSecret_isShownOrStandsInTheConfiguration() throws IOException {
        init();

        assertThat(out.toString() + err + Files.readString(file())).doesNotContain(PASSWORD, StubReceiver.TOKEN);
    }

    @Test
    void missingAnswers_areNamedAllAtOnce() {
        environment.clear();

        assertThat(run("init")).isEqualTo(2);
        assertThat(err.toString())
                .contains("--device-host", "--device-password-file", "--receiver-url", "--receiver-token-file");
        assertThat(file()).doesNotExist();
    }

    @Test
    void secretsInFiles_areTaken() throws IOException {
        environment.clear();
        Path password = Files.writeString(folder.resolve("p"), PASSWORD + "\n");
        Path token = Files.writeString(folder.resolve("t"), StubReceiver.TOKEN);

        assertThat(init("--device-password-file", password.toString(), "--receiver-token-file", token.toString()))
                .as(err.toString())
                .isZero();
        assertThat(init(
                        "--replace",
                        "--device-password-file",
                        folder.resolve("absent").toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("absent cannot be read");
    }

    @Test
    void wrongPassword_isShownOnceInAll_andThatIsRemembered() {
        environment.put("ROLLCALL_DEVICES_0_PASSWORD", "wrong");

        assertThat(init()).isEqualTo(3);
        assertThat(terminal.refusedPasswords()).isEqualTo(1);
        assertThat(init()).isEqualTo(3);
        assertThat(terminal.refusedPasswords()).isEqualTo(1);
        assertThat(err.toString()).contains("was not shown again");
        assertThat(file()).doesNotExist();

        assertThat(init("--again")).isEqualTo(3);
        assertThat(terminal.refusedPasswords()).isEqualTo(2);
        environment.put("ROLLCALL_DEVICES_0_PASSWORD", PASSWORD);
        assertThat(init()).isZero();
    }

    @Test
    void refusedToken_andAbsentTerminal_haveTheirExitCodes_unlessUntested() {
        environment.put("ROLLCALL_RECEIVER_TOKEN", "rc_agent_other");
        assertThat(init()).isEqualTo(4);
        terminal.close();
        assertThat(init()).isEqualTo(1);
        assertThat(file()).doesNotExist();

        assertThat(init("--untested")).isZero();
        assertThat(file()).exists();
    }

    @Test
    void existingConfiguration_isLeftAlone_unlessToldOtherwise() throws IOException {
        init();
        String before = Files.readString(file());

        assertThat(init()).isEqualTo(2);
        assertThat(err.toString()).contains("--add", "--replace");
        assertThat(file()).hasContent(before);
    }

    @Test
    void furtherTerminal_isAdded_triedWithTheJournalOfTheOthers() throws IOException {
        init();
        try (DeviceSimulator second =
                DeviceSimulator.builder().credentials("admin", PASSWORD).start()) {
            assertThat(run("init", "--add", "--device-name", "back", "--device-host", "localhost:" + second.port()))
                    .as(err.toString())
                    .isZero();
        }

        assertThat(config().devices()).extracting(device -> device.name()).containsExactly("front-door", "back");
    }

    @Test
    void besideARunningAgent_nothingIsTried_sinceItHoldsTheMemoryOfPasswords() {
        init();
        try (Agent running = Agent.open(config())) {
            assertThat(running).isNotNull();
            assertThat(init("--replace")).isEqualTo(1);
        }
        assertThat(err.toString()).contains("stop the running agent first");
    }

    @Test
    void rehearsal_needsNothing_andLeavesNothing() {
        assertThat(run("rehearse")).isZero();
    }

    private int init(String... more) {
        List<String> line = new ArrayList<>(List.of(
                "init",
                "--device-host",
                "127.0.0.1:" + terminal.port(),
                "--receiver-url",
                receiver.url().toString()));
        line.addAll(List.of(more));
        return run(line.toArray(String[]::new));
    }

    private int run(String... command) {
        return CommandRun.of(
                RootCommand.commandLine(command[0].equals("init") ? environment : Map.of()),
                out,
                err,
                CommandRun.on(file(), command));
    }

    private AgentConfig config() {
        return new ConfigReader(Map.of()).read(file());
    }

    private Path file() {
        return folder.resolve("agent.yaml");
    }
}
