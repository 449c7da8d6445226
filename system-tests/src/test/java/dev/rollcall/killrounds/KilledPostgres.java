package dev.rollcall.killrounds;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A PostgreSQL that is stopped as if it had crashed, and started again, on the same port. Not thread-safe. */
final class KilledPostgres implements AutoCloseable {

    private static final long SECONDS = 60;

    private final EmbeddedPostgres made;
    private final Path data;
    private final Path control;
    private final Path log;

    private KilledPostgres(EmbeddedPostgres made, Path data, Path control) {
        this.made = made;
        this.data = data;
        this.control = control;
        this.log = data.resolveSibling("postgres.log");
    }

    static KilledPostgres start(Path folder) throws IOException, SQLException {
        Path data = folder.resolve("postgres-data");
        EmbeddedPostgres made = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .start();
        return new KilledPostgres(made, data, server(made).resolveSibling("pg_ctl"));
    }

    /** Returns where the program is that serves. */
    private static Path server(EmbeddedPostgres made) throws SQLException {
        try (Connection connection = made.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
            row.next();
            return Path.of(ProcessHandle.of(row.getLong(1))
                    .orElseThrow()
                    .parent()
                    .orElseThrow()
                    .info()
                    .command()
                    .orElseThrow());
        }
    }

    List<String> options() {
        return List.of(
                "--spring.datasource.url=jdbc:postgresql://127.0.0.1:" + made.getPort() + "/postgres",
                "--spring.datasource.username=postgres");
    }

    /** Ends it without a checkpoint and without waiting for anybody, so that it has to recover from its log. */
    void crash() throws IOException, InterruptedException {
        run("-m", "immediate", "stop");
    }

    void startAgain() throws IOException, InterruptedException {
        run(
                "-w",
                "-t",
                String.valueOf(SECONDS),
                "-l",
                log.toString(),
                "-o",
                "-p " + made.getPort() + " -c listen_addresses=127.0.0.1",
                "start");
    }

    private void run(String... what) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            // PostgreSQL refuses to run as root; in a name space of its own nobody is.
            command.addAll(List.of("unshare", "-U"));
        }
        command.addAll(List.of(control.toString(), "-D", data.toString()));
        command.addAll(List.of(what));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(data.resolveSibling("pg_ctl.log").toFile())
                .start();
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IllegalStateException(command + " failed; see pg_ctl.log beside " + data);
        }
    }

    @Override
    public void close() throws IOException {
        made.close();
    }
}
