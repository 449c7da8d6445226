package dev.rollcall.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
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

    /** A terminal with a log of the usual mix. */
    static DeviceProcess start(int events) throws IOException {
        return start("512m", List.of(String.valueOf(events)));
    }

    /** A terminal that has logged nothing but punches, evenly over so many days. */
    static DeviceProcess withPunches(int events, int days) throws IOException {
        return start("2g", List.of(String.valueOf(events), String.valueOf(days)));
    }

    private static DeviceProcess start(String heap, List<String> arguments) throws IOException {
        return new DeviceProcess(BenchProcess.java(heap, BenchDevice.class, arguments));
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
        return new Counts(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]), Integer.parseInt(numbers[2]));
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

    /**
     * What the terminal was asked (of at most 20,000 requests).
     *
     * @param requests all of it
     * @param refused  what was answered with 401
     * @param pages    pages of its log that it gave
     */
    record Counts(int requests, int refused, int pages) {}
}
