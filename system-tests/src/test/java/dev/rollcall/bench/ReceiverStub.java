package dev.rollcall.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** The bench's end of a {@link BenchReceiver}. Not thread-safe. */
final class ReceiverStub implements AutoCloseable {

    private final Process process;
    private final BufferedReader answers;
    private final BufferedWriter commands;
    private final int port;

    private ReceiverStub(Process process) throws IOException {
        this.process = process;
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.commands = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        this.port = Integer.parseInt(answers.readLine());
    }

    static ReceiverStub start() throws IOException {
        return new ReceiverStub(BenchProcess.java("512m", BenchReceiver.class, List.of()));
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    Counts counts() throws IOException {
        commands.write("counts\n");
        commands.flush();
        List<Long> numbers =
                Stream.of(answers.readLine().split(" ")).map(Long::valueOf).toList();
        return new Counts(
                numbers.get(0),
                numbers.get(1),
                numbers.get(2),
                numbers.subList(3, numbers.size() - 1),
                numbers.get(numbers.size() - 1));
    }

    @Override
    public void close() throws IOException {
        commands.close();
        process.destroy();
    }

    /**
     * What has come.
     *
     * @param batches batches
     * @param events  events in them
     * @param ids     different events among them
     * @param marks   when each further ten thousand different events had come, milliseconds of the clock
     * @param last    when the last batch was taken, likewise; 0 if none was
     */
    record Counts(long batches, long events, long ids, List<Long> marks, long last) {}
}
