package dev.rollcall.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.attendance.exchange.ProofMessages;
import dev.rollcall.attendance.exchange.TalliesMessage;
import dev.rollcall.attendance.exchange.TalliesMessage.Window;
import dev.rollcall.attendance.identity.EventIdentity;
import dev.rollcall.attendance.reconcile.Tally;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/**
 * B6: the nightly proof for a thousand devices and thirty days of which nothing has changed. Agents' sums are computed from the events
 * themselves, each agent asking once for its devices; bytes are those of whole requests and answers.
 */
final class ProofBench {

    private static final int DEVICES = 1_000;
    private static final int DAYS = 30;
    private static final int BATCH = 100;
    private static final int SENDERS = 4;
    private static final int[] AGENT_SIZES = {1_000, 10, 1};
    private static final String PATH = "/api/attendance/tallies";

    private final BenchHouse house;
    private final ObjectMapper json = new ObjectMapper();

    ProofBench(BenchHouse house) {
        this.house = house;
    }

    String run() throws Exception {
        int perDay = Math.max(1, house.number("events", 600_000) / DEVICES / DAYS);
        int perDevice = perDay * DAYS / BATCH * BATCH;
        LocalDateTime begun = PunchMaker.thisMonth().minusMonths(1);
        PunchMaker punches = new PunchMaker(begun, DAYS * 24 * 3600 / perDevice);
        StringBuilder text = new StringBuilder(BenchHouse.line(
                "# B6: proof of completeness, %d devices x %d days, %d events each, nothing changed%n%n",
                DEVICES, DAYS, perDevice));
        text.append(
                "| devices an agent | requests | bytes there and back | seconds | differing |\n|---|---|---|---|---|\n");
        try (BenchPostgres postgres = BenchPostgres.start()) {
            postgres.create("proof");
            try (ServingReceiver receiver = ServingReceiver.start(house, "b6", postgres.options("proof"))) {
                String token = receiver.administer("token", "add", "--role", "agent", "bench");
                fill(punches, perDevice, receiver, token);
                List<Tally> tallies = tallies(punches, perDevice);
                analyze(postgres);
                Map<String, Long> before = scans(postgres);
                for (int size : AGENT_SIZES) {
                    text.append(measured(receiver, token, tallies, begun, size));
                }
                text.append(scanned(before, scans(postgres))).append(plan(postgres, begun));
            }
        }
        return text.toString();
    }

    private void fill(PunchMaker punches, int perDevice, ServingReceiver receiver, String token) throws Exception {
        BatchLoad load = new BatchLoad(BATCH);
        for (int device = 0; device < DEVICES; device++) {
            load.addAll(punches, device, 1, perDevice / BATCH, token, false);
            if ((device + 1) % 100 == 0) {
                Lap.of(SENDERS, () -> Duration.ZERO, () -> Duration.ZERO, load.sending(receiver.port(), SENDERS));
                load = new BatchLoad(BATCH);
            }
        }
    }

    private static List<Tally> tallies(PunchMaker punches, int perDevice) {
        List<Tally> tallies = new ArrayList<>();
        for (int device = 0; device < DEVICES; device++) {
            Tally sum = Tally.ZERO;
            for (long serial = 1; serial <= perDevice; serial++) {
                Observation seen = punches.observation(device, serial);
                sum = sum.plus(Tally.of(EventIdentity.idOf(seen.event()), EventIdentity.digestOf(seen.event())));
            }
            tallies.add(sum);
        }
        return tallies;
    }

    private String measured(ServingReceiver receiver, String token, List<Tally> tallies, LocalDateTime begun, int size)
            throws IOException {
        long bytes = 0;
        int differing = 0;
        int requests = 0;
        long start = System.nanoTime();
        try (RawHttp http = new RawHttp(receiver.port())) {
            for (int first = 0; first < DEVICES; first += size) {
                byte[] request = request(tallies, token, begun, first, size);
                int status = http.send(request);
                if (status != 200) {
                    throw new IllegalStateException(status + " " + http.body());
                }
                bytes += request.length + http.bytesRead();
                JsonNode answer = json.readTree(http.body());
                differing += answer.path("differing").size();
                requests++;
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        if (differing != 0) {
            throw new IllegalStateException(differing + " devices differ though nothing changed");
        }
        return BenchHouse.line("| %d | %d | %,d | %.2f | %d |%n", size, requests, bytes, seconds, differing);
    }

    private byte[] request(List<Tally> tallies, String token, LocalDateTime begun, int first, int size)
            throws IOException {
        List<Window> windows = new ArrayList<>();
        for (int device = first; device < first + size; device++) {
            windows.add(new Window(
                    PunchMaker.key(device),
                    "ALL",
                    List.of(ProofMessages.count(null, tallies.get(device).sum())),
                    null,
                    null));
        }
        String from = begun.toString().substring(0, 13);
        TalliesMessage message = new TalliesMessage(1, "bench-agent", from, null, null, windows, null);
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            json.writeValue(gzip, withoutNulls(json.valueToTree(message)));
        }
        return RawHttp.post(
                PATH, "Authorization: Bearer " + token + "\r\nContent-Encoding: gzip\r\n", zipped.toByteArray());
    }

    /** As agents write it. */
    private static JsonNode withoutNulls(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().removeIf(field -> field.getValue().isNull());
        }
        node.forEach(ProofBench::withoutNulls);
        return node;
    }

    private static void analyze(BenchPostgres postgres) throws SQLException {
        try (Connection connection = postgres.connect("proof");
                Statement statement = connection.createStatement()) {
            statement.execute("vacuum analyze");
        }
    }

    /** How often each table was walked through from end to end, as PostgreSQL counts it. */
    private static Map<String, Long> scans(BenchPostgres postgres) throws Exception {
        Thread.sleep(1_500); // statistics of other sessions come after a second
        Map<String, Long> scans = new TreeMap<>();
        try (Connection connection = postgres.connect("proof");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select relname, seq_scan from pg_stat_user_tables"
                        + " where schemaname = 'rollcall' and (relname like 'event%' or relname = 'tally')")) {
            while (rows.next()) {
                scans.put(rows.getString(1), rows.getLong(2));
            }
        }
        return scans;
    }

    private static String scanned(Map<String, Long> before, Map<String, Long> after) {
        StringBuilder text =
                new StringBuilder("\nTables of events and tallies walked through from end to end meanwhile:");
        long all = 0;
        for (Map.Entry<String, Long> table : after.entrySet()) {
            long scans = table.getValue() - before.getOrDefault(table.getKey(), 0L);
            all += scans;
            if (scans > 0) {
                text.append(' ').append(table.getKey()).append(' ').append(scans);
            }
        }
        return text.append(all == 0 ? " none" : "").append(".\n").toString();
    }

    private static String plan(BenchPostgres postgres, LocalDateTime begun) throws SQLException {
        StringBuilder text = new StringBuilder("\n```\n");
        long hour = begun.toEpochSecond(java.time.ZoneOffset.UTC) / 3600;
        try (Connection connection = postgres.connect("proof");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("explain (costs off) select d.device_key, s.events"
                        + " from rollcall.device d cross join lateral (select sum(t.events) as events from rollcall.tally t"
                        + " where t.device_id = d.id and t.hour >= " + hour + " and t.hour < 2147483647) s"
                        + " where d.device_key in (select device_key from rollcall.device limit 500)")) {
            while (rows.next()) {
                text.append(rows.getString(1)).append('\n');
            }
        }
        return text.append("```\n").toString();
    }
}
