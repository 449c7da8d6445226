package dev.rollcall.agent.sqlite;

import dev.rollcall.agent.journal.StorePorts;
import java.nio.file.Path;
import java.time.InstantSource;

/** A journal in SQLite, as contracts open it. */
final class SqlitePorts {

    private SqlitePorts() {}

    static StorePorts in(Path folder) {
        return of(SqliteStore.open(folder.resolve("journal.db"), InstantSource.system()));
    }

    static StorePorts of(SqliteStore store) {
        return new StorePorts(
                store.journal(),
                store.outbox(),
                store.facts(),
                store.tallies(),
                store.upkeep(),
                store.holdbacks(),
                store::close);
    }
}
