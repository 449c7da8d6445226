package dev.rollcall.agent.service;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is installed where. All paths are absolute.
 *
 * @param home    the folder of the distribution; null if the jar is run by itself
 * @param java    the program that runs Java
 * @param jar     the agent
 * @param config  its configuration
 * @param dataDir its journal, queue and logs
 * @param account whom it runs as, where the service system is told so
 */
public record Installation(@Nullable Path home, Path java, Path jar, Path config, Path dataDir, String account) {

    /** The options that the agent runs with; the start scripts have the same. Small before fast: it waits most of the time. */
    public static final List<String> OPTIONS = List.of(
            "-XX:+UseSerialGC",
            "-Xms16m",
            "-Xmx64m",
            "-XX:MinHeapFreeRatio=10",
            "-XX:MaxHeapFreeRatio=30",
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            "-XX:+ExitOnOutOfMemoryError");

    /** Returns the program without arguments: the start script, or Java with its options. */
    List<String> program() {
        boolean windows = java.toString().endsWith(".exe");
        return home == null || windows
                ? javaProgram()
                : List.of(home.resolve("bin").resolve("rollcall-agent").toString());
    }

    /** Returns Java with its options and the jar, for what cannot run a script. */
    List<String> javaProgram() {
        List<String> line = new ArrayList<>(List.of(java.toString()));
        line.addAll(options());
        line.addAll(List.of("-jar", jar.toString()));
        return line;
    }

    /** Tells whether Java is not the distribution's own, so that a service, which has another PATH, must be told of it. */
    boolean foreignJava() {
        return home == null || !java.startsWith(home);
    }

    /** Returns the options, with the archive of classes beside the distribution; without one Java starts, too. */
    List<String> options() {
        List<String> all = new ArrayList<>(OPTIONS);
        if (home != null) {
            all.addAll(List.of(
                    "-Xshare:auto",
                    "-XX:SharedArchiveFile=" + home.resolve("cache").resolve("agent.jsa")));
            all.addAll(List.of("-Xlog:disable", "-Xlog:all=error:stderr"));
        }
        return all;
    }

    /** Returns what follows the program. */
    List<String> arguments() {
        return List.of("--config", config.toString(), "run");
    }

    Path secrets() {
        return config.resolveSibling("secrets");
    }

    Path configFolder() {
        Path folder = config.getParent();
        return folder == null ? config : folder;
    }
}
