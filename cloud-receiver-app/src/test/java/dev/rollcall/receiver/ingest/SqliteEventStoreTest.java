package dev.rollcall.receiver.ingest;

import dev.rollcall.receiver.jdbc.DatabaseSettings;
import dev.rollcall.receiver.testing.Stores;
import java.nio.file.Path;

class SqliteEventStoreTest extends JdbcStoreContract {

    @Override
    DatabaseSettings settings(Path folder) {
        return Stores.sqlite(folder);
    }
}
