package dev.rollcall.agent.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.agent.config.AgentConfig;
import dev.rollcall.agent.config.ConfigReader;
import dev.rollcall.agent.config.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigFileTest {

    private static final Draft DRAFT = Draft.EMPTY
            .with("receiver.url", "https://a.example")
            .with("devices[0].name", "Haupttür: 1")
            .with("devices[0].host", "192.168.1.200")
            .with("devices[0].username", "admin")
            .with("devices[0].zone", "Asia/Colombo")
            .with("devices[0].password", Secret.of(" hidden ${X} #1"))
            .with("receiver.token", Secret.of("rc_agent_1"));

    @TempDir
    private Path folder;

    private ConfigFile file() {
        return new ConfigFile(folder.resolve("agent.yaml"), new ConfigReader(Map.of())::read);
    }

    @Test
    void whatIsWritten_isReadAsItWasAnswered() {
        file().write(DRAFT);
        AgentConfig read = file().read();

        assertThat(read.devices()).singleElement().satisfies(device -> {
            assertThat(device.name()).isEqualTo("Haupttür: 1");
            assertThat(device.address()).isEqualTo("192.168.1.200:80");
            assertThat(device.password().reveal()).isEqualTo(" hidden ${X} #1");
            assertThat(device.zone()).hasToString("Asia/Colombo");
        });
        assertThat(read.receiver().token().reveal()).isEqualTo("rc_agent_1");
        assertThat(read.warnings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${HOME}",
                "$${HOME}",
                "yes",
                "0123",
                "a: b",
                "# no comment",
                "\"quoted\"",
                "back\\slash",
                "-",
                "ö"
            })
    void anyAccountName_survives(String name) {
        file().write(DRAFT.with("devices[0].username", name));

        assertThat(file().read().devices().get(0).username()).isEqualTo(name);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void files_areTheOwnersOnly_andHoldNoSecretBesideSecretFiles() throws IOException {
        file().write(DRAFT);

        for (String name : List.of("agent.yaml", "secrets/receiver-token", "secrets/hauptt-r-1.password")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name))))
                    .as(name)
                    .isEqualTo("rw-------");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("secrets"))))
                .isEqualTo("rwx------");
        assertThat(Files.readString(folder.resolve("agent.yaml"))).doesNotContain("rc_agent_1", "hidden");
    }

    @Test
    void replacedConfiguration_staysUnderAnotherName() throws IOException {
        Path before = Files.writeString(folder.resolve("agent.yaml"), "# mine\n");
        file().write(DRAFT);
        file().write(DRAFT);

        assertThat(before.resolveSibling("agent.yaml.before")).hasContent("# mine\n");
        assertThat(before.resolveSibling("agent.yaml.before-2")).exists();
        assertThat(file().read().devices()).hasSize(1);
    }

    @Test
    void addedTerminal_leavesEverythingElseAsItWas() throws IOException {
        String before = """
                # my notes
                receiver: {url: https://a.example, token: t}   # the cloud
                devices:   # all of them
                - name: back   # by the garage
                  host: 10.0.0.7
                  username: admin
                  password: p
                # about limits

                limits:
                  pagePause: 300ms   # an old one
                """;
        Path yaml = Files.writeString(folder.resolve("agent.yaml"), before);
        Files.setPosixFilePermissions(yaml, PosixFilePermissions.fromString("rw-r-----"));
        file().add(DRAFT);

        String after = Files.readString(yaml);
        assertThat(after.replaceFirst("(?s)- name: \"Haupt.*?zone: Asia/Colombo\n", ""))
                .isEqualTo(before);
        assertThat(after.indexOf("Haupttür")).isBetween(after.indexOf("password: p"), after.indexOf("# about limits"));
        assertThat(file().read().devices()).hasSize(2);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(yaml)))
                .isEqualTo("rw-r-----");
    }

    @Test
    void secondTerminalOfTheSameAddress_isRefused_andNothingChanges() throws IOException {
        file().write(DRAFT);
        String before = Files.readString(folder.resolve("agent.yaml"));

        assertThatThrownBy(() -> file().add(DRAFT.with("devices[0].name", "other")))
                .hasMessageContaining("Two devices have this address");
        assertThat(folder.resolve("agent.yaml")).hasContent(before);
        assertThat(folder.resolve("agent.yaml.new")).doesNotExist();
        assertThat(folder.resolve("secrets/other.password")).doesNotExist();
    }

    @Test
    void listThatIsNoBlock_isNotTouched_andTheLinesAreShown() throws IOException {
        String before = "receiver: {url: https://a.example, token: t}\n"
                + "devices: [{name: back, host: 10.0.0.7, username: admin, password: p}]\n";
        Files.writeString(folder.resolve("agent.yaml"), before);

        assertThatThrownBy(() -> file().add(DRAFT))
                .isInstanceOf(GivenUpException.class)
                .hasMessageContaining("host: 192.168.1.200");
        assertThat(folder.resolve("agent.yaml")).hasContent(before);
    }
}
