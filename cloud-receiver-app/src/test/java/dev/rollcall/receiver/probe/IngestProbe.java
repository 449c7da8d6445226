package dev.rollcall.receiver.probe;

import dev.rollcall.attendance.event.Channel;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.receiver.ingest.EventIngest;
import dev.rollcall.receiver.jdbc.Database;
import dev.rollcall.receiver.jdbc.DatabaseSettings;
import dev.rollcall.receiver.jdbc.JdbcStore;
import dev.rollcall.receiver.store.Store;
import dev.rollcall.receiver.testing.Punch;
import dev.rollcall.receiver.testing.Stores;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Prints how many events a second the one door takes, without HTTP: run by hand, an absolute figure says little on a machine
 * that does other things at the same time, so compare runs in turn.
 */
public final class IngestProbe {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final LocalDateTime FIRST = LocalDateTime.parse("2026-11-01T00:00:00");

    private IngestProbe() {}

    /** Takes the number of events for each figure (20,000 by default). */
    public static void main(String[] arguments) throws IOException {
        int events = arguments.length == 0 ? 20_000 : Integer.parseInt(arguments[0]);
        for (boolean postgres : new boolean[] {false, true}) {
            Path folder = Files.createTempDirectory("ingest-probe");
            DatabaseSettings settings = postgres ? Stores.postgres(folder) : Stores.sqlite(folder);
            try (Database database = Database.open(settings)) {
                Store store = JdbcStore.in(database, NOW);
                Cpu cpu = new Cpu(settings.url());
                measure(store, cpu, "WARM00001", Channel.POLL, events, 500, "");
                for (int size : new int[] {1, 100, 500}) {
                    String key = "PROBE" + (1000 + size);
                    int some = size == 1 ? events / 10 : events;
                    String title = (postgres ? "postgresql" : "sqlite    ") + " batches of " + size;
                    measure(store, cpu, key, Channel.POLL, some, size, title + " new");
                    measure(store, cpu, key, Channel.POLL, some, size, title + " sent again");
                    measure(store, cpu, key, Channel.WEBHOOK, some, size, title + " seen by another channel");
                }
            }
        }
        System.exit(0);
    }

    private static void measure(Store store, Cpu cpu, String key, Channel channel, int events, int size, String title) {
        Punch punch = Punch.at(key).by(channel);
        List<List<Observation>> batches = new ArrayList<>();
        for (int start = 0; start < events; start += size) {
            List<Observation> batch = new ArrayList<>();
            for (int index = start; index < start + size; index++) {
                batch.add(punch.serial(index + 1L)
                        .time(FIRST.plusSeconds(index * 60L).toString())
                        .person("" + (index % 500 + 1))
                        .observation());
            }
            batches.add(batch);
        }
        double cpuBefore = cpu.seconds();
        long started = System.nanoTime();
        for (List<Observation> batch : batches) {
            store.write(unit -> EventIngest.ingest(unit, unit.devices().lock(punch.device(), NOW), batch, NOW));
        }
        double seconds = (System.nanoTime() - started) / 1e9;
        if (!title.isEmpty()) {
            System.out.printf(
                    Locale.ROOT,
                    "%-55s %,9.0f events/s, %,7.1f us of CPU per event, database included (load %.1f)%n",
                    title,
                    events / seconds,
                    (cpu.seconds() - cpuBefore) * 1e6 / events,
                    ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        }
    }

    /** Reads how much of a processor this program and the database server have used. */
    private static final class Cpu {

        private final ProcessHandle server;

        Cpu(String url) {
            this.server = url == null ? ProcessHandle.current() : serverOf(url);
        }

        private static ProcessHandle serverOf(String url) {
            try (Connection connection = DriverManager.getConnection(url, "postgres", null);
                    ResultSet row = connection.createStatement().executeQuery("select pg_backend_pid()")) {
                row.next();
                return ProcessHandle.of(row.getLong(1)).orElseThrow().parent().orElseThrow();
            } catch (SQLException failed) {
                throw new IllegalStateException(failed);
            }
        }

        double seconds() {
            Stream<ProcessHandle> database = server.equals(ProcessHandle.current()) ? Stream.of() : server.children();
            return Stream.concat(Stream.of(ProcessHandle.current()), database)
                            .mapToLong(one -> one.info()
                                    .totalCpuDuration()
                                    .orElse(Duration.ZERO)
                                    .toMillis())
                            .sum()
                    / 1e3;
        }
    }
}
