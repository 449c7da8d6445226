package dev.rollcall.agent.wiring;

import dev.rollcall.agent.command.Handover;
import dev.rollcall.agent.command.Handover.Console;
import dev.rollcall.agent.command.Order;
import dev.rollcall.agent.command.Outcome;
import dev.rollcall.agent.command.ProgressBoard;
import dev.rollcall.agent.config.AgentConfig;
import dev.rollcall.agent.schedule.Pause;
import dev.rollcall.agent.sqlite.SqliteStore;
import java.nio.file.Files;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Gets an order carried out: by this process if nobody else works with the data folder, else by whoever does.
 *
 * <pre>{@code
 * Outcome outcome = new Desk(config, console).perform(new Order.Sync(false));
 * }</pre>
 */
public final class Desk {

    private final AgentConfig config;
    private final Console console;
    private volatile @Nullable Handover handover;

    public Desk(AgentConfig config, Console console) {
        this.config = config;
        this.console = console;
    }

    /**
     * Gets an order carried out. Blocks until it is.
     *
     * @return what to print and how to exit, the same whoever does it
     */
    public Outcome perform(Order order) {
        try (Agent agent = Agent.open(config)) {
            LogFiles.into(config);
            return agent.perform(order, new ProgressBoard(console.progress()));
        } catch (AgentBusyException somebodyWorks) {
            return handOver(order, somebodyWorks);
        }
    }

    /** Lets go of a command that was handed over, as a person who presses Ctrl+C wants. Safe from any thread. */
    public void abandon() {
        Handover under = handover;
        if (under != null) {
            under.abandon();
        }
    }

    private Outcome handOver(Order order, AgentBusyException somebodyWorks) {
        if (!Files.exists(Agent.journalOf(config))) {
            throw somebodyWorks;
        }
        try (SqliteStore store = SqliteStore.openBeside(Agent.journalOf(config))) {
            String holder = Agent.holderOf(config);
            console.say(
                    "run".equals(holder) || holder == null
                            ? "The running agent is asked to do this. Ctrl+C lets go of it."
                            : "The command '" + holder
                                    + "' is under way; this one waits for its end. Ctrl+C lets go of it.");
            InstantSource clock = InstantSource.system();
            Pause pause = new ThreadScheduler(config.timeouts().step());
            AgentConfig.Commands settings = config.commands();
            Handover asking = new Handover(
                    store.commands(),
                    console,
                    pause,
                    clock,
                    new Handover.Patience(settings.poll(), settings.takeOverAfter()));
            handover = asking;
            Outcome outcome = asking.ask(order, () -> InstanceLock.isFree(config.dataDir()));
            while (outcome == null) {
                outcome = doItself(order, asking);
            }
            return outcome;
        } finally {
            handover = null;
        }
    }

    private @Nullable Outcome doItself(Order order, Handover asking) {
        try (Agent agent = Agent.open(config)) {
            asking.takeOver();
            handover = null;
            LogFiles.into(config);
            console.say("The running agent has ended: this command does the work itself.");
            return agent.perform(order, new ProgressBoard(console.progress()));
        } catch (AgentBusyException somebodyWasFaster) {
            return asking.follow(() -> InstanceLock.isFree(config.dataDir()));
        }
    }
}
