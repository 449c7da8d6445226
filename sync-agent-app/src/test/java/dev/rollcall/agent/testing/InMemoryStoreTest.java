package dev.rollcall.agent.testing;

import dev.rollcall.agent.journal.Journal;
import dev.rollcall.agent.journal.JournalContract;
import dev.rollcall.agent.journal.JournalFacts;
import dev.rollcall.agent.journal.TallyBook;
import dev.rollcall.agent.journal.Upkeep;
import dev.rollcall.agent.outbox.Outbox;
import dev.rollcall.agent.schedule.Holdbacks;

class InMemoryStoreTest extends JournalContract {

    private final InMemoryStore store = new InMemoryStore();

    @Override
    protected Journal journal() {
        return store;
    }

    @Override
    protected Outbox outbox() {
        return store;
    }

    @Override
    protected JournalFacts facts() {
        return store;
    }

    @Override
    protected TallyBook tallies() {
        return store.tallies();
    }

    @Override
    protected Upkeep upkeep() {
        return store;
    }

    @Override
    protected Holdbacks holdbacks() {
        return store;
    }
}
