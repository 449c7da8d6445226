package dev.rollcall.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * B2: webhooks, one event a request, answered after the commit, beside the same receiver with one commit for each request, and beside rows
 * written straight into its inbox with a commit each. Then the time to an answer at half the highest rate, by when a request was due.
 */
final class WebhookBench {

    private static final int CONNECTIONS = 32;
    private static final int DIRECT_CONNECTIONS = 4;
    private static final int DEVICES = 4;

    private final BenchHouse house;
    private final AtomicLong serial = new AtomicLong();
    private final StringBuilder text = new StringBuilder();

    WebhookBench(BenchHouse house) {
        this.house = house;
    }

    String run() throws Exception {
        text.append(BenchHouse.line(
                "%d terminals at once on %d processors; translation goes on meanwhile. Peak: middle of the laps, in turn.%n%n"
                        + "| Database | Peak, grouped | One commit each | Ratio | Straight into the inbox, a commit each | Ratio | p50 at half | p99 at half |%n"
                        + "|---|---|---|---|---|---|---|---|%n",
                CONNECTIONS, Runtime.getRuntime().availableProcessors()));
        try (BenchPostgres postgres = BenchPostgres.start()) {
            postgres.create("b2");
            postgres.create("b2single");
            onDatabase("PostgreSQL", postgres.options("b2"), postgres.options("b2single"), postgres);
        }
        onDatabase("SQLite", List.of(), List.of(), null);
        return text.toString();
    }

    private void onDatabase(String title, List<String> grouped, List<String> single, BenchPostgres postgres)
            throws Exception {
        List<String> one = new ArrayList<>(single);
        one.add("--rollcall.inbox.group=1");
        try (ServingReceiver many = ServingReceiver.start(house, "b2-grouped", grouped);
                ServingReceiver each = ServingReceiver.start(house, "b2-single", one)) {
            List<String> manyPaths = paths(many);
            List<String> eachPaths = paths(each);
            List<Lap> manyLaps = new ArrayList<>();
            List<Lap> eachLaps = new ArrayList<>();
            List<Lap> directLaps = new ArrayList<>();
            int requests = house.number("events", 20_000);
            for (int round = -2; round < house.number("rounds", 3); round++) {
                note(round, manyLaps, flood(many, manyPaths, requests));
                note(round, eachLaps, flood(each, eachPaths, requests / 2));
                if (postgres != null) {
                    note(round, directLaps, direct(postgres, requests / 2));
                }
            }
            double peak = Lap.median(manyLaps).perSecond();
            double alone = Lap.median(eachLaps).perSecond();
            double direct = directLaps.isEmpty() ? 0 : Lap.median(directLaps).perSecond();
            double[] waits = paced(many, manyPaths, peak / 2, Duration.ofSeconds(house.number("seconds", 10)));
            text.append(BenchHouse.line(
                    "| %s | %,.0f/s | %,.0f/s | %.1f x | %s | %s | %.1f ms | %.1f ms |%n",
                    title,
                    peak,
                    alone,
                    peak / alone,
                    direct == 0 ? "-" : BenchHouse.line("%,.0f/s", direct),
                    direct == 0 ? "-" : BenchHouse.line("%.1f x", peak / direct),
                    waits[waits.length / 2],
                    waits[(int) (waits.length * 0.99)]));
        }
    }

    private static void note(int round, List<Lap> laps, Lap lap) {
        if (round >= 0) {
            laps.add(lap);
        }
    }

    private static List<String> paths(ServingReceiver receiver) throws Exception {
        List<String> paths = new ArrayList<>();
        for (int device = 0; device < DEVICES; device++) {
            paths.add(receiver.webhook(PunchMaker.key(device)));
        }
        return paths;
    }

    private byte[] request(List<String> paths) {
        long number = serial.incrementAndGet();
        int device = (int) (number % DEVICES);
        return RawHttp.post(paths.get(device), "", body(number, device));
    }

    private static byte[] body(long number, int device) {
        return PunchMaker.pushed(PunchMaker.key(device), PunchMaker.thisMonth().plusSeconds(number), number)
                .getBytes(StandardCharsets.UTF_8);
    }

    private Lap flood(ServingReceiver receiver, List<String> paths, int requests) throws Exception {
        List<byte[]> ready = new ArrayList<>();
        for (int number = 0; number < requests; number++) {
            ready.add(request(paths));
        }
        return Lap.of(CONNECTIONS, receiver::processor, () -> Duration.ZERO, sender -> {
            long sent = 0;
            try (RawHttp http = new RawHttp(receiver.port())) {
                for (int number = sender; number < requests; number += CONNECTIONS) {
                    post(http, ready.get(number));
                    sent++;
                }
            }
            return sent;
        });
    }

    private static void post(RawHttp http, byte[] request) throws IOException {
        int status = http.send(request);
        if (status != 200) {
            throw new IllegalStateException("a webhook was answered " + status + " " + http.body());
        }
    }

    private Lap direct(BenchPostgres postgres, int rows) throws Exception {
        return Lap.of(DIRECT_CONNECTIONS, () -> Duration.ZERO, postgres::processor, writer -> {
            try (Connection connection = postgres.connect("b2single")) {
                return insert(connection, rows / DIRECT_CONNECTIONS);
            }
        });
    }

    private long insert(Connection connection, int rows) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into rollcall.inbox (device_id, body, truncated,"
                        + " received_at, state, translated, ignored, parked) values (1, ?, false, ?, 'DONE', 0, 0, 0)")) {
            for (int row = 0; row < rows; row++) {
                insert.setBytes(1, body(row, 0));
                insert.setLong(2, System.currentTimeMillis());
                insert.executeUpdate();
            }
        }
        return rows;
    }

    /** Sends at a steady rate, whatever the answers do, and returns the waits from when each was due, sorted. */
    private double[] paced(ServingReceiver receiver, List<String> paths, double perSecond, Duration time)
            throws Exception {
        int count = (int) (perSecond * time.toSeconds());
        List<byte[]> ready = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            ready.add(request(paths));
        }
        double[] waits = new double[count];
        long begun = System.nanoTime();
        Lap.of(CONNECTIONS, receiver::processor, () -> Duration.ZERO, sender -> {
            try (RawHttp http = new RawHttp(receiver.port())) {
                for (int number = sender; number < count; number += CONNECTIONS) {
                    long due = begun + (long) (number / perSecond * 1e9);
                    LockSupport.parkNanos(due - System.nanoTime());
                    post(http, ready.get(number));
                    waits[number] = (System.nanoTime() - due) / 1e6;
                }
            }
            return 1L;
        });
        Arrays.sort(waits);
        return waits;
    }
}
