package dev.rollcall.agent.collect;

import dev.rollcall.agent.collect.SourceException.Kind;
import dev.rollcall.agent.config.DeviceConfig;
import dev.rollcall.agent.journal.DeviceSight;
import dev.rollcall.agent.journal.Journal;
import dev.rollcall.agent.journal.PageTally;
import dev.rollcall.agent.schedule.Crew;
import dev.rollcall.agent.schedule.Step;
import dev.rollcall.agent.schedule.StepListener;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.DeviceZone;
import dev.rollcall.attendance.event.Zones;
import dev.rollcall.attendance.window.Plan;
import dev.rollcall.attendance.window.WindowPlanner;
import dev.rollcall.attendance.window.WindowPolicy;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads one device once: all that its plan asks for, and all it holds if its log turns out to have been reset. */
public final class Collector {

    private static final Logger log = LoggerFactory.getLogger(Collector.class);

    private final Journal journal;
    private final CollectPolicy policy;
    private final InstantSource clock;
    private final StepListener listener;
    private final Crew crew;

    /**
     * Creates a collector.
     *
     * @param crew fetches a page while the one before it is stored
     */
    public Collector(Journal journal, CollectPolicy policy, InstantSource clock, StepListener listener, Crew crew) {
        this.journal = journal;
        this.policy = policy;
        this.clock = clock;
        this.listener = listener;
        this.crew = crew;
    }

    /**
     * Reads a terminal. Blocks until it is read or gives up.
     *
     * @return what that came to; a device that does not answer is a result, not an exception
     */
    public PassResult collect(Terminal terminal) {
        String name = terminal.config().name();
        PassRun run = null;
        try {
            run = begin(terminal);
            boolean reset = run.read();
            PageTally tally = run.tally();
            if (reset) {
                journal.raise(
                        "log-reset",
                        name,
                        "The device's log was cleared or restarted; all it holds was read again.",
                        clock.instant());
                log.warn("The log of {} was reset: reading everything it holds.", name);
                run = again(run, terminal);
                run.read();
                tally = tally.plus(run.tally());
            }
            log.info(
                    "Read {}: {} new, {} known, {} ignored, {} not understood.",
                    name,
                    tally.journaled(),
                    tally.known(),
                    tally.ignored(),
                    tally.quarantined());
            return new PassResult(name, tally, null);
        } catch (SourceException failure) {
            log.warn("Reading {} ended early: {}", name, failure.reason());
            return new PassResult(name, run == null ? PageTally.NONE : run.tally(), failure);
        }
    }

    private PassRun begin(Terminal terminal) {
        PassRun.Subject subject = greet(terminal);
        var checkpoint = journal.checkpoint(subject.key());
        Plan plan = subject.planner().plan(checkpoint, subject.clock().clock());
        return new PassRun(this, terminal.source(), subject, plan, checkpoint);
    }

    /** Asks a terminal who it is and what its clock shows, and notes that it answered. */
    PassRun.Subject greet(Terminal terminal) {
        SourceIdentity identity = terminal.source().identify();
        SourceClock sourceClock = terminal.source().clock();
        listener.reached(Step.CLOCK_READ);
        Zones zones = new Zones(configuredZone(terminal.config()), sourceClock.reported());
        meet(terminal.config(), identity, sourceClock, zones);
        return new PassRun.Subject(
                terminal.config().name(), identity.key(), sourceClock, zones, planner(terminal.config()));
    }

    private PassRun again(PassRun before, Terminal terminal) {
        SourceClock sourceClock = terminal.source().clock();
        listener.reached(Step.CLOCK_READ);
        PassRun.Subject subject = before.subject().withClock(sourceClock);
        return new PassRun(
                this,
                terminal.source(),
                subject,
                subject.planner().planAfterReset(sourceClock.clock()),
                journal.checkpoint(subject.key()));
    }

    private void meet(DeviceConfig config, SourceIdentity identity, SourceClock sourceClock, Zones zones) {
        DeviceZone zone = effective(zones);
        DeviceKey before = journal.meet(new DeviceSight(
                identity.key(),
                config.name(),
                config.address(),
                identity.model(),
                identity.firmware(),
                zone == null ? null : zone.name(),
                sourceClock.clock().offsetIn(zone),
                clock.instant(),
                ZoneProblem.of(zones, sourceClock.clock())));
        if (before != null) {
            String text = "At " + config.address() + " device " + identity.key() + " answers where " + before
                    + " did before. Its events are kept apart; check that this is the terminal you mean.";
            journal.raise("device-replaced", config.name(), text, clock.instant());
            log.warn("{}: {}", config.name(), text);
        }
    }

    private WindowPlanner planner(DeviceConfig config) {
        return new WindowPlanner(new WindowPolicy(
                policy.overlap(),
                config.startFrom() == null ? null : config.startFrom().atStartOfDay(),
                policy.clockTolerance(),
                policy.sweepEvery()));
    }

    private static @Nullable DeviceZone configuredZone(DeviceConfig config) {
        return config.zone() == null ? null : DeviceZone.of(config.zone());
    }

    static @Nullable DeviceZone effective(Zones zones) {
        return zones.configured() != null ? zones.configured() : zones.reported();
    }

    Journal journal() {
        return journal;
    }

    CollectPolicy policy() {
        return policy;
    }

    InstantSource clock() {
        return clock;
    }

    StepListener listener() {
        return listener;
    }

    Crew crew() {
        return crew;
    }

    static boolean isNotTaken(SourceException failure) {
        return failure.kind() == Kind.INVALID_REQUEST || failure.kind() == Kind.UNSUPPORTED;
    }
}
