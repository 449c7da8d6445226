package dev.rollcall.receiver.upkeep;

import dev.rollcall.receiver.jdbc.DatabaseSettings;
import dev.rollcall.receiver.testing.Stores;
import java.nio.file.Path;

class PostgresUpkeepTest extends UpkeepContract {

    @Override
    DatabaseSettings settings(Path folder) {
        return Stores.postgres(folder);
    }
}
