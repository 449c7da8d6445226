package dev.rollcall.agent.testing;

import dev.rollcall.agent.journal.PruneContract;
import dev.rollcall.agent.journal.StorePorts;
import java.nio.file.Path;

class InMemoryPruneTest extends PruneContract {

    @Override
    protected StorePorts open(Path folder) {
        return InMemoryPorts.opened();
    }
}
