package dev.rollcall.bench;

import dev.rollcall.isapi.IsapiClient;
import dev.rollcall.isapi.access.EventPage;
import dev.rollcall.isapi.access.EventQuery;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How fast the client reads a whole log, beside a client that authenticates anew for every page, in one run against one simulated
 * terminal in another process. {@code mvn -Pbench verify}; see CONTRIBUTING.md. Run it with a small heap: that is part of the claim.
 */
final class IsapiClientBench {

    private static final int EVENTS = 100_000;
    private static final List<Integer> LATENCIES = List.of(0, 5, 50);

    /** The slow client reads as many pages as take it about this long, which is enough to say what a page costs it. */
    private static final long BASELINE_MILLIS = 20_000;

    private static final int PAGES_BETWEEN_SAMPLES = 100;
    private static final OffsetDateTime START = OffsetDateTime.of(2000, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
    private static final OffsetDateTime END = START.plusYears(37);

    private final int events;
    private final DeviceProcess device;

    private IsapiClientBench(int events, DeviceProcess device) {
        this.events = events;
        this.device = device;
    }

    /**
     * Measures, if asked for.
     *
     * @param args which benchmark: client or all; and the report's file
     */
    public static void main(String[] args) throws Exception {
        if (!args[0].equalsIgnoreCase("client") && !args[0].equalsIgnoreCase("all")) {
            return;
        }
        String set = System.getProperty("bench.events", "");
        int events = set.isBlank() ? EVENTS : Integer.parseInt(set);
        Path report = Path.of(args[1]);
        try (DeviceProcess device = DeviceProcess.start(events)) {
            String text = new IsapiClientBench(events, device).run();
            System.out.println(text);
            Files.createDirectories(report.getParent());
            Files.writeString(report, text);
        }
    }

    private String run() throws Exception {
        device.latency(0);
        client(false);
        client(true);
        baseline(FreshDigestReader.onOneConnection(device.port()), 300);
        baseline(FreshDigestReader.onManyConnections(device.port()), 300);
        List<Measurement> measured = new ArrayList<>();
        for (int latency : latencies()) {
            measured.add(measure(latency, false));
            measured.add(measure(latency, true));
        }
        device.latency(0);
        return BenchReport.of(events, measured, heapWhileReading());
    }

    private static List<Integer> latencies() {
        String set = System.getProperty("bench.latencies", "");
        return set.isBlank()
                ? LATENCIES
                : Arrays.stream(set.split(",")).map(Integer::valueOf).toList();
    }

    private Measurement measure(int latency, boolean ahead) throws Exception {
        device.latency(latency);
        long begun = System.nanoTime();
        int pages = client(ahead);
        long clientNanos = System.nanoTime() - begun;
        DeviceProcess.Counts counts = device.counts();

        int wanted = latency == 0 ? pages : (int) Math.min(pages, BASELINE_MILLIS / (2L * latency));
        device.latency(latency);
        Baseline kept = baseline(FreshDigestReader.onOneConnection(device.port()), wanted);
        device.latency(latency);
        Baseline closed = baseline(FreshDigestReader.onManyConnections(device.port()), wanted);
        return new Measurement(latency, ahead, pages, clientNanos, counts, kept, closed);
    }

    /** Reads everything with the client; returns the number of pages. */
    private int client(boolean ahead) {
        int pages = 0;
        int found = 0;
        try (IsapiClient client = connect()) {
            for (EventPage page : client.access().events(everything(ahead))) {
                pages++;
                found += page.records().size();
            }
        }
        check(found);
        return pages;
    }

    private static Baseline baseline(FreshDigestReader reader, int pages) throws Exception {
        long begun = System.nanoTime();
        int[] read = reader.read(
                START.toString().replace("Z", ":00+00:00"), END.toString().replace("Z", ":00+00:00"), pages);
        return new Baseline(read[1], System.nanoTime() - begun);
    }

    /** Bytes in use after a collection, once in so many pages of one search. */
    private List<Long> heapWhileReading() {
        List<Long> samples = new ArrayList<>();
        int pages = 0;
        int found = 0;
        try (IsapiClient client = connect()) {
            for (EventPage page : client.access().events(everything(false))) {
                found += page.records().size();
                if (++pages % PAGES_BETWEEN_SAMPLES == 0) {
                    System.gc();
                    samples.add(ManagementFactory.getMemoryMXBean()
                            .getHeapMemoryUsage()
                            .getUsed());
                }
            }
        }
        check(found);
        return samples;
    }

    private IsapiClient connect() {
        return IsapiClient.builder()
                .host("127.0.0.1")
                .port(device.port())
                .credentials("admin", BenchDevice.PASSWORD)
                .build();
    }

    private static EventQuery everything(boolean ahead) {
        return EventQuery.builder().between(START, END).readAhead(ahead).build();
    }

    private void check(int found) {
        if (found != events) {
            throw new IllegalStateException("read " + found + " events instead of " + events);
        }
    }

    /** How many pages another client read, and how long that took. */
    record Baseline(int pages, long nanos) {

        double millisPerPage() {
            return nanos / 1e6 / pages;
        }
    }

    /**
     * One latency.
     *
     * @param latency milliseconds that the terminal takes for each answer
     * @param pages   pages of the client's search
     * @param counts  requests that the client made for them
     * @param kept    a fresh digest for each page over one connection
     * @param closed  the same with a connection for each request
     */
    record Measurement(
            int latency,
            boolean ahead,
            int pages,
            long clientNanos,
            DeviceProcess.Counts counts,
            Baseline kept,
            Baseline closed) {

        /** Share of the time that the terminal alone would need. */
        double ofBound() {
            return pages * latency * 1e6 / clientNanos;
        }

        double timesFasterThan(Baseline other) {
            return other.millisPerPage() / (clientNanos / 1e6 / pages);
        }
    }
}
