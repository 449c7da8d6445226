package dev.rollcall.bench;

import dev.rollcall.house.Artifacts;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged agent with a configuration of its own, watched from outside. */
final class BenchAgent {

    static final String SETTINGS =
            "Java options of the start script, limits.pagePause: 0ms, everything else as shipped";

    private static final Pattern OPTIONS = Pattern.compile("(?m)^options=\"(-XX[^\"$]+)\"$");

    private final Artifacts artifacts;
    private final Path folder;

    BenchAgent(Artifacts artifacts, Path folder) {
        this.artifacts = artifacts;
        this.folder = folder;
    }

    /** Writes the configuration, with a token. */
    BenchAgent configured(int devicePort, URI receiver, String token) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(
                folder.resolve("agent.yaml"),
                """
                receiver:
                  url: %s
                  token: %s
                schedule: "0 * * * *"
                zone: UTC
                dataDir: agent-data
                limits:
                  pagePause: 0ms
                devices:
                  - name: bench
                    host: 127.0.0.1
                    port: %d
                    username: admin
                    password: %s
                """.formatted(receiver, token, devicePort, BenchDevice.PASSWORD),
                StandardCharsets.UTF_8);
        return this;
    }

    Path folder() {
        return folder;
    }

    Path journal() {
        return folder.resolve("agent-data/journal.db");
    }

    /** Starts a command. */
    Watched start(String command) throws IOException {
        List<String> line = new ArrayList<>(List.of(BenchProcess.executable()));
        line.addAll(shippedOptions());
        String more = System.getProperty("bench.agent.options", "");
        if (!more.isBlank()) {
            line.addAll(List.of(more.split(" ")));
        }
        line.addAll(List.of(
                "-Xlog:gc:file=" + folder.resolve(command + "-gc.log"),
                "-jar",
                artifacts.agent().toString(),
                "--config",
                folder.resolve("agent.yaml").toString(),
                command));
        Process process = new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectOutput(folder.resolve(command + ".out").toFile())
                .redirectError(folder.resolve(command + ".err").toFile())
                .start();
        return new Watched(process, folder.resolve(command + "-gc.log"));
    }

    /** Heap, collector and compiler as the start script sets them; its archive of classes and its silence are left out. */
    private List<String> shippedOptions() throws IOException {
        Matcher script = OPTIONS.matcher(
                Files.readString(artifacts.home().resolve("sync-agent-app/src/dist/bin/rollcall-agent")));
        if (!script.find()) {
            throw new IllegalStateException("the start script says no options");
        }
        return List.of(script.group(1).split(" "));
    }

    /** Runs {@code sync} to its end and fails unless everything was delivered. */
    Watched sync() throws IOException, InterruptedException {
        Watched run = start("sync");
        while (!run.ended(100)) {
            run.look();
        }
        if (run.exitCode() != 0) {
            throw new IllegalStateException("sync ended with " + run.exitCode() + "; see " + folder + ": "
                    + Files.readString(folder.resolve("sync.out")));
        }
        return run;
    }

    /** When the first pass began, and when it ended. */
    Pass firstPass() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + journal());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select started_at, coalesce(ended_at, started_at), journaled from pass order by seq limit 1")) {
            rows.next();
            return new Pass(Instant.parse(rows.getString(1)), Instant.parse(rows.getString(2)), rows.getLong(3));
        }
    }

    /** How many events the journal has. */
    long journaled() throws SQLException {
        return number("select coalesce(max(seq), 0) from event");
    }

    /** How many events wait in the outbox. */
    long waiting() throws SQLException {
        return number("select count(*) from outbox where state in ('waiting', 'claimed')");
    }

    /** Bytes of the journal with its write-ahead log. */
    long journalBytes() throws IOException {
        Path log = journal().resolveSibling("journal.db-wal");
        return Files.size(journal()) + (Files.exists(log) ? Files.size(log) : 0);
    }

    private long number(String query) throws SQLException {
        if (!Files.exists(journal())) {
            return 0;
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + journal());
                Statement statement = connection.createStatement()) {
            statement.execute("pragma busy_timeout = 10000");
            try (ResultSet rows = statement.executeQuery(query)) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    /** The first pass of a journal. */
    record Pass(Instant started, Instant ended, long journaled) {

        double seconds() {
            return Duration.between(started, ended).toMillis() / 1e3;
        }
    }
}
