package dev.rollcall.agent.sqlite;

import dev.rollcall.agent.journal.OutboxContract;
import dev.rollcall.agent.journal.StorePorts;
import java.nio.file.Path;

class SqliteOutboxTest extends OutboxContract {

    @Override
    protected StorePorts open(Path folder) {
        return SqlitePorts.in(folder);
    }
}
