package dev.rollcall.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/** A PostgreSQL that keeps what it committed: embedded servers are set up to lose it, a payroll's is not. */
final class BenchPostgres implements AutoCloseable {

    private final EmbeddedPostgres server;
    private final ProcessHandle process;

    private BenchPostgres(EmbeddedPostgres server) throws SQLException {
        this.server = server;
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
            row.next();
            process = ProcessHandle.of(row.getLong(1)).orElseThrow().parent().orElseThrow();
        }
    }

    static BenchPostgres start() throws IOException, SQLException {
        return new BenchPostgres(EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("shared_buffers", "256MB")
                .setServerConfig("max_wal_size", "4GB")
                .start());
    }

    /** Makes an empty database. */
    void create(String database) throws SQLException {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + database);
        }
    }

    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + database;
    }

    Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database), "postgres", null);
    }

    /** Returns the options by which a receiver uses a database. */
    List<String> options(String database) {
        return List.of("--spring.datasource.url=" + url(database), "--spring.datasource.username=postgres");
    }

    /** Returns the processor time of the server's processes that live now. */
    Duration processor() {
        return process.children()
                .map(one -> one.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
