package dev.rollcall.agent.collect;

import dev.rollcall.agent.journal.Journal;
import dev.rollcall.agent.journal.JournalException;
import dev.rollcall.agent.journal.JournalFacts.Fact;
import dev.rollcall.agent.journal.PageTally;
import dev.rollcall.agent.schedule.Crew;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads all devices once, all at the same time; whatever happens to one, the others go on. */
public final class Round {

    private static final Logger log = LoggerFactory.getLogger(Round.class);

    private final Collector collector;
    private final Journal journal;
    private final List<Terminal> terminals;
    private final InstantSource clock;
    private final BooleanSupplier stopping;
    private final Crew crew;
    private final Consumer<Terminal> afterPass;

    /**
     * Creates a round.
     *
     * @param stopping tells whether the agent is being stopped, asked before each device
     * @param crew     reads the devices beside one another
     */
    public Round(
            Collector collector, List<Terminal> terminals, InstantSource clock, BooleanSupplier stopping, Crew crew) {
        this(collector, terminals, clock, stopping, crew, terminal -> {});
    }

    private Round(
            Collector collector,
            List<Terminal> terminals,
            InstantSource clock,
            BooleanSupplier stopping,
            Crew crew,
            Consumer<Terminal> afterPass) {
        this.collector = collector;
        this.journal = collector.journal();
        this.terminals = List.copyOf(terminals);
        this.clock = clock;
        this.stopping = stopping;
        this.crew = crew;
        this.afterPass = afterPass;
    }

    /** Returns the same round that does something with each terminal that was read to the end, while it still has its turn. */
    public Round andThen(Consumer<Terminal> work) {
        return new Round(collector, terminals, clock, stopping, crew, work);
    }

    /**
     * Reads all devices.
     *
     * @return one result for each device that was come to, in the order of the configuration
     * @throws JournalException if the journal fails, which concerns all devices alike
     */
    public List<PassResult> run() {
        List<Supplier<Optional<PassResult>>> work =
                terminals.stream().map(this::reading).toList();
        List<PassResult> results =
                crew.doAll(work).stream().flatMap(Optional::stream).toList();
        if (!stopping.getAsBoolean()) {
            journal.remember(Fact.LAST_RUN, clock.instant().toString());
        }
        return results;
    }

    private Supplier<Optional<PassResult>> reading(Terminal terminal) {
        return () -> stopping.getAsBoolean() ? Optional.empty() : Optional.of(readOne(terminal));
    }

    private PassResult readOne(Terminal terminal) {
        try {
            PassResult result = terminal.turn().take(() -> read(terminal));
            note(terminal, result.failure());
            return result;
        } catch (JournalException | CancellationException concernsAll) {
            throw concernsAll;
        } catch (RuntimeException surprise) {
            String name = terminal.config().name();
            log.error(
                    "Reading {} failed in a way that is a fault of this program; the other devices go on.",
                    name,
                    surprise);
            String reason =
                    "unexpected failure (" + surprise.getClass().getSimpleName() + "); see the log and report it";
            SourceException failure = new SourceException(SourceException.Kind.UNEXPECTED, reason, surprise);
            note(terminal, failure);
            return new PassResult(name, PageTally.NONE, failure);
        }
    }

    private PassResult read(Terminal terminal) {
        PassResult result = collector.collect(terminal);
        if (result.failure() == null) {
            afterPass.accept(terminal);
        }
        return result;
    }

    private void note(Terminal terminal, @Nullable SourceException failure) {
        journal.attempted(
                terminal.config(),
                failure == null ? null : failure.kind().name(),
                failure == null ? null : failure.reason(),
                clock.instant());
    }
}
