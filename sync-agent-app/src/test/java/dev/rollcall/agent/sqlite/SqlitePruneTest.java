package dev.rollcall.agent.sqlite;

import dev.rollcall.agent.journal.PruneContract;
import dev.rollcall.agent.journal.StorePorts;
import java.nio.file.Path;

class SqlitePruneTest extends PruneContract {

    @Override
    protected StorePorts open(Path folder) {
        return SqlitePorts.in(folder);
    }
}
