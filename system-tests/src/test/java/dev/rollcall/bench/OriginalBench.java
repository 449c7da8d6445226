package dev.rollcall.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * B4: the agent from the terminal to the receiver's receipt, where the terminal answers at once, beside the original script and its
 * endpoint with the same terminal.
 */
final class OriginalBench {

    private static final int DAYS = 30;
    private static final int FIRST_PERSON = 1_000;
    private static final int PEOPLE = 200;
    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final Duration MEASURED = Duration.ofSeconds(15);

    private final BenchHouse house;
    private final StringBuilder text = new StringBuilder();

    OriginalBench(BenchHouse house) {
        this.house = house;
    }

    String run() throws Exception {
        int events = house.number("events", 300_000);
        text.append(
                BenchHouse.line("%n| Flow | Events | Time | Events/s | Agent is faster |%n|---|---|---|---|---|%n"));
        try (DeviceProcess device = DeviceProcess.withPunches(events, DAYS)) {
            device.latency(0);
            OffsetDateTime oldest = OffsetDateTime.now(ZoneOffset.UTC)
                    .truncatedTo(ChronoUnit.SECONDS)
                    .minusDays(DAYS);
            double agent = agent(device, events);
            original("original, whole chain, PostgreSQL", onPostgres(device, oldest, true), agent);
            original("original, whole chain, SQLite (WAL, FULL)", onSqlite(device, oldest, true), agent);
            original("find, then create only, PostgreSQL", onPostgres(device, oldest, false), agent);
            original("find, then create only, SQLite (WAL, FULL)", onSqlite(device, oldest, false), agent);
        }
        return text.toString();
    }

    private double agent(DeviceProcess device, int events) throws Exception {
        try (ReceiverStub receiver = ReceiverStub.start()) {
            BenchAgent agent = house.agent("b4").configured(device.port(), receiver.url(), BenchReceiver.TOKEN);
            Watched run = agent.sync();
            ReceiverStub.Counts got = receiver.counts();
            BenchHouse.check(got.ids(), events);
            BenchAgent.Pass pass = agent.firstPass();
            double seconds = (got.last() - pass.started().toEpochMilli()) / 1e3;
            text.append(BenchHouse.line(
                    "| agent, first page to last receipt | %,d | %.1f s | %,.0f | - |%n",
                    events, seconds, events / seconds));
            text.append(BenchHouse.line(
                    "| agent, whole process with its start | %,d | %.1f s | %,.0f | - |%n",
                    events, run.seconds(), events / run.seconds()));
            text.append(BenchHouse.line(
                    "| agent, processor time: %.3f ms an event; read and journaled after %.1f s; %,d batches | | | | |%n",
                    run.processor().toNanos() / 1e6 / events, pass.seconds(), got.batches()));
            return events / seconds;
        }
    }

    private void original(String name, OriginalScript.Result result, double agent) {
        text.append(BenchHouse.line(
                "| %s | %,d | %.1f s | %,.0f | %.1f x |%n",
                name, result.stored(), result.seconds(), result.perSecond(), agent / result.perSecond()));
    }

    private OriginalScript.Result onPostgres(DeviceProcess device, OffsetDateTime oldest, boolean whole)
            throws Exception {
        // Embedded servers are set up to lose what was committed; a payroll's is not.
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .start()) {
            return script(postgres.getPostgresDatabase().getConnection(), device, oldest, whole);
        }
    }

    private OriginalScript.Result onSqlite(DeviceProcess device, OffsetDateTime oldest, boolean whole)
            throws Exception {
        Path file = house.empty("b4-original").resolve("original.db");
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        try (Statement statement = connection.createStatement()) {
            statement.execute("pragma journal_mode = wal");
            statement.execute("pragma synchronous = full");
        }
        return script(connection, device, oldest, whole);
    }

    private OriginalScript.Result script(
            Connection connection, DeviceProcess device, OffsetDateTime oldest, boolean whole) throws Exception {
        try (OriginalStore store = new OriginalStore(connection, whole)) {
            store.people(FIRST_PERSON, PEOPLE);
            try (OriginalEndpoint endpoint = new OriginalEndpoint(store)) {
                OriginalScript script = new OriginalScript(endpoint.url(), device.port());
                OriginalScript.Result warm = script.run(oldest, WARM_UP);
                return script.run(warm.next(), MEASURED);
            }
        }
    }
}
