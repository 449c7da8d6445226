package dev.rollcall.house;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One run of {@code java -jar}, with what it prints kept in files of its own. Not thread-safe. */
public final class JarProcess implements AutoCloseable {

    private static final long STOP_SECONDS = 20;

    private final Process process;
    private final Path output;
    private final Path errors;

    private JarProcess(Process process, Path output, Path errors) {
        this.process = process;
        this.output = output;
        this.errors = errors;
    }

    /**
     * Starts a jar with the Java that runs this.
     *
     * @param folder where it runs, and where what it prints goes: {@code NAME.out} and {@code NAME.err}, written anew
     */
    public static JarProcess start(Path jar, Path folder, String name, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(java());
        command.add("-jar");
        command.add(jar.toString());
        command.addAll(arguments);
        return start(command, folder, name);
    }

    /** Returns the command of the Java that runs this, with the options that let a short run start fast. */
    public static List<String> java() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC");
    }

    /** Starts a command, likewise. */
    public static JarProcess start(List<String> command, Path folder, String name) throws IOException {
        return start(command, folder, name, Map.of());
    }

    /** Starts a command with more environment variables than this process has, likewise. */
    public static JarProcess start(List<String> command, Path folder, String name, Map<String, String> environment)
            throws IOException {
        Path output = folder.resolve(name + ".out");
        Path errors = folder.resolve(name + ".err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        return new JarProcess(process, output, errors);
    }

    /** Waits for the end and returns the exit code; kills it and fails if that takes longer. */
    public int exitCode(long seconds) throws InterruptedException {
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new HouseFailure("a command did not end within " + seconds + " s; see " + errors);
        }
        return process.exitValue();
    }

    /** Returns the number by which the system knows it. */
    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Returns what was printed to standard output so far. */
    public String printed() throws IOException {
        return Files.readString(output, StandardCharsets.UTF_8);
    }

    /** Returns what was printed to standard error so far. */
    public String complained() throws IOException {
        return Files.readString(errors, StandardCharsets.UTF_8);
    }

    /** Kills the process without any warning, as a power cut would. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Asks the process to stop, as a service would, and does not wait. */
    public void terminate() {
        process.destroy();
    }

    /** Asks the process to stop, as a service would, and kills it if it does not. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
