package dev.rollcall.agent.wiring;

import dev.rollcall.agent.config.AgentConfig;
import dev.rollcall.agent.config.ConfigReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Runs an agent for a moment that has nobody to talk to, in a folder of its own, so that Java loads what every start needs and can keep
 * it in an archive. Ends in time whatever happens, since a start waits for it.
 */
public final class Rehearsal {

    private static final long MILLIS = 1_200;
    private static final long PATIENCE_MILLIS = 20_000;
    private static final String CONFIGURATION = """
            receiver: {url: 'http://127.0.0.1:9', token: none}
            schedule: "0 * * * *"
            zone: UTC
            jitter: 0s
            dataDir: data
            limits: {minFreeBytes: 0}
            devices:
              - {name: nobody, host: 127.0.0.1, port: 9, username: nobody, password: none}
            """;

    private Rehearsal() {}

    /** Rehearses. */
    public static void perform() throws IOException {
        Thread guard = endInTime();
        Path folder = Files.createTempDirectory("rollcall-rehearsal");
        try {
            Path file = Files.writeString(folder.resolve("agent.yaml"), CONFIGURATION, StandardCharsets.UTF_8);
            AgentConfig config = new ConfigReader(Map.of()).read(file);
            LogFiles.into(config);
            try (Agent agent = Agent.openToRun(config)) {
                Thread running = new Thread(agent::run, "rehearsal");
                running.start();
                running.join(MILLIS);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            remove(folder);
            guard.interrupt();
        }
    }

    private static Thread endInTime() {
        Thread guard = new Thread(
                () -> {
                    try {
                        Thread.sleep(PATIENCE_MILLIS);
                        Runtime.getRuntime().halt(1);
                    } catch (InterruptedException inTime) {
                        Thread.currentThread().interrupt();
                    }
                },
                "rehearsal-end");
        guard.setDaemon(true);
        guard.start();
        return guard;
    }

    private static void remove(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> found = Files.walk(folder)) {
            all = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.deleteIfExists(path);
        }
    }
}
