package dev.rollcall.agent.wiring;

import dev.rollcall.agent.collect.Backfiller;
import dev.rollcall.agent.collect.CollectPolicy;
import dev.rollcall.agent.collect.Collector;
import dev.rollcall.agent.collect.PassResult;
import dev.rollcall.agent.collect.Round;
import dev.rollcall.agent.collect.Terminal;
import dev.rollcall.agent.config.AgentConfig;
import dev.rollcall.agent.health.Heartbeat;
import dev.rollcall.agent.health.SyncReport;
import dev.rollcall.agent.outbox.Delivery;
import dev.rollcall.agent.outbox.DeliveryReport;
import dev.rollcall.agent.outbox.Relay;
import dev.rollcall.agent.schedule.Scheduler;
import dev.rollcall.agent.schedule.StepListener;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads terminals and delivers what was read, the same for the daemon and for a command. Safe from any thread. */
final class Passes {

    private static final int VERIFIED_AT_ONCE = 2_000;
    private static final int GATHERINGS = 20;

    private final Engine engine;
    private final GatheringOutbox outbox;
    private final StepListener listener;
    private final Consumer<Terminal> afterPass;
    private final Supplier<Heartbeat> heartbeat;
    private volatile Relay relay;
    private volatile Scheduler.@Nullable Handle relaying;

    /**
     * Creates what reads and delivers.
     *
     * @param listener  is told each step of the walk
     * @param afterPass is given each terminal that was read to the end, while it still has its turn
     * @param heartbeat gives what tells the receiver how things stand, after a delivery that went well
     * @param relay     delivers until {@link #deliverBy} names another
     */
    Passes(
            Engine engine,
            GatheringOutbox outbox,
            StepListener listener,
            Consumer<Terminal> afterPass,
            Supplier<Heartbeat> heartbeat,
            Relay relay) {
        this.engine = engine;
        this.outbox = outbox;
        this.listener = listener;
        this.afterPass = afterPass;
        this.heartbeat = heartbeat;
        this.relay = relay;
    }

    /** Reads, delivers beside that and after it until nothing waits, and reports. */
    SyncReport collecting(Function<StepListener, List<PassResult>> reading) {
        long before = relay.delivered();
        Delivery delivery = delivery();
        PageSignal pages = new PageSignal();
        Supplier<DeliveryReport> beside = engine.crew().begin(() -> delivery.deliverWhile(pages));
        List<PassResult> passes;
        try {
            passes = reading.apply(pages.after(listener));
        } finally {
            pages.end();
        }
        DeliveryReport report = beside.get();
        if (!report.problems().isEmpty() && !report.refused()) {
            report = report.followedBy(delivery.deliverAll());
        }
        if (report.problems().isEmpty()) {
            heartbeat.get().step();
        }
        return new SyncReport(
                passes,
                new DeliveryReport(relay.delivered() - before, report.refused(), report.problems()),
                outbox.waiting(),
                outbox.blocked(),
                engine.store().facts().health().damagedUnsent());
    }

    /** Returns what reads these terminals once. */
    Round round(List<Terminal> some, StepListener told) {
        return new Round(collector(told), some, engine.clock(), engine::isStopping, engine.crew()).andThen(afterPass);
    }

    /** Returns what reads a span of a terminal's log again. */
    Backfiller backfiller(StepListener told) {
        return new Backfiller(
                collector(told),
                engine.store().backfills(),
                engine.config().commands().backfillPiece(),
                engine::isStopping);
    }

    /** Returns what reads one terminal by the configured rules. */
    Collector collector(StepListener told) {
        AgentConfig config = engine.config();
        CollectPolicy policy = new CollectPolicy(
                config.overlap(),
                config.limits().clockTolerance(),
                config.limits().sweepEvery(),
                config.limits().rowsPerSlice(),
                config.limits().sliceRestarts());
        return new Collector(
                engine.store().journal(), policy, engine.clock(), guarded(outbox.before(told)), engine.crew());
    }

    /** Returns a listener that first sees to it that the disk has room. */
    StepListener guarded(StepListener told) {
        AgentConfig config = engine.config();
        return new RoomGuard(config.dataDir(), config.keep().minFreeBytes()).before(told);
    }

    /** Delivers until nothing waits or the receiver does not take it. */
    void deliverAll() {
        Delivery delivery = delivery();
        boolean goesOn = true;
        for (int round = 0; round < GATHERINGS && goesOn; round++) {
            boolean fails = !delivery.deliverAll().problems().isEmpty();
            // What was read just now may still be gathered for its batch.
            goesOn = !fails
                    && outbox.waiting() > 0
                    && engine.scheduler().waitFor(engine.config().limits().gather());
        }
    }

    /** Follows the journal's ledger to its end, and sets aside what is not as it was written. */
    void verifyJournal() {
        boolean end = false;
        while (!end && !engine.isStopping()) {
            end = engine.store()
                    .upkeep()
                    .verifySome(VERIFIED_AT_ONCE, engine.clock().instant());
        }
    }

    /** Delivers by the daemon's relay from now on, which works in a loop of its own. */
    void deliverBy(Relay daemons, Scheduler.Handle loop) {
        relay = daemons;
        relaying = loop;
    }

    /** Lets the daemon's relay look for work at once; without a daemon nothing happens. */
    void wakeRelay() {
        Scheduler.Handle handle = relaying;
        if (handle != null) {
            handle.wake();
        }
    }

    private Delivery delivery() {
        return new Delivery(relay, engine.config().limits().quickAttempts(), engine.scheduler());
    }
}
