package dev.rollcall.bench;

import dev.rollcall.house.Distribution;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * B5: what the agent takes of an office computer, as it is shipped: unpacked from the distribution, started by its start script. From the
 * script's start to the word that it runs; memory after the first pass; processor time of a minute in which nothing happens.
 */
final class FootprintBench {

    private static final int EVENTS = 3_000;
    private static final int DAYS = 30;
    private static final int STARTS = 7;
    private static final long READY_SECONDS = 60;
    private static final long AFTER_PASS_MILLIS = 5_000;
    private static final Pattern MEMORY = Pattern.compile("(VmRSS|RssAnon|RssFile|VmHWM|Threads):\\s+(\\d+)");

    private final BenchHouse house;
    private final StringBuilder text = new StringBuilder();

    FootprintBench(BenchHouse house) {
        this.house = house;
    }

    String run() throws Exception {
        Distribution home = Distribution.unpacked(house.artifacts(), house.empty("b5-home"));
        try (DeviceProcess device = DeviceProcess.withPunches(EVENTS, DAYS);
                ReceiverStub receiver = ReceiverStub.start()) {
            Path config = house.agent("b5")
                    .configured(device.port(), receiver.url(), BenchReceiver.TOKEN)
                    .folder();
            text.append(BenchHouse.line("%n| Start | Ready | Processor until ready |%n|---|---|---|%n"));
            start("the first, which makes the archive of classes", home, config).close();
            for (int start = 1; start <= STARTS; start++) {
                start("with the archive, " + start, home, config).close();
            }
            measureIdle(home, config, receiver);
        }
        return text.toString();
    }

    /** A pass has been made, everything is delivered, the next pass is most of an hour away. */
    private void measureIdle(Distribution home, Path config, ReceiverStub receiver) throws Exception {
        try (Running agent = start("measured below", home, config)) {
            long deadline =
                    System.nanoTime() + Duration.ofSeconds(READY_SECONDS).toNanos();
            while (receiver.counts().ids() < EVENTS && System.nanoTime() < deadline) {
                Thread.sleep(100);
            }
            BenchHouse.check(receiver.counts().ids(), EVENTS);
            Thread.sleep(AFTER_PASS_MILLIS);
            Duration before = agent.processor();
            long begun = System.nanoTime();
            Thread.sleep(house.number("idle", 60) * 1_000L);
            double share = (agent.processor().minus(before)).toNanos() / (double) (System.nanoTime() - begun);
            Map<String, Long> memory = agent.memory();
            text.append(BenchHouse.line(
                    "%nAfter a first pass of %,d events: resident %.1f MB (at most %.1f MB), of it %.1f MB of its own and %.1f MB of"
                            + " mapped files; %d threads. Idle: %.3f %% of a core over %d s.%n",
                    EVENTS,
                    memory.get("VmRSS") / 1024.0,
                    memory.get("VmHWM") / 1024.0,
                    memory.get("RssAnon") / 1024.0,
                    memory.get("RssFile") / 1024.0,
                    memory.get("Threads"),
                    share * 100,
                    house.number("idle", 60)));
        }
    }

    private Running start(String name, Distribution home, Path folder) throws Exception {
        Path log = folder.resolve("b5.log");
        Files.deleteIfExists(log);
        Files.createFile(log);
        ProcessBuilder builder = home.command(folder.resolve("agent.yaml"), log, "run");
        long begun = System.nanoTime();
        Running agent = new Running(builder.start());
        while (!Files.readString(log, StandardCharsets.UTF_8).contains("Running: ")) {
            if (!agent.process().isAlive() || System.nanoTime() - begun > READY_SECONDS * 1_000_000_000L) {
                throw new IllegalStateException("the agent does not start: " + Files.readString(log));
            }
            Thread.sleep(2);
        }
        double ready = (System.nanoTime() - begun) / 1e9;
        text.append(BenchHouse.line(
                "| %s | %.2f s | %.2f s |%n", name, ready, agent.processor().toMillis() / 1e3));
        return agent;
    }

    /** The agent under way. */
    private record Running(Process process) implements AutoCloseable {

        /** Of user and system, finer than the process API tells it. */
        Duration processor() throws IOException {
            String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return Duration.ofMillis((Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * 10);
        }

        Map<String, Long> memory() throws IOException {
            Map<String, Long> found = new HashMap<>();
            for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
                Matcher matcher = MEMORY.matcher(line);
                if (matcher.find()) {
                    found.put(matcher.group(1), Long.valueOf(matcher.group(2)));
                }
            }
            return found;
        }

        @Override
        public void close() throws InterruptedException {
            process.destroy();
            process.waitFor();
        }
    }
}
