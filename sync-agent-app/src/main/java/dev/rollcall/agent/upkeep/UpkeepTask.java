package dev.rollcall.agent.upkeep;

import dev.rollcall.agent.config.AgentConfig;
import dev.rollcall.agent.journal.Upkeep;
import dev.rollcall.agent.schedule.Task;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Verifies the journal step by step, round after round, and prunes what is old after each round. */
public final class UpkeepTask implements Task {

    private static final int STEPS_AT_ONCE = 20;

    private final Upkeep upkeep;
    private final AgentConfig.Keep settings;
    private final InstantSource clock;
    private boolean pruning;

    public UpkeepTask(Upkeep upkeep, AgentConfig.Keep settings, InstantSource clock) {
        this.upkeep = upkeep;
        this.settings = settings;
        this.clock = clock;
    }

    /** Does a bounded part of it at once, for a process that does not stay; the next one goes on from there. */
    public void some() {
        Instant now = clock.instant();
        boolean end = false;
        for (int step = 0; step < STEPS_AT_ONCE && !end; step++) {
            end = upkeep.verifySome(settings.verifyRows(), now);
        }
        upkeep.keepPlace();
        boolean more = true;
        for (int step = 0; step < STEPS_AT_ONCE && more; step++) {
            more = upkeep.prune(settings.keep(), now, settings.pruneRows());
        }
    }

    @Override
    public Duration step() {
        Instant now = clock.instant();
        if (pruning) {
            pruning = upkeep.prune(settings.keep(), now, settings.pruneRows());
            return pruning ? settings.stepPause() : settings.roundPause();
        }
        pruning = upkeep.verifySome(settings.verifyRows(), now);
        return settings.stepPause();
    }
}
