package dev.rollcall.agent.testing;

import dev.rollcall.agent.journal.JournalFactsContract;
import dev.rollcall.agent.journal.StorePorts;
import java.nio.file.Path;

class InMemoryJournalFactsTest extends JournalFactsContract {

    @Override
    protected StorePorts open(Path folder) {
        return InMemoryPorts.opened();
    }
}
