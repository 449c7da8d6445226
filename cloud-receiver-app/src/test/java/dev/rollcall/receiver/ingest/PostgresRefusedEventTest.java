package dev.rollcall.receiver.ingest;

import dev.rollcall.receiver.jdbc.DatabaseSettings;
import dev.rollcall.receiver.jdbc.RowCount;
import dev.rollcall.receiver.testing.Stores;
import java.nio.file.Path;

class PostgresRefusedEventTest extends RefusedEventContract {

    @Override
    DatabaseSettings settings(Path data) {
        return Stores.postgres(data);
    }

    @Override
    void refuse(String table, String condition) {
        RowCount.execute(
                database,
                "alter table @" + table + " add constraint refused check (not (" + condition.replace("$.", "")
                        + ")) not valid");
    }
}
