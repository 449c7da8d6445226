package dev.rollcall.agent.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.agent.collect.SourceException;
import dev.rollcall.agent.command.ExitCode;
import dev.rollcall.agent.health.SyncReport;
import dev.rollcall.agent.testing.AgentHome;
import dev.rollcall.agent.testing.SilentTerminal;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows L2 and N3 where it hurts most: the wire dies each time that the password is on it. */
class LostLoginTest {

    @TempDir
    private Path folder;

    @Test
    void loginThatIsCutOff_isATerminalThatIsAway_andIsTriedTwiceAtMost() throws IOException {
        try (SilentTerminal terminal = new SilentTerminal("");
                Agent agent = Agent.open(home(terminal).config())) {
            for (int run = 1; run <= 4; run++) {
                SyncReport report = agent.syncOnce();

                SourceException failure = report.passes().get(0).failure();
                assertThat(failure).as("run %d", run).isNotNull();
                assertThat(failure.kind()).as(failure.reason()).isEqualTo(SourceException.Kind.UNAVAILABLE);
                assertThat(report.exitCode()).as("run %d", run).isEqualTo(ExitCode.INCOMPLETE);
                assertThat(failure.reason())
                        .contains("lost during log-in", "front", "it may be tried again at")
                        .doesNotContain("a-password");
            }
            assertThat(terminal.logins()).isEqualTo(2);
        }
    }

    /** As a scheduler starts 'sync'. */
    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"CCCC", "CRRR", "RCCC", "RRRR"})
    void loginThatIsCutOffOrRefused_isTriedTwiceAtMost_byAnyNumberOfProcesses(String fate) throws IOException {
        try (SilentTerminal terminal = new SilentTerminal(fate)) {
            int exitCode = -1;
            for (int run = 1; run <= 4; run++) {
                try (Agent agent = Agent.open(home(terminal).config())) {
                    exitCode = agent.syncOnce().exitCode();
                }
            }

            assertThat(terminal.logins()).isEqualTo(2);
            assertThat(exitCode).isEqualTo(fate.contains("R") ? ExitCode.DEVICE_REFUSED : ExitCode.INCOMPLETE);
        }
    }

    private AgentHome home(SilentTerminal terminal) throws IOException {
        return new AgentHome(folder).device("front", terminal.port(), "a-password");
    }
}
