package dev.rollcall.agent.testing;

import dev.rollcall.agent.journal.StorePorts;

/** A journal without a disk, as contracts open it. */
final class InMemoryPorts {

    private InMemoryPorts() {}

    static StorePorts opened() {
        InMemoryStore store = new InMemoryStore();
        return new StorePorts(store, store, store, store.tallies(), store, store, () -> {});
    }
}
