package dev.rollcall.agent.wiring;

import dev.rollcall.agent.collect.Round;
import dev.rollcall.agent.collect.Terminal;
import dev.rollcall.agent.command.CommandTask;
import dev.rollcall.agent.config.AgentConfig;
import dev.rollcall.agent.config.DeviceConfig;
import dev.rollcall.agent.journal.JournalException;
import dev.rollcall.agent.outbox.Relay;
import dev.rollcall.agent.schedule.CronSchedule;
import dev.rollcall.agent.schedule.Scheduler;
import dev.rollcall.agent.schedule.Step;
import dev.rollcall.agent.schedule.StepListener;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The loops of an agent that works until it is stopped: delivers, reads by schedule, listens, compares, does what commands ask. */
final class Daemon {

    private static final Logger log = LoggerFactory.getLogger(Daemon.class);

    private final Engine engine;
    private final AgentConfig config;
    private final Passes passes;
    private final StepListener listener;
    private final Starts starts;
    private final ListenWiring listening;

    /**
     * Creates a daemon.
     *
     * @param listener  is told each step of the walk
     * @param starts    tell when each terminal is read
     * @param listening has terminals read that posted
     */
    Daemon(Engine engine, Passes passes, StepListener listener, Starts starts, ListenWiring listening) {
        this.engine = engine;
        this.config = engine.config();
        this.passes = passes;
        this.listener = listener;
        this.starts = starts;
        this.listening = listening;
    }

    /** Says what a person should know of the configuration. */
    void warn() {
        config.warnings().forEach(warning -> log.warn("Configuration: {}.", warning));
        if (!config.schedule().comesAfter(engine.clock().instant())) {
            log.warn("The schedule {} never comes due: devices are read now and once a day.", config.schedule());
        }
    }

    /** Begins to deliver, at once and as long as the agent works. */
    void deliver(DeliveryWiring delivery) {
        Relay relay = delivery.remembering();
        passes.deliverBy(relay, engine.scheduler().start("relay", delivery.continuous(relay)));
    }

    /** Begins to read each of these by schedule, at once, and when it posts. */
    void read(List<Terminal> terminals, LiveWiring live) {
        StepListener waking = waking();
        terminals.forEach(terminal -> read(terminal, waking));
        live.start(engine.scheduler(), passes.collector(waking));
        listening.start(engine.scheduler(), passes.guarded(waking));
    }

    /** Begins to compare by schedule, if that is wanted. */
    void compare(VerifyWiring verifying, List<Terminal> terminals) {
        CronSchedule comparing = config.verify().schedule();
        if (comparing != null) {
            engine.scheduler().start("verify", verifying.task(comparing, terminals));
        }
    }

    /** Begins to do what commands of other processes ask. */
    void obey(Work work) {
        AgentConfig.Commands settings = config.commands();
        CommandTask commands =
                new CommandTask(engine.store().commands(), work, engine.clock(), settings.poll(), engine::isStopping);
        commands.resume();
        engine.scheduler().start("commands", commands);
        engine.scheduler().start("command heartbeat", commands.beating(settings.heartbeat()));
    }

    /**
     * Waits until the agent is stopped.
     *
     * @throws JournalException     if the journal can be trusted no more
     * @throws AgentBrokenException if something else broke
     */
    void awaitStop() {
        log.info("Running: {} devices, schedule {}.", config.devices().size(), config.schedule());
        try {
            engine.scheduler().awaitStop();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        Throwable broken = engine.scheduler().broken();
        if (broken instanceof JournalException failed) {
            throw failed;
        }
        if (broken != null) {
            throw new AgentBrokenException(broken);
        }
    }

    private void read(Terminal terminal, StepListener waking) {
        Round own = passes.round(List.of(terminal), waking);
        DeviceConfig device = terminal.config();
        Starts.Reading reading = starts.reading(device, own::run);
        Scheduler.Handle handle = engine.scheduler().start("collect " + device.name(), reading.task());
        listening.add(device, () -> {
            reading.soon().run();
            handle.wake();
        });
    }

    private StepListener waking() {
        return step -> {
            listener.reached(step);
            if (step == Step.PAGE_COMMITTED) {
                passes.wakeRelay();
            }
        };
    }
}
