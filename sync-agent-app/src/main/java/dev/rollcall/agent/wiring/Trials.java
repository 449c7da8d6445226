package dev.rollcall.agent.wiring;

import dev.rollcall.agent.cloud.HttpReceiver;
import dev.rollcall.agent.config.AgentConfig;
import dev.rollcall.agent.health.Heartbeat;
import dev.rollcall.agent.init.Trial;
import dev.rollcall.agent.isapi.TerminalTrial;
import dev.rollcall.agent.outbox.ReceiverAnswer;
import dev.rollcall.agent.schedule.StepListener;
import dev.rollcall.agent.sqlite.SqliteStore;
import java.time.InstantSource;
import java.util.function.Function;

/**
 * Tries answers out against the real terminal and the real receiver. Opens the journal for it, since that is where refused passwords
 * are remembered, and lets go of it after each trial.
 */
public final class Trials implements Trial {

    private static final int OK = 200;

    private final InstantSource clock = InstantSource.system();

    @Override
    public Verdict terminal(AgentConfig config, boolean again) {
        return withJournal(config, store -> new TerminalTrial(config, store.latch(), clock).look(again));
    }

    @Override
    public Verdict receiver(AgentConfig config) {
        return withJournal(config, store -> receiver(config, store));
    }

    private Verdict receiver(AgentConfig config, SqliteStore store) {
        try (HttpReceiver receiver = HttpReceiver.of(config, clock)) {
            ReceiverAnswer reached = receiver.reach();
            if (reached.status() != OK) {
                return new Verdict(
                        Kind.UNREACHABLE,
                        "PROBLEM  " + reached.describe() + ". Check the address and that the receiver runs.");
            }
            Heartbeat.Sender sender = new Heartbeat.Sender(store.journal().agentId(), Version.current(), clock);
            ReceiverAnswer beat = new Heartbeat(config, store.facts(), receiver, StepListener.NONE, sender).send();
            if (beat.status() / 100 == 2) {
                return new Verdict(Kind.OK, "ok       The receiver takes the token.");
            }
            boolean refused = beat.status() == 401 || beat.status() == 403;
            return new Verdict(
                    refused ? Kind.REFUSED : Kind.OTHER,
                    "PROBLEM  " + beat.describe()
                            + (refused ? ". Make a token on the receiver: token add --role agent NAME" : ""));
        }
    }

    private static <T> T withJournal(AgentConfig config, Function<SqliteStore, T> work) {
        DataFolder.make(config.dataDir());
        InstanceLock lock = InstanceLock.take(config.dataDir());
        try (lock;
                SqliteStore store = SqliteStore.open(Agent.journalOf(config), InstantSource.system())) {
            return work.apply(store);
        }
    }
}
