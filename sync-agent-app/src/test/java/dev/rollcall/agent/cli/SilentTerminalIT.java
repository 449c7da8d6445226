package dev.rollcall.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollcall.agent.testing.AgentHome;
import dev.rollcall.agent.testing.SilentTerminal;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** P9 over commands: a terminal that hangs up on log-in sees a password twice, whichever command shows it. */
class SilentTerminalIT {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private AgentHome home;

    @Test
    void commands_showThePasswordTwiceTogether_sayWhyItRests_andDoctorRetryShowsItAgain() throws IOException {
        try (SilentTerminal terminal = new SilentTerminal("")) {
            home = new AgentHome(folder).device("front", terminal.port(), "a-password");
            for (String command : new String[] {"doctor", "sync", "doctor", "sync"}) {
                assertThat(run(command)).as(command).isEqualTo(1);
            }
            assertThat(terminal.logins()).isEqualTo(2);
            assertThat(out.toString()).contains("2 times and never answered").doesNotContain("a-password");
            out.getBuffer().setLength(0);
            run("status", "--json");
            JsonNode device = new ObjectMapper().readTree(out.toString()).at("/devices/0");
            assertThat(device.get("passwordWithheld").asBoolean(true)).isFalse();
            assertThat(device.at("/condition/state").asText()).isEqualTo("failing");
            assertThat(device.at("/condition/until").asText()).startsWith("2");

            assertThat(run("doctor", "--retry", "front")).isEqualTo(1);
            assertThat(terminal.logins()).isBetween(3, 4);
        }
    }

    private int run(String... command) throws IOException {
        return CommandRun.of(RootCommand.commandLine(Map.of()), out, err, CommandRun.on(home.file(), command));
    }
}
