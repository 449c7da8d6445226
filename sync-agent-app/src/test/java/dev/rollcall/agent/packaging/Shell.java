package dev.rollcall.agent.packaging;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Runs programs of this computer. */
final class Shell {

    private Shell() {}

    /** What a program printed, on both streams, and how it ended. */
    record Result(int code, String said) {}

    static Result run(String... command) throws IOException, InterruptedException {
        return run(null, command);
    }

    /**
     * Runs a program to its end.
     *
     * @param environment its whole environment; null for ours
     */
    static Result run(Map<String, String> environment, String... command) throws IOException, InterruptedException {
        Process process = builder(environment, command).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), said);
    }

    static ProcessBuilder builder(Map<String, String> environment, String... command) {
        ProcessBuilder builder = new ProcessBuilder(List.of(command)).redirectErrorStream(true);
        if (environment != null) {
            builder.environment().clear();
            builder.environment().putAll(environment);
        }
        return builder;
    }

    static void needs(String... tools) {
        for (String tool : tools) {
            assumeTrue(
                    Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                            .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool))),
                    "needs " + tool);
        }
    }

    static void needs(Path packaged) {
        assumeTrue(Files.exists(packaged), packaged + " was not built (skipInstallers, or not on Linux)");
    }
}
