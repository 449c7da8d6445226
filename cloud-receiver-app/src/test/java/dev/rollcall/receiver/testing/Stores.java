package dev.rollcall.receiver.testing;

import dev.rollcall.receiver.jdbc.Database;
import dev.rollcall.receiver.jdbc.DatabaseSettings;
import java.nio.file.Path;
import java.time.Duration;

/** Databases for tests. */
public final class Stores {

    private static final DatabaseSettings.Waiting WAITING =
            new DatabaseSettings.Waiting(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(30));

    private Stores() {}

    public static DatabaseSettings sqlite(Path folder) {
        return new DatabaseSettings(folder, null, null, null, 4, WAITING);
    }

    public static DatabaseSettings postgres(Path folder) {
        return new DatabaseSettings(folder, RealPostgres.newDatabase(), "postgres", null, 4, WAITING);
    }

    public static Database open(DatabaseSettings settings) {
        return Database.open(settings);
    }
}
