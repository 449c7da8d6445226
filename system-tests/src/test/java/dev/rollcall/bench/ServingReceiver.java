package dev.rollcall.bench;

import dev.rollcall.house.JarProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** The packaged receiver as it is run for people: the WAR with no option of the Java machine. */
final class ServingReceiver implements AutoCloseable {

    private static final Duration READY = Duration.ofMinutes(2);

    private final Path war;
    private final Path folder;
    private final List<String> options;
    private final int port;
    private final JarProcess process;

    private ServingReceiver(BenchHouse house, String name, List<String> options) throws Exception {
        this.war = house.artifacts().receiver();
        this.folder = house.empty(name);
        this.options = new ArrayList<>(options);
        this.options.add("--rollcall.data-dir=" + folder.resolve("data"));
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            this.port = free.getLocalPort();
        }
        List<String> serving = new ArrayList<>(List.of(
                "--server.address=127.0.0.1",
                "--server.port=" + port,
                "--logging.level.root=warn",
                "--rollcall.access.rate.agent=0"));
        serving.addAll(this.options);
        this.process = start(jvm(), "receiver", serving);
        awaitReady();
    }

    static ServingReceiver start(BenchHouse house, String name, List<String> options) throws Exception {
        return new ServingReceiver(house, name, options);
    }

    int port() {
        return port;
    }

    /** Runs a subcommand beside the running receiver and returns what it printed. */
    String administer(String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(options);
        JarProcess command = start(List.of(), arguments[0] + "-" + arguments[1], all);
        if (command.exitCode(READY.toSeconds()) != 0) {
            throw new IllegalStateException(command.complained());
        }
        return command.printed().strip();
    }

    /** Makes a device known and returns the path it posts to. */
    String webhook(String key) throws Exception {
        return URI.create(administer("device", "add", key, "--name", key, "--zone", "Asia/Colombo"))
                .getPath();
    }

    Duration processor() {
        return ProcessHandle.of(process.pid())
                .orElseThrow()
                .info()
                .totalCpuDuration()
                .orElse(Duration.ZERO);
    }

    private void awaitReady() throws Exception {
        long deadline = System.nanoTime() + READY.toNanos();
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException(process.printed() + process.complained());
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private boolean isReady() {
        try (RawHttp http = new RawHttp(port)) {
            return http.send(RawHttp.get("/actuator/health/readiness")) == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Returns further options of the Java machine, for whoever looks for where the time goes. */
    private static List<String> jvm() {
        String options = System.getProperty("bench.receiver.options", "");
        return options.isBlank() ? List.of() : List.of(options.split(" ", -1));
    }

    private JarProcess start(List<String> jvm, String name, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm);
        command.addAll(List.of("-jar", war.toString()));
        command.addAll(arguments);
        return JarProcess.start(command, folder, name);
    }

    @Override
    public void close() {
        process.close();
    }
}
