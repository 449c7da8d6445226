package dev.rollcall.receiver.jdbc;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where the database is and how long to wait for it.
 *
 * @param dataDir     the folder of the SQLite file; made if absent
 * @param url         a {@code jdbc:postgresql:} address; null for SQLite
 * @param username    the database user; null if the address or the system names it
 * @param password    the password; null if none is needed
 * @param connections how many connections to PostgreSQL, or readers of SQLite, are kept at most
 * @param waiting     how long to wait
 */
public record DatabaseSettings(
        Path dataDir,
        @Nullable String url,
        @Nullable String username,
        @Nullable String password,
        int connections,
        Waiting waiting) {

    /**
     * How long to wait.
     *
     * @param connection for a connection
     * @param lock       for a lock that another transaction or process holds
     * @param statement  for one statement of a transaction that writes to PostgreSQL
     */
    public record Waiting(Duration connection, Duration lock, Duration statement) {}

    boolean isPostgres() {
        return url != null;
    }

    /** Names the database; never its password. */
    @Override
    public String toString() {
        return url == null ? dataDir.resolve("rollcall.db").toString() : url.replaceAll("\\?.*", "");
    }
}
