package dev.rollcall.receiver.reconcile;

import dev.rollcall.receiver.jdbc.DatabaseSettings;
import dev.rollcall.receiver.testing.Stores;
import java.nio.file.Path;

class SqliteTellersTest extends TellersContract {

    @Override
    DatabaseSettings settings(Path folder) {
        return Stores.sqlite(folder);
    }
}
