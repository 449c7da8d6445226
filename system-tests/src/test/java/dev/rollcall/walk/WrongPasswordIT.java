package dev.rollcall.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.house.AgentProcess;
import dev.rollcall.house.Artifacts;
import dev.rollcall.house.JarProcess;
import dev.rollcall.simulator.DeviceSimulator;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class WrongPasswordIT {

    private static final URI NOBODY = URI.create("http://127.0.0.1:9");

    @TempDir
    private Path folder;

    @Test
    void wrongPassword_isPresentedAtMostTwice_andTheAgentSaysWhatToDo() throws IOException, InterruptedException {
        Artifacts artifacts = new Artifacts(Path.of(System.getProperty("rollcall.home")));
        try (DeviceSimulator terminal =
                DeviceSimulator.builder().credentials("admin", "right-password").start()) {
            AgentProcess agent = AgentProcess.in(
                    artifacts,
                    folder,
                    NOBODY,
                    "rc_agent_unused",
                    List.of(new AgentProcess.Terminal("front", terminal, "wrong-password")));

            for (int run = 0; run < 3; run++) {
                JarProcess sync = agent.start("sync");
                assertThat(sync.exitCode(60)).as("exit code of run " + run).isEqualTo(3);
                assertThat(sync.printed() + sync.complained())
                        .contains("front")
                        .contains("doctor --retry front")
                        .doesNotContain("wrong-password");
            }

            assertThat(terminal.refusedPasswords()).isLessThanOrEqualTo(2);
            assertThat(terminal.locked()).isFalse();
        }
    }
}
