package dev.rollcall.agent.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.rollcall.agent.schedule.Step;
import java.io.IOException;
import java.nio.file.Path;
import java.security.Security;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** How a running agent ends. */
class ProcessEndIT extends AgentAgainstSimulator {

    @Test
    void terminatedAgent_endsInTime_asTerminated_andTheNextOneBeginsAtOnce() throws Exception {
        assumeFalse(System.getProperty("os.name").startsWith("Windows"));
        terminal.device().punch(NIMAL, 75);
        Process agent = daemon();
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> receiver.stored().size() == 1);
        agent.destroy();

        assertThat(agent.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(agent.exitValue()).isEqualTo(143);
        terminal.device().punch(NIMAL, 75);
        assertThat(sync().complete()).isTrue();
        assertThat(receiver.stored()).hasSize(2);
    }

    @Test
    void error_endsTheRun_withItsReason() throws IOException {
        terminal.device().punch(NIMAL, 75);
        try (Agent agent = Agent.open(home.config(), step -> {
            if (step == Step.PAGE_READ) {
                throw new OutOfMemoryError("test");
            }
        })) {
            assertThatThrownBy(agent::run)
                    .isInstanceOf(AgentBrokenException.class)
                    .hasMessageContaining("OutOfMemoryError")
                    .hasMessageContaining("Nothing is lost");
            assertThat(agent.isBroken()).isTrue();
        }

        assertThat(sync().complete()).isTrue();
    }

    @Test
    void names_areRememberedAMinuteAtMost() {
        NameLookups.forgetSoon();

        assertThat(Security.getProperty("networkaddress.cache.ttl")).isEqualTo("60");
        assertThat(Security.getProperty("networkaddress.cache.negative.ttl")).isEqualTo("10");
    }

    private Process daemon() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.rollcall.agent.Main",
                        "--config",
                        home.file().toString(),
                        "run")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.txt").toFile())
                .start();
    }
}
