package dev.rollcall.house;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The packaged receiver on a free loopback port, which can be stopped and started again. Not thread-safe. */
public final class ReceiverProcess implements AutoCloseable {

    private static final long READY_SECONDS = 120;
    private static final long COMMAND_SECONDS = 120;

    /** Whole-house tests and benchmarks ask faster than the limits of one sender allow. */
    private static final List<String> NO_LIMITS = List.of(
            "--rollcall.access.rate.unauthenticated=0",
            "--rollcall.access.rate.agent=0",
            "--rollcall.access.rate.reader=0");

    private final List<String> command;
    private final Path folder;
    private final int port;
    private final List<String> database;
    private final ReceiverReader reader;
    private @Nullable JarProcess process;

    private ReceiverProcess(List<String> command, Path folder, int port, List<String> database)
            throws IOException, InterruptedException {
        this.command = command;
        this.folder = folder;
        this.port = port;
        this.database = database;
        this.reader = new ReceiverReader(url(), administer("token", "add", "--role", "reader", "reader"));
    }

    /**
     * Prepares a receiver with a reader's token; it does not serve yet.
     *
     * @param database further options, for example {@code --spring.datasource.url=…}; empty for SQLite in the folder
     */
    public static ReceiverProcess in(Artifacts artifacts, Path folder, List<String> database)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(JarProcess.java());
        command.addAll(List.of("-jar", artifacts.receiver().toString()));
        return new ReceiverProcess(command, folder, FreePort.find(), List.copyOf(database));
    }

    /** The same from a plain class path, which starts in a fraction of the time. */
    public static ReceiverProcess unpacked(Artifacts artifacts, Path folder, List<String> database)
            throws IOException, InterruptedException {
        return new ReceiverProcess(UnpackedReceiver.command(artifacts), folder, FreePort.find(), List.copyOf(database));
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Returns where it keeps its data, and its database if that is SQLite. */
    public Path dataDir() {
        return folder.resolve("receiver-data");
    }

    /** Returns a reader of what this receiver has. */
    public ReceiverReader reader() {
        return reader;
    }

    /** Returns a new agent's token. */
    public String agentToken(String name) throws IOException, InterruptedException {
        return administer("token", "add", "--role", "agent", name);
    }

    /** Makes a device known and returns where its terminal is to push to. */
    public URI addDevice(String key, String name, String zone) throws IOException, InterruptedException {
        String webhook = administer("device", "add", key, "--name", name, "--zone", zone);
        return url().resolve(URI.create(webhook).getPath());
    }

    /** Runs an administering subcommand and returns what it printed to standard output. */
    public String administer(String... arguments) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(storage());
        JarProcess asked = start("receiver-" + arguments[0] + "-" + arguments[1], all);
        if (asked.exitCode(COMMAND_SECONDS) != 0) {
            throw new HouseFailure("cloud-receiver " + String.join(" ", arguments) + " failed" + System.lineSeparator()
                    + asked.complained());
        }
        return asked.printed().strip();
    }

    /** Starts to serve and waits until it is ready. */
    public void start() throws IOException, InterruptedException {
        List<String> options = new ArrayList<>(List.of("--server.address=127.0.0.1", "--server.port=" + port));
        options.addAll(NO_LIMITS);
        options.addAll(storage());
        JarProcess started = start("receiver", options);
        process = started;
        long deadline = System.nanoTime() + Duration.ofSeconds(READY_SECONDS).toNanos();
        while (!reader.isReady()) {
            if (!started.isAlive() || System.nanoTime() > deadline) {
                throw new HouseFailure("the receiver did not start" + System.lineSeparator() + started.printed()
                        + started.complained());
            }
            Pause.briefly();
        }
    }

    /** Kills it without any warning. */
    public void kill() throws InterruptedException {
        if (process != null) {
            process.kill();
            process = null;
        }
    }

    /** Stops it in order; does nothing if it does not run. */
    @Override
    public void close() {
        if (process != null) {
            process.close();
            process = null;
        }
    }

    private JarProcess start(String name, List<String> arguments) throws IOException {
        List<String> line = new ArrayList<>(command);
        line.addAll(arguments);
        return JarProcess.start(line, folder, name);
    }

    private List<String> storage() {
        List<String> options = new ArrayList<>(database);
        options.add("--rollcall.data-dir=" + dataDir());
        return options;
    }
}
