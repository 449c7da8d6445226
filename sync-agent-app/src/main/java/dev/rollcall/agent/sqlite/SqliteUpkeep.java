package dev.rollcall.agent.sqlite;

import dev.rollcall.agent.journal.Upkeep;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Verifying and pruning in SQLite. */
final class SqliteUpkeep implements Upkeep {

    private static final int STEPS_A_MARK = 60;

    private final Verifier verifier;
    private final Pruner pruner;
    private final Consumer<Boolean> mark;
    private final AtomicInteger steps = new AtomicInteger();

    /**
     * Creates an upkeep.
     *
     * @param mark writes the mark beside the journal
     */
    SqliteUpkeep(Database database, Consumer<Boolean> mark) {
        this.verifier = new Verifier(database);
        this.pruner = new Pruner(database);
        this.mark = mark;
    }

    @Override
    public boolean verifySome(int entries, Instant now) {
        boolean end = verifier.verifySome(entries, now);
        if (steps.incrementAndGet() % STEPS_A_MARK == 0) {
            mark.accept(false);
        }
        return end;
    }

    @Override
    public void keepPlace() {
        verifier.keepPlace();
    }

    @Override
    public boolean prune(Duration keep, Instant now, int rows) {
        return pruner.prune(keep, now, rows);
    }
}
