package dev.rollcall.receiver.ingest;

import dev.rollcall.receiver.store.Store;
import dev.rollcall.receiver.testing.InMemoryStore;
import java.nio.file.Path;
import java.time.Instant;

class InMemoryEventStoreTest extends EventStoreContract {

    private final InMemoryStore store = new InMemoryStore("in-memory");

    @Override
    Store open(Path folder, Instant now) {
        return store;
    }

    @Override
    Store openAgain(Instant now) {
        return store;
    }
}
