package dev.rollcall.agent.wiring;

import dev.rollcall.agent.cloud.HttpReceiver;
import dev.rollcall.agent.collect.Acquaintances;
import dev.rollcall.agent.collect.EventSource;
import dev.rollcall.agent.collect.PatientSource;
import dev.rollcall.agent.collect.Terminal;
import dev.rollcall.agent.collect.WatchedSource;
import dev.rollcall.agent.command.Order;
import dev.rollcall.agent.command.Outcome;
import dev.rollcall.agent.command.ProgressBoard;
import dev.rollcall.agent.config.AgentConfig;
import dev.rollcall.agent.config.DeviceConfig;
import dev.rollcall.agent.disk.DataDisk;
import dev.rollcall.agent.doctor.Doctor;
import dev.rollcall.agent.doctor.Patient;
import dev.rollcall.agent.health.ClockWatch;
import dev.rollcall.agent.health.Heartbeat;
import dev.rollcall.agent.health.StatusReader;
import dev.rollcall.agent.health.StatusReport;
import dev.rollcall.agent.health.SyncReport;
import dev.rollcall.agent.isapi.IsapiEventSource;
import dev.rollcall.agent.journal.JournalException;
import dev.rollcall.agent.journal.JournalFacts.Fact;
import dev.rollcall.agent.outbox.Receiver;
import dev.rollcall.agent.outbox.Relay;
import dev.rollcall.agent.reconcile.VerifyReport;
import dev.rollcall.agent.reconcile.VerifyScope;
import dev.rollcall.agent.schedule.Pause;
import dev.rollcall.agent.schedule.Step;
import dev.rollcall.agent.schedule.StepListener;
import dev.rollcall.agent.sqlite.SqliteStore;
import dev.rollcall.agent.upkeep.UpkeepTask;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The agent, opened: holds the instance lock, the journal and the connections until it is closed. Tests open it with a
 * {@link StepListener} and stop the world at any step; a killed agent may be opened again at once.
 *
 * <pre>{@code
 * AgentConfig config = new ConfigReader(System.getenv()).read(Path.of("agent.yaml"));
 * try (Agent agent = Agent.open(config, listener)) {
 *     SyncReport report = agent.syncOnce();
 * }
 * }</pre>
 */
public final class Agent implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Agent.class);
    private static final String RUN = "run";

    private final Engine engine;
    private final AgentConfig config;
    private final SqliteStore store;
    private final ThreadScheduler scheduler;
    private final InstantSource clock;
    private final StepListener listener;
    private final InstanceLock lock;
    private final HttpReceiver http;
    private final Receiver receiver;
    private final Starts starts;
    private final Acquaintances acquaintances;
    private final List<Terminal> terminals;
    private final List<Patient> patients = new ArrayList<>();
    private final String agentId;
    private final DeliveryWiring delivery;
    private final LiveWiring live;
    private final ListenWiring listening;
    private final HookWiring hooks;
    private final MonitorWiring monitoring;
    private final Passes passes;
    private final VerifyWiring verifying;

    private Agent(AgentConfig config, StepListener listener, InstanceLock lock, SqliteStore store) {
        this.config = config;
        this.store = store;
        this.clock = InstantSource.system();
        this.listener = listener;
        this.lock = lock;
        this.scheduler = new ThreadScheduler(config.timeouts().step());
        ThreadCrew crew = new ThreadCrew(error -> scheduler.breakDown("Work beside the loops broke down", error));
        this.engine = new Engine(config, store, scheduler, crew, clock);
        this.agentId = store.journal().agentId();
        this.http = HttpReceiver.of(config, clock);
        this.receiver = new ClockWatch(http, store.journal(), store.facts());
        this.starts = new Starts(config, agentId, store.holdbacks(), clock);
        this.acquaintances = new Acquaintances(
                config.devices().stream().map(DeviceConfig::name).toList());
        this.live = new LiveWiring(config.live(), store.facts());
        this.listening = new ListenWiring(config, store.journal(), store.facts(), store.pushes(), clock);
        this.hooks = new HookWiring(config, store, listening.tokens(), clock);
        this.monitoring = new MonitorWiring(config, this::state);
        this.terminals = config.devices().stream().map(this::terminal).toList();
        store.whenBroken(this::end);
        DataDisk.look(config.dataDir()).warnings().forEach(log::warn);
        GatheringOutbox outbox = new GatheringOutbox(
                store.outbox(), scheduler, System::nanoTime, config.limits().gather());
        this.delivery = new DeliveryWiring(config, store, clock, () -> toRelay(outbox));
        this.passes = new Passes(engine, outbox, listener, hooks::afterPass, this::heartbeat, delivery.byHand());
        this.verifying = new VerifyWiring(engine, passes, http);
    }

    /** Opens the agent as production does. */
    public static Agent open(AgentConfig config) {
        return open(config, StepListener.NONE);
    }

    /**
     * Opens the agent.
     *
     * @param listener is told each step of the walk
     * @throws AgentBusyException if another agent works with this data folder
     * @throws JournalException   if the data folder or the journal is not usable
     */
    public static Agent open(AgentConfig config, StepListener listener) {
        DataFolder.make(config.dataDir());
        InstanceLock lock = InstanceLock.take(config.dataDir());
        try {
            return new Agent(config, listener, lock, SqliteStore.open(journalOf(config), InstantSource.system()));
        } catch (JournalException failed) {
            lock.close();
            throw failed;
        }
    }

    /** Reads the state of an agent, running or not, without touching it. */
    public static StatusReport status(AgentConfig config) {
        return new View(config).status();
    }

    /**
     * Opens the agent to run as daemon: waits while a command works with the data folder.
     *
     * @throws AgentBusyException if another daemon works with this data folder
     * @throws JournalException   if the data folder or the journal is not usable
     */
    public static Agent openToRun(AgentConfig config) {
        Pause pause = new ThreadScheduler(config.timeouts().step());
        boolean told = false;
        while (true) {
            try {
                return open(config);
            } catch (AgentBusyException busy) {
                String holder = Files.exists(journalOf(config)) ? holderOf(config) : null;
                if (holder == null || holder.equals(RUN)) {
                    throw busy;
                }
                if (!told) {
                    log.info("The command '{}' works with this folder; the agent starts when it has ended.", holder);
                    told = true;
                }
                if (!pause.waitFor(config.commands().poll())) {
                    throw busy;
                }
            }
        }
    }

    /**
     * Reads all devices once, delivers beside that and after it until nothing waits, does some upkeep, since a computer whose schedule
     * starts this has no daemon for it, and reports. Blocks until done.
     */
    public SyncReport syncOnce() {
        SyncReport report =
                passes.collecting(told -> passes.round(terminals, told).run());
        upkeep().some();
        return report;
    }

    /**
     * Compares all devices with the journal and the receiver, and puts right what can be; also the journal itself is verified.
     * Blocks until done.
     */
    public VerifyReport verifyOnce(VerifyScope scope) {
        return verifying.thoroughly(terminals, scope);
    }

    /** Compares as the daemon does by schedule. Blocks until done. */
    public VerifyReport verifyBySchedule() {
        return verifying.bySchedule(terminals, VerifyScope.Reach.LATELY);
    }

    /** Carries out an order. Blocks until done. */
    Outcome perform(Order order, ProgressBoard progress) {
        store.journal().remember(Fact.HOLDER, order.name());
        work().afterUpgrade();
        return work().perform(order, progress);
    }

    /**
     * Works until {@link #close()} is called from another thread: reads by schedule, delivers continuously, reports.
     *
     * @throws JournalException     if the journal can be trusted no more; a new process verifies it
     * @throws AgentBrokenException if something else broke; the process is to end then, too
     */
    public void run() {
        Daemon daemon = new Daemon(engine, passes, this::reached, starts, listening);
        daemon.warn();
        store.journal().remember(Fact.HOLDER, RUN);
        work().afterUpgrade();
        daemon.deliver(delivery);
        daemon.read(terminals, live);
        monitoring.start(scheduler);
        scheduler.start("heartbeat", heartbeat());
        scheduler.start("upkeep", upkeep());
        daemon.compare(verifying, terminals);
        daemon.obey(work());
        daemon.awaitStop();
    }

    /** Tells whether the agent met something that it cannot repair from within. */
    boolean isBroken() {
        return scheduler.broken() != null;
    }

    /** Carries out an order about listening hosts. Blocks until done. */
    Outcome tellTerminals(Order order) {
        StepListener told = passes.guarded(this::reached);
        return hooks.perform(
                order, terminals, passes.collector(told), listening.forCommands(scheduler, told), this::waitAlive);
    }

    /** Compares these as a person asked. Blocks until done. */
    Outcome compare(Order.Verify order, List<Terminal> some) {
        return verifying.byHand(order, some);
    }

    Doctor doctor() {
        Doctor.Link link = new Doctor.Link(receiver, heartbeat()::send, Version.current());
        return new DoctorWiring(config, store, clock, this::state).doctor(patients, link);
    }

    /** Stops what is under way, which finishes or rolls back, and lets go of everything. */
    @Override
    public void close() {
        Duration patience = config.timeouts().stop().multipliedBy(4).dividedBy(5);
        long deadline = System.nanoTime() + patience.toNanos();
        listening.close();
        monitoring.close();
        boolean ended = scheduler.stop(patience);
        terminals.forEach(terminal -> terminal.source().close());
        ended &= engine.crew().stop(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
        if (!ended) {
            log.warn("Some work did not end in {}; it is repeated on the next start.", patience);
        } else if (!isBroken()) {
            starts.endInOrder();
        }
        http.close();
        store.close();
        lock.close();
    }

    private boolean waitAlive(Duration duration) {
        scheduler.signOfLife();
        return scheduler.waitFor(duration);
    }

    private void end(JournalException failed) {
        scheduler.breakDown("The journal can be trusted no more in this process", failed);
    }

    private Relay.Builder toRelay(GatheringOutbox outbox) {
        return Relay.between(outbox, receiver).listener(this::reached).clocks(clock, System::nanoTime);
    }

    private void reached(Step step) {
        scheduler.signOfLife();
        listener.reached(step);
    }

    private Terminal terminal(DeviceConfig device) {
        IsapiEventSource direct = IsapiEventSource.of(device, config, store.latch(), clock);
        if (device.alertStream()) {
            live.add(device, direct.live(config.live()));
        }
        hooks.add(device, direct.slots());
        EventSource patient = new PatientSource(direct, config.busy(), scheduler);
        Terminal terminal =
                new Terminal(device, new WatchedSource(patient, acquaintances, device.name()), new FairTurn());
        patients.add(DoctorWiring.patient(config, terminal, direct.inspector(), listening.tokens()));
        return terminal;
    }

    private Work work() {
        return new Work(this, engine, passes, terminals);
    }

    private UpkeepTask upkeep() {
        return new UpkeepTask(store.upkeep(), config.keep(), clock);
    }

    private Heartbeat heartbeat() {
        Heartbeat.Sender sender = new Heartbeat.Sender(agentId, Version.current(), clock);
        return new Heartbeat(config, store.facts(), receiver, listener, sender, this::state);
    }

    /** Returns the state of this very agent. */
    private StatusReport state() {
        StatusReader.Situation now = new StatusReader.Situation(clock.instant(), Version.current(), true);
        return new StatusReader(config, now).read(store.facts(), store.history(), store.commands(), store.pushes());
    }

    /** Returns what holds the instance lock, or held it last; null if that is unknown. */
    static @Nullable String holderOf(AgentConfig config) {
        try (SqliteStore store = SqliteStore.openReadOnly(journalOf(config))) {
            return store.facts().remembered(Fact.HOLDER);
        }
    }

    static Path journalOf(AgentConfig config) {
        return config.dataDir().resolve("journal.db");
    }
}
