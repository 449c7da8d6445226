package dev.rollcall.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollcall.attendance.event.Observation;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * B1: batches of 100 over HTTP into PostgreSQL, with identities, receipts and the feed, beside the same rows written straight into the same
 * tables, and beside the original's way of keeping a record. Everybody has the same number of senders; laps are run in turn.
 */
final class BatchBench {

    private static final int SIZE = 100;
    private static final int SENDERS = 4;
    private static final String DATABASE = "b1";

    private final BenchHouse house;
    private final PunchMaker punches = new PunchMaker(PunchMaker.thisMonth(), 20);
    private final Map<String, List<Lap>> laps = new LinkedHashMap<>();
    private int devices;

    BatchBench(BenchHouse house) {
        this.house = house;
    }

    String run() throws Exception {
        int events = house.number("events", 40_000);
        int rounds = house.number("rounds", 5);
        try (BenchPostgres postgres = BenchPostgres.start()) {
            postgres.create(DATABASE);
            postgres.create("original");
            postgres.create("short");
            try (ServingReceiver receiver = ServingReceiver.start(house, "b1", postgres.options(DATABASE))) {
                String token = receiver.administer("token", "add", "--role", "agent", "bench");
                for (int round = -2; round < rounds; round++) {
                    boolean counts = round >= 0;
                    note(counts, RECEIVER, overHttp(postgres, receiver, token, events, false));
                    note(counts, DIRECT, direct(postgres, events));
                    note(counts, ZIPPED, overHttp(postgres, receiver, token, events, true));
                }
                for (int round = -1; round < rounds; round++) {
                    note(round >= 0, SHORT, original(postgres, "short", round, events / 20, false));
                    note(round >= 0, WHOLE, original(postgres, "original", round, events / 20, true));
                }
            }
        }
        return text();
    }

    private static final String RECEIVER = "receiver, plain JSON";
    private static final String ZIPPED = "receiver, gzip as agents send it";
    private static final String DIRECT = "multi-row insert straight into the same tables";
    private static final String SHORT = "find, then create";
    private static final String WHOLE = "find, then create, the original's whole chain";

    private void note(boolean counts, String name, Lap lap) {
        if (counts) {
            laps.computeIfAbsent(name, unknown -> new ArrayList<>()).add(lap);
        }
    }

    private Lap overHttp(BenchPostgres postgres, ServingReceiver receiver, String token, int events, boolean zipped)
            throws Exception {
        BatchLoad load = new BatchLoad(SIZE);
        int first = devices;
        devices += SENDERS;
        for (int batch = 0; batch < events / SIZE; batch++) {
            byte[] body = punches.batch(first + batch % SENDERS, (long) batch / SENDERS * SIZE + 1, SIZE);
            load.add(body, token, zipped);
        }
        return Lap.of(SENDERS, receiver::processor, postgres::processor, load.sending(receiver.port(), SENDERS));
    }

    private Lap direct(BenchPostgres postgres, int events) throws Exception {
        List<List<DirectRows.Ready>> shares = new ArrayList<>();
        try (Connection connection = postgres.connect(DATABASE)) {
            for (int sender = 0; sender < SENDERS; sender++) {
                shares.add(ready(connection, devices++, events / SENDERS));
            }
        }
        List<DirectRows> writers = new ArrayList<>();
        for (int sender = 0; sender < SENDERS; sender++) {
            writers.add(new DirectRows(postgres.connect(DATABASE), SIZE));
        }
        try {
            return Lap.of(SENDERS, () -> Duration.ZERO, postgres::processor, sender -> {
                for (DirectRows.Ready batch : shares.get(sender)) {
                    writers.get(sender).write(batch);
                }
                return (long) shares.get(sender).size() * SIZE;
            });
        } finally {
            for (DirectRows writer : writers) {
                writer.close();
            }
        }
    }

    private List<DirectRows.Ready> ready(Connection connection, int device, int events) throws SQLException {
        int number = DirectRows.device(connection, PunchMaker.key(device));
        long[] from = DirectRows.numbers(connection, events);
        List<DirectRows.Ready> all = new ArrayList<>();
        for (int start = 0; start < events; start += SIZE) {
            List<Observation> batch = new ArrayList<>();
            for (int index = start; index < start + SIZE; index++) {
                batch.add(punches.observation(device, index + 1));
            }
            all.add(DirectRows.ready(number, batch, from[0] + start, from[1] + start));
        }
        return all;
    }

    private Lap original(BenchPostgres postgres, String database, int round, int events, boolean whole)
            throws Exception {
        ObjectMapper json = new ObjectMapper();
        List<JsonNode> rows = new ArrayList<>();
        for (int index = 0; index < events; index++) {
            long serial = (round + 1L) * events + index + 1;
            rows.add(json.readTree(punches.observation(1, serial).raw().text()));
        }
        if (round < 0) {
            try (OriginalStore store = new OriginalStore(postgres.connect(database), whole)) {
                store.people(1000, 200);
            }
        }
        try (OriginalStore store = OriginalStore.existing(postgres.connect(database), whole)) {
            return Lap.of(1, () -> Duration.ZERO, postgres::processor, sender -> {
                for (JsonNode row : rows) {
                    store.add(row);
                }
                return store.created();
            });
        }
    }

    private String text() {
        StringBuilder text = new StringBuilder(BenchHouse.line(
                "Receiver: packaged WAR as shipped, PostgreSQL with fsync and synchronous_commit on, %d senders at once (the original: one), batches of %d,"
                        + " all on %d processors. Middle of %d laps in turn.%n%n",
                SENDERS,
                SIZE,
                Runtime.getRuntime().availableProcessors(),
                laps.get(RECEIVER).size()));
        text.append(
                "| Way | Events/s | from - to | Processor time an event | of it the database | Receiver (plain) is faster |\n|---|---|---|---|---|---|\n");
        double receiver = Lap.median(laps.get(RECEIVER)).perSecond();
        laps.forEach((name, all) -> {
            Lap middle = Lap.median(all);
            text.append(BenchHouse.line(
                    "| %s | %,.0f | %,.0f - %,.0f | %.1f us | %.1f us | %.2f x |%n",
                    name,
                    middle.perSecond(),
                    all.stream().mapToDouble(Lap::perSecond).min().orElse(0),
                    all.stream().mapToDouble(Lap::perSecond).max().orElse(0),
                    middle.microsPerEvent(),
                    middle.databaseMicrosPerEvent(),
                    receiver / middle.perSecond()));
        });
        return text.toString();
    }
}
