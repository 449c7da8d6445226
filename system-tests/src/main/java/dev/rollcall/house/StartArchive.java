package dev.rollcall.house;

import dev.rollcall.simulator.DeviceSimulator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The agent's classes as the Java machine has them in memory, kept beside the jar. A start with it costs little more than half; hundreds of
 * starts make up the black-box tests. It is made once for each jar by a run that reads a terminal, since only what that run loads is
 * kept.
 */
final class StartArchive {

    private static final long SECONDS = 120;

    private StartArchive() {}

    /** Returns the options that use it, and makes it if it is not there. Without it the agent starts too, only later. */
    static synchronized List<String> options(Path jar) {
        try {
            Path archive =
                    jar.resolveSibling("agent-" + Files.getLastModifiedTime(jar).toMillis() + "-"
                            + Runtime.version().feature() + ".jsa");
            if (!Files.exists(archive)) {
                make(jar, archive);
            }
            return List.of("-XX:SharedArchiveFile=" + archive, "-Xshare:auto", "-Xlog:disable");
        } catch (IOException impossible) {
            return List.of();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    /** Two processes that make it at once do no harm: the last one stays. */
    private static void make(Path jar, Path archive) throws IOException, InterruptedException {
        try (DeviceSimulator terminal = DeviceSimulator.builder()
                .credentials("admin", "archive-password")
                .start()) {
            terminal.device().seed(1, 80);
            make(jar, archive, terminal);
        }
    }

    private static void make(Path jar, Path archive, DeviceSimulator terminal)
            throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(jar.getParent(), "archive");
        Path configuration = folder.resolve("agent.yaml");
        Files.writeString(configuration, """
                receiver: {url: 'http://127.0.0.1:9', token: none, allowInsecure: true}
                schedule: "* * * * *"
                zone: UTC
                dataDir: agent-data
                limits: {pagePause: 0ms, retryCap: 10ms}
                devices:
                  - {name: front, host: 127.0.0.1, port: %d, username: admin, password: archive-password}
                """.formatted(terminal.port()), StandardCharsets.UTF_8);
        Path made = folder.resolve("classes.jsa");
        List<String> command = new ArrayList<>(JarProcess.java());
        command.addAll(List.of("-XX:ArchiveClassesAtExit=" + made, "-Xlog:disable", "-jar", jar.toString()));
        command.addAll(List.of("--config", configuration.toString(), "sync"));
        JarProcess.start(command, folder, "archive", Map.of()).exitCode(SECONDS);
        if (!Files.exists(made)) {
            throw new IOException("this Java machine makes no archive");
        }
        Files.move(made, archive, StandardCopyOption.REPLACE_EXISTING);
    }
}
