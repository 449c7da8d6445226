package dev.rollcall.agent.wiring;

import dev.rollcall.agent.cloud.HttpReceiver;
import dev.rollcall.agent.collect.CollectPolicy;
import dev.rollcall.agent.collect.Collector;
import dev.rollcall.agent.collect.PassResult;
import dev.rollcall.agent.collect.Round;
import dev.rollcall.agent.collect.Terminal;
import dev.rollcall.agent.config.AgentConfig;
import dev.rollcall.agent.config.DeviceConfig;
import dev.rollcall.agent.health.Doctor;
import dev.rollcall.agent.health.Heartbeat;
import dev.rollcall.agent.health.StatusReader;
import dev.rollcall.agent.health.StatusReport;
import dev.rollcall.agent.health.StatusText;
import dev.rollcall.agent.health.SyncReport;
import dev.rollcall.agent.isapi.IsapiEventSource;
import dev.rollcall.agent.journal.JournalException;
import dev.rollcall.agent.outbox.Delivery;
import dev.rollcall.agent.outbox.DeliveryReport;
import dev.rollcall.agent.outbox.Relay;
import dev.rollcall.agent.outbox.RelayPolicy;
import dev.rollcall.agent.outbox.RelayTask;
import dev.rollcall.agent.schedule.Backoff;
import dev.rollcall.agent.schedule.CronTask;
import dev.rollcall.agent.schedule.Scheduler;
import dev.rollcall.agent.schedule.Step;
import dev.rollcall.agent.schedule.StepListener;
import dev.rollcall.agent.sqlite.SqliteStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
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
    private static final Duration FIRST_BACKOFF = Duration.ofSeconds(2);

    private final AgentConfig config;
    private final InstantSource clock = InstantSource.system();
    private final StepListener listener;
    private final ThreadScheduler scheduler = new ThreadScheduler();
    private final ThreadCrew crew = new ThreadCrew();
    private final InstanceLock lock;
    private final SqliteStore store;
    private final GatheringOutbox outbox;
    private final HttpReceiver receiver;
    private final List<Terminal> terminals;
    private final String agentId;

    private Agent(AgentConfig config, StepListener listener, InstanceLock lock, SqliteStore store) {
        this.config = config;
        this.listener = listener;
        this.lock = lock;
        this.store = store;
        this.outbox = new GatheringOutbox(store.outbox(), scheduler, System::nanoTime);
        this.agentId = store.journal().agentId();
        this.receiver = HttpReceiver.of(config, clock);
        this.terminals = config.devices().stream().map(this::terminal).toList();
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
            return new Agent(config, listener, lock, SqliteStore.open(journalOf(config)));
        } catch (JournalException failed) {
            lock.close();
            throw failed;
        }
    }

    /** Reads the state of an agent, running or not, without touching it. */
    public static StatusReport status(AgentConfig config) {
        StatusReader reader = new StatusReader(config);
        if (!Files.exists(journalOf(config))) {
            return reader.beforeFirstRun();
        }
        try (SqliteStore store = SqliteStore.openReadOnly(journalOf(config))) {
            return reader.read(store.facts(), InstantSource.system().instant());
        }
    }

    /** Writes such a state for a person, ages told by the system's clock. */
    public static String describe(StatusReport report) {
        return StatusText.of(report, InstantSource.system().instant());
    }

    /** Reads all devices once, delivers beside that and after it until nothing waits, and reports. Blocks until done. */
    public SyncReport syncOnce() {
        Delivery delivery = new Delivery(relay(), config.limits().quickAttempts(), scheduler);
        PageSignal pages = new PageSignal();
        Supplier<DeliveryReport> beside = crew.begin(() -> delivery.deliverWhile(pages));
        List<PassResult> passes;
        try {
            passes = round(terminals, pages.after(listener)).run();
        } finally {
            pages.end();
        }
        DeliveryReport delivered = beside.get();
        if (!delivered.problems().isEmpty() && !delivered.refused()) {
            delivered = delivered.followedBy(delivery.deliverAll());
        }
        if (delivered.problems().isEmpty()) {
            heartbeat().step();
        }
        return new SyncReport(passes, delivered, outbox.waiting(), outbox.blocked());
    }

    /** Works until {@link #close()} is called from another thread: reads by schedule, delivers continuously, reports. */
    public void run() {
        RelayPolicy policy = relayPolicy();
        Scheduler.Handle relay = scheduler.start("relay", new RelayTask(relay(), policy, System::nanoTime));
        StepListener waking = step -> {
            listener.reached(step);
            if (step == Step.PAGE_COMMITTED) {
                relay.wake();
            }
        };
        for (Terminal terminal : terminals) {
            Round own = round(List.of(terminal), waking);
            scheduler.start("collect " + terminal.config().name(), new CronTask(config.schedule(), clock, own::run));
        }
        scheduler.start("heartbeat", heartbeat());
        log.info("Running: {} devices, schedule {}.", config.devices().size(), config.schedule());
        try {
            scheduler.awaitStop();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns a doctor for this agent's devices and receiver. */
    public Doctor doctor() {
        return new Doctor(terminals, receiver, heartbeat()::send);
    }

    /** Lets a device's password be tried again, whatever was refused before. */
    public void retryPassword(DeviceConfig device) {
        store.latch().clear(device);
    }

    /** Stops what is under way, which finishes or rolls back, and lets go of everything. */
    @Override
    public void close() {
        Duration patience = config.timeouts().stop();
        boolean ended = scheduler.stop(patience);
        terminals.forEach(terminal -> terminal.source().close());
        if (!crew.stop(patience) || !ended) {
            log.warn("Some work did not end in {}; it is repeated on the next start.", patience);
        }
        receiver.close();
        store.close();
        lock.close();
    }

    private Terminal terminal(DeviceConfig device) {
        return new Terminal(device, IsapiEventSource.of(device, config, store.latch(), clock));
    }

    private Round round(List<Terminal> some, StepListener told) {
        CollectPolicy policy = new CollectPolicy(
                config.overlap(),
                config.limits().clockTolerance(),
                config.limits().sweepEvery(),
                config.limits().rowsPerSlice(),
                config.limits().sliceRestarts());
        Collector collector = new Collector(store.journal(), policy, clock, outbox.before(told), crew);
        return new Round(collector, some, clock, scheduler::isStopping, crew);
    }

    private Relay relay() {
        return Relay.between(outbox, receiver)
                .listener(listener)
                .clocks(clock, System::nanoTime)
                .build(relayPolicy());
    }

    private RelayPolicy relayPolicy() {
        AgentConfig.Limits limits = config.limits();
        Backoff backoff = new Backoff(
                FIRST_BACKOFF,
                limits.retryCap(),
                () -> ThreadLocalRandom.current().nextDouble());
        return new RelayPolicy(
                agentId, limits.batchSize(), limits.refusalProbeEvery(), backoff, limits.retryAfterCap());
    }

    private Heartbeat heartbeat() {
        return new Heartbeat(
                config, store.facts(), receiver, listener, new Heartbeat.Sender(agentId, Version.current(), clock));
    }

    private static Path journalOf(AgentConfig config) {
        return config.dataDir().resolve("journal.db");
    }
}
