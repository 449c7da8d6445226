package dev.rollcall.receiver.ingest;

import dev.rollcall.receiver.jdbc.Database;
import dev.rollcall.receiver.jdbc.DatabaseSettings;
import dev.rollcall.receiver.jdbc.JdbcStore;
import dev.rollcall.receiver.store.Store;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;

/** The contract for stores in a database. */
abstract class JdbcStoreContract extends EventStoreContract {

    private final List<Database> opened = new ArrayList<>();
    private DatabaseSettings chosen;

    abstract DatabaseSettings settings(Path folder);

    @Override
    Store open(Path folder, Instant now) {
        chosen = settings(folder);
        return openAgain(now);
    }

    @Override
    Store openAgain(Instant now) {
        Database database = Database.open(chosen);
        opened.add(database);
        return JdbcStore.in(database, now);
    }

    @AfterAll
    void close() {
        opened.forEach(Database::close);
    }
}
