package dev.rollcall.agent.sqlite;

import dev.rollcall.agent.journal.JournalFactsContract;
import dev.rollcall.agent.journal.StorePorts;
import java.nio.file.Path;

class SqliteJournalFactsTest extends JournalFactsContract {

    @Override
    protected StorePorts open(Path folder) {
        return SqlitePorts.in(folder);
    }
}
