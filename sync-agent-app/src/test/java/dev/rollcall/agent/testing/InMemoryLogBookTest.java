package dev.rollcall.agent.testing;

import dev.rollcall.agent.journal.LogBookContract;
import dev.rollcall.agent.journal.StorePorts;
import java.nio.file.Path;

class InMemoryLogBookTest extends LogBookContract {

    @Override
    protected StorePorts open(Path folder) {
        return InMemoryPorts.opened();
    }
}
