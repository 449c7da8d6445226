package dev.rollcall.agent.testing;

import dev.rollcall.agent.journal.OutboxContract;
import dev.rollcall.agent.journal.StorePorts;
import java.nio.file.Path;

class InMemoryOutboxTest extends OutboxContract {

    @Override
    protected StorePorts open(Path folder) {
        return InMemoryPorts.opened();
    }
}
