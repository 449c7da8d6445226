package dev.rollcall.house;

import dev.rollcall.simulator.DeviceSimulator;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The packaged agent with a configuration of its own; each command is a process. */
public final class AgentProcess {

    private static final long COMMAND_SECONDS = 120;

    private final Path jar;
    private final Path folder;

    private AgentProcess(Path jar, Path folder) {
        this.jar = jar;
        this.folder = folder;
    }

    /**
     * Writes a configuration and returns the agent that uses it.
     *
     * @param terminals the terminals to collect from
     */
    public static AgentProcess in(
            Artifacts artifacts, Path folder, URI receiver, String token, List<Terminal> terminals) throws IOException {
        Files.writeString(folder.resolve("agent.token"), token, StandardCharsets.UTF_8);
        StringBuilder yaml =
                new StringBuilder("""
                receiver:
                  url: %s
                  tokenFile: '%s'
                schedule: "* * * * *"
                zone: Asia/Colombo
                dataDir: '%s'
                devices:
                """.formatted(receiver, folder.resolve("agent.token"), folder.resolve("agent-data")));
        for (Terminal terminal : terminals) {
            Path password = folder.resolve(terminal.name() + ".password");
            Files.writeString(password, terminal.password(), StandardCharsets.UTF_8);
            yaml.append("""
                      - name: %s
                        host: 127.0.0.1
                        port: %d
                        username: admin
                        passwordFile: '%s'
                    """.formatted(terminal.name(), terminal.simulator().port(), password));
        }
        Files.writeString(folder.resolve("agent.yaml"), yaml, StandardCharsets.UTF_8);
        return new AgentProcess(artifacts.agent(), folder);
    }

    /**
     * Writes this configuration and returns the agent that uses it.
     *
     * @param yaml the whole of {@code agent.yaml}; its {@code dataDir} is {@code agent-data}
     */
    public static AgentProcess configured(Artifacts artifacts, Path folder, String yaml) throws IOException {
        Files.writeString(folder.resolve("agent.yaml"), yaml, StandardCharsets.UTF_8);
        return new AgentProcess(artifacts.agent(), folder);
    }

    /** Starts a command, for example {@code run}. */
    public JarProcess start(String... command) throws IOException {
        return startUnder(List.of(), Map.of(), command);
    }

    /**
     * Starts a command under another program.
     *
     * @param wrapper     that program and its arguments, for example {@code strace -f}; empty for none
     * @param environment more environment variables
     */
    public JarProcess startUnder(List<String> wrapper, Map<String, String> environment, String... command)
            throws IOException {
        List<String> line = new ArrayList<>(wrapper);
        line.addAll(commandLine(command));
        return JarProcess.start(line, folder, "agent-" + command[0], environment);
    }

    /** Starts a command from another folder, which gets what it prints: a second one beside the first. */
    public JarProcess startIn(Path otherFolder, String... command) throws IOException {
        return JarProcess.start(commandLine(command), otherFolder, "agent-" + command[0]);
    }

    /**
     * Starts another main class over the agent's.
     *
     * @param more a jar with that class
     */
    public JarProcess startMain(Path more, String mainClass, String... arguments) throws IOException {
        List<String> line = machine();
        line.addAll(List.of("-cp", jar + File.pathSeparator + more, mainClass));
        line.addAll(List.of(arguments));
        return JarProcess.start(line, folder, "agent-main");
    }

    private List<String> machine() {
        List<String> line = new ArrayList<>(JarProcess.java());
        line.addAll(StartArchive.options(jar));
        return line;
    }

    private List<String> commandLine(String... command) {
        List<String> line = machine();
        line.addAll(List.of("-jar", jar.toString(), "--config", configuration().toString()));
        line.addAll(List.of(command));
        return line;
    }

    /** Runs a command to its end and returns its exit code. */
    public int run(String... command) throws IOException, InterruptedException {
        return start(command).exitCode(COMMAND_SECONDS);
    }

    /** Adds settings to the configuration, as YAML lines of the top level. */
    public AgentProcess with(String settings) throws IOException {
        Files.writeString(configuration(), settings, StandardCharsets.UTF_8, StandardOpenOption.APPEND);
        return this;
    }

    public Path configuration() {
        return folder.resolve("agent.yaml");
    }

    public Path dataDir() {
        return folder.resolve("agent-data");
    }

    /**
     * A terminal as the agent is told of it.
     *
     * @param name      its name in the configuration
     * @param simulator what answers there
     * @param password  the password the agent is given, right or wrong
     */
    public record Terminal(String name, DeviceSimulator simulator, String password) {}
}
