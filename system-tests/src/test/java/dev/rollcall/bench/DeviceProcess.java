package dev.rollcall.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The bench's end of a {@link BenchDevice}. Not thread-safe. */
final class DeviceProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader answers;
    private final BufferedWriter commands;
    private final int port;

    private DeviceProcess(Process process) throws IOException {
        this.process = process;
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.commands = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        this.port = Integer.parseInt(answers.readLine());
    }

    static DeviceProcess start(int events) throws IOException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BenchDevice.class.getName(),
                        String.valueOf(events)))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new DeviceProcess(process);
    }

    int port() {
        return port;
    }

    /** From now on each answer takes this long; the counts start anew. */
    void latency(int millis) throws IOException {
        ask("latency " + millis);
    }

    /** Requests answered since the latency was set, those refused with 401 included. */
    Counts counts() throws IOException {
        String[] numbers = ask("counts").split(" ");
        return new Counts(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
    }

    private String ask(String command) throws IOException {
        commands.write(command + "\n");
        commands.flush();
        return answers.readLine();
    }

    @Override
    public void close() throws IOException {
        commands.close();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    record Counts(int requests, int refused) {}
}
