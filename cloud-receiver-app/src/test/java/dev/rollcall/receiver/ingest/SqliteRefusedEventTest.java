package dev.rollcall.receiver.ingest;

import dev.rollcall.receiver.jdbc.DatabaseSettings;
import dev.rollcall.receiver.jdbc.RowCount;
import dev.rollcall.receiver.testing.Stores;
import java.nio.file.Path;

class SqliteRefusedEventTest extends RefusedEventContract {

    @Override
    DatabaseSettings settings(Path data) {
        return Stores.sqlite(data);
    }

    @Override
    void refuse(String table, String condition) {
        RowCount.execute(
                database,
                "create trigger refused before insert on " + table + " when " + condition.replace("$", "new")
                        + " begin select raise(abort, 'refused'); end");
    }
}
