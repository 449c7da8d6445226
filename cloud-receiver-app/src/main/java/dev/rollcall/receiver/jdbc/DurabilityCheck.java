package dev.rollcall.receiver.jdbc;

import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads back, at start, the settings on which "acknowledged means on disk" rests. */
abstract sealed class DurabilityCheck {

    static DurabilityCheck of(Dialect dialect) {
        return dialect == Dialect.SQLITE ? new Sqlite() : new Postgres();
    }

    /**
     * Checks the settings, and returns what a person should be warned of.
     *
     * @throws UnusableDatabaseException if what is acknowledged could be lost
     */
    abstract List<String> check(DataSource source);

    static String read(JdbcClient client, String sql) {
        return String.valueOf(client.sql(sql).query().singleValue());
    }

    private static final class Sqlite extends DurabilityCheck {
        // Versions before carry a fault by which two connections may corrupt the write-ahead log.
        private static final int OLDEST = 3_051_003;
        private static final String FULL = "2";

        @Override
        List<String> check(DataSource source) {
            JdbcClient client = JdbcClient.create(source);
            String journal = read(client, "pragma journal_mode");
            String synchronous = read(client, "pragma synchronous");
            if (!journal.equals("wal") || !synchronous.equals(FULL)) {
                throw new UnusableDatabaseException("SQLite runs with journal_mode=" + journal + " and synchronous="
                        + synchronous + " instead of wal and 2 (full), so a power cut could lose what was acknowledged;"
                        + " put rollcall.data-dir on a local disk (not a network share)");
            }
            String version = read(client, "select sqlite_version()");
            if (number(version) < OLDEST) {
                throw new UnusableDatabaseException("SQLite " + version + " has a fault that can corrupt its log;"
                        + " use the sqlite-jdbc that comes with this receiver (3.51.3 or newer)");
            }
            return List.of();
        }

        private static int number(String version) {
            String[] parts = version.split("\\.", -1);
            return Integer.parseInt(parts[0]) * 1_000_000
                    + Integer.parseInt(parts[1]) * 1000
                    + Integer.parseInt(parts[2]);
        }
    }

    private static final class Postgres extends DurabilityCheck {
        private static final int OLDEST = 150_000;

        @Override
        List<String> check(DataSource source) {
            JdbcClient client = JdbcClient.create(source);
            int version = Integer.parseInt(read(client, "show server_version_num"));
            if (version < OLDEST) {
                throw new UnusableDatabaseException(
                        "PostgreSQL " + read(client, "show server_version") + " is too old: use 15 or newer");
            }
            List<String> warnings = new ArrayList<>();
            if (read(client, "show synchronous_commit").equals("off")) {
                warnings.add(
                        "PostgreSQL runs with synchronous_commit off; this receiver turns it on for what it writes");
            }
            for (String setting : new String[] {"fsync", "full_page_writes"}) {
                if (!read(client, "show " + setting).equals("on")) {
                    warnings.add("PostgreSQL runs with " + setting
                            + " off: a crash of its machine may lose what was acknowledged; turn it on");
                }
            }
            return warnings;
        }
    }
}
