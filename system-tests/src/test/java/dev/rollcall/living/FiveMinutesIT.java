package dev.rollcall.living;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rollcall.house.Artifacts;
import dev.rollcall.house.Distribution;
import dev.rollcall.house.ReceiverProcess;
import dev.rollcall.simulator.DeviceSimulator;
import dev.rollcall.simulator.Person;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** From nothing to the first delivered punch, the way the guide tells it, with a simulated terminal. */
@DisabledOnOs(OS.WINDOWS)
class FiveMinutesIT {

    private static final String PASSWORD = "five-minutes-1";
    private static final Artifacts ARTIFACTS = new Artifacts(Path.of(System.getProperty("rollcall.home", "..")));

    @TempDir
    private Path folder;

    @Test
    void terminalReceiverAndToken_becomeADeliveredPunch_inUnderFiveMinutes() throws Exception {
        assumeTrue(Files.exists(Distribution.zip(ARTIFACTS)), "the distribution was not built (skipInstallers)");
        Path receiverFolder = Files.createDirectory(folder.resolve("receiver"));
        try (ReceiverProcess receiver = ReceiverProcess.unpacked(ARTIFACTS, receiverFolder, List.of());
                DeviceSimulator terminal =
                        DeviceSimulator.builder().credentials("admin", PASSWORD).start()) {
            terminal.device().punch(Person.of("00012", "Nimal"), 75);
            String token = receiver.agentToken("office");
            receiver.start();

            long begun = System.nanoTime();
            Distribution agent = Distribution.unpacked(ARTIFACTS, folder);
            assertThat(init(agent, receiver, terminal, token)).contains("takes the password", "takes the token");
            assertThat(command(agent, "doctor")).doesNotContain("PROBLEM");
            assertThat(command(agent, "service", "install", "--dry-run")).contains("rollcall-agent");
            deliver(agent, receiver);

            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofMinutes(5));
            assertThat(terminal.refusedPasswords()).isZero();
        }
    }

    private String init(Distribution agent, ReceiverProcess receiver, DeviceSimulator terminal, String token)
            throws Exception {
        Path password = Files.writeString(folder.resolve("password"), PASSWORD);
        Path tokenFile = Files.writeString(folder.resolve("token"), token);
        return command(
                agent,
                "init",
                "--device-host",
                "127.0.0.1:" + terminal.port(),
                "--device-password-file",
                password.toString(),
                "--receiver-url",
                receiver.url().toString(),
                "--receiver-token-file",
                tokenFile.toString());
    }

    private void deliver(Distribution agent, ReceiverProcess receiver) throws Exception {
        Process running = builder(agent, "run").start();
        try {
            long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
            while (receiver.reader().events("FX0000001").isEmpty()) {
                assertThat(running.isAlive()).isTrue();
                assertThat(System.nanoTime()).isLessThan(deadline);
                running.waitFor(200, TimeUnit.MILLISECONDS);
            }
        } finally {
            running.destroy();
            running.waitFor(20, TimeUnit.SECONDS);
            running.destroyForcibly();
        }
    }

    private String command(Distribution agent, String... command) throws Exception {
        Process process = builder(agent, command).start();
        process.getOutputStream().close();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        String said = Files.readString(folder.resolve(command[0] + ".txt"), StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }

    private ProcessBuilder builder(Distribution agent, String... command) {
        return agent.command(folder.resolve("agent.yaml"), folder.resolve(command[0] + ".txt"), command);
    }
}
