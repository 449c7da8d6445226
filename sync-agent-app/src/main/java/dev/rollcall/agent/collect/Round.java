package dev.rollcall.agent.collect;

import dev.rollcall.agent.journal.Journal;
import dev.rollcall.agent.journal.JournalException;
import dev.rollcall.agent.journal.JournalFacts.Fact;
import dev.rollcall.agent.journal.PageTally;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads all devices once, one after the other; whatever happens to one, the others go on. */
public final class Round {

    private static final Logger log = LoggerFactory.getLogger(Round.class);

    private final Collector collector;
    private final Journal journal;
    private final List<Terminal> terminals;
    private final InstantSource clock;
    private final BooleanSupplier stopping;

    /**
     * Creates a round.
     *
     * @param stopping tells whether the agent is being stopped, asked between two devices
     */
    public Round(
            Collector collector,
            Journal journal,
            List<Terminal> terminals,
            InstantSource clock,
            BooleanSupplier stopping) {
        this.collector = collector;
        this.journal = journal;
        this.terminals = List.copyOf(terminals);
        this.clock = clock;
        this.stopping = stopping;
    }

    /**
     * Reads all devices.
     *
     * @return one result for each device that was come to, in the order of the configuration
     * @throws JournalException if the journal fails, which concerns all devices alike
     */
    public List<PassResult> run() {
        List<PassResult> results = new ArrayList<>();
        for (Terminal terminal : terminals) {
            if (stopping.getAsBoolean()) {
                return results;
            }
            results.add(readOne(terminal));
        }
        journal.remember(Fact.LAST_RUN, clock.instant().toString());
        return results;
    }

    private PassResult readOne(Terminal terminal) {
        try {
            return collector.collect(terminal);
        } catch (JournalException concernsAll) {
            throw concernsAll;
        } catch (RuntimeException surprise) {
            String name = terminal.config().name();
            log.error(
                    "Reading {} failed in a way that is a fault of this program; the other devices go on.",
                    name,
                    surprise);
            String reason =
                    "unexpected failure (" + surprise.getClass().getSimpleName() + "); see the log and report it";
            return new PassResult(
                    name, PageTally.NONE, new SourceException(SourceException.Kind.UNEXPECTED, reason, surprise));
        }
    }
}
