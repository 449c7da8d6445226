package dev.rollcall.agent.sqlite;

import dev.rollcall.agent.journal.LogBookContract;
import dev.rollcall.agent.journal.StorePorts;
import java.nio.file.Path;

class SqliteLogBookTest extends LogBookContract {

    @Override
    protected StorePorts open(Path folder) {
        return SqlitePorts.in(folder);
    }
}
