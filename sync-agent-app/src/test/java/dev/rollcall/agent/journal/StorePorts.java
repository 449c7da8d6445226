package dev.rollcall.agent.journal;

import dev.rollcall.agent.outbox.Outbox;
import dev.rollcall.agent.schedule.Holdbacks;

/**
 * All that contracts speak to of one store.
 *
 * @param closing ends the use of the store
 */
public record StorePorts(
        Journal journal,
        Outbox outbox,
        JournalFacts facts,
        TallyBook tallies,
        Upkeep upkeep,
        Holdbacks holdbacks,
        Runnable closing) {}
