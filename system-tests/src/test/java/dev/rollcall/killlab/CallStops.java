package dev.rollcall.killlab;

import dev.rollcall.house.JarProcess;
import dev.rollcall.house.Pause;
import dev.rollcall.lab.Signals;
import dev.rollcall.lab.Strace;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A sync that is stopped by strace after each call that changes a file of its journal, in one count over all its threads. */
final class CallStops implements AutoCloseable {

    /** Every call by which the journal's files change. */
    static final String CALLS = "pwrite64,write,fdatasync,fsync,ftruncate,rename,unlink";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final LiveSite site;
    private final JarProcess strace;
    private final Path trace;
    private final Signals signals;
    private long agent;
    private int stops;

    private CallStops(LiveSite site, JarProcess strace, Path trace, Signals signals) {
        this.site = site;
        this.strace = strace;
        this.trace = trace;
        this.signals = signals;
    }

    static CallStops start(LiveSite site) throws IOException {
        Path trace = Files.createFile(site.agent().configuration().resolveSibling("stops"));
        List<String> command = Strace.ofJournal(site.agent().dataDir(), trace, CALLS, "signal=SIGSTOP");
        return new CallStops(site, site.agent().startUnder(command, Map.of(), "sync"), trace, Signals.open());
    }

    /** Lets it go on after each stop but the one of this number; false if it came to its end before. */
    boolean goOnUntil(int number) throws IOException, InterruptedException {
        try (BufferedReader lines = Files.newBufferedReader(trace, StandardCharsets.ISO_8859_1)) {
            StringBuilder partial = new StringBuilder();
            while (true) {
                int next = lines.read();
                if (next < 0) {
                    if (!strace.isAlive()) {
                        return false;
                    }
                    TimeUnit.MICROSECONDS.sleep(200);
                } else if (next != '\n') {
                    partial.append((char) next);
                } else {
                    if (partial.indexOf("--- SIGSTOP {") >= 0) {
                        stops++;
                        if (stops == number) {
                            return true;
                        }
                        signal("CONT");
                    }
                    partial.setLength(0);
                }
            }
        }
    }

    /** How often it was stopped so far. */
    int stops() {
        return stops;
    }

    /** Kills it where it stands. */
    void kill() throws IOException, InterruptedException {
        signal("KILL");
        strace.exitCode(PATIENCE.toSeconds());
    }

    /**
     * Lets it go on from where it stands, with the next such call failing, and the first one of every other thread; until it ends.
     *
     * @return what strace wrote of that, how it ended included
     */
    String goOnFailing(String error) throws IOException, InterruptedException {
        findAgent();
        strace.kill();
        Path failing = trace.resolveSibling("failing");
        JarProcess second = JarProcess.start(
                Strace.attached(agent, site.agent().dataDir(), failing, CALLS, "error=" + error + ":when=1"),
                trace.getParent(),
                "strace");
        Pause.until("strace to hold every thread", PATIENCE, this::isHeld);
        signal("CONT");
        second.exitCode(2 * PATIENCE.toSeconds());
        return Files.readString(failing, StandardCharsets.ISO_8859_1);
    }

    /** What it said. */
    String said() throws IOException {
        return strace.printed() + strace.complained();
    }

    @Override
    public void close() {
        signals.close();
    }

    private boolean isHeld() {
        try (Stream<Path> threads = Files.list(Path.of("/proc/" + agent + "/task"))) {
            for (Path thread : threads.toList()) {
                if (Files.readAllLines(thread.resolve("status")).contains("TracerPid:\t0")) {
                    return false;
                }
            }
            return true;
        } catch (IOException goneMeanwhile) {
            return false;
        }
    }

    private void signal(String name) throws IOException {
        findAgent();
        signals.send(name, agent);
    }

    /** The agent is the child of strace, as long as that lives. */
    private void findAgent() {
        if (agent == 0) {
            agent = ProcessHandle.of(strace.pid())
                    .orElseThrow()
                    .children()
                    .findFirst()
                    .orElseThrow()
                    .pid();
        }
    }
}
