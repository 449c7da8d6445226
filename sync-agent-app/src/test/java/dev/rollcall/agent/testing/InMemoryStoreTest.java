package dev.rollcall.agent.testing;

import dev.rollcall.agent.journal.JournalContract;
import dev.rollcall.agent.journal.StorePorts;
import java.nio.file.Path;

class InMemoryStoreTest extends JournalContract {

    @Override
    protected StorePorts open(Path folder) {
        return InMemoryPorts.opened();
    }
}
