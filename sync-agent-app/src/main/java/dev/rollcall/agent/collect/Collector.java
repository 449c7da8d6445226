package dev.rollcall.agent.collect;

import dev.rollcall.agent.collect.PassRun.Outcome;
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
import dev.rollcall.attendance.window.Anchor;
import dev.rollcall.attendance.window.Plan;
import dev.rollcall.attendance.window.WindowPlanner;
import dev.rollcall.attendance.window.WindowPolicy;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads one device once: all that its plan asks for, and all it holds if its log turns out to have been reset. */
public final class Collector {

    private static final Logger log = LoggerFactory.getLogger(Collector.class);

    private static final String UNREAD = "not-read";
    private static final String TWO_DEVICES = "two-devices";
    private static final String REPLACED = "device-replaced";

    /** One device alone has answered for so long: whatever was mixed up at its address is not any more. */
    private static final Duration ALONE = Duration.ofDays(1);

    /** Long enough for somebody to see it who does not look each day. */
    private static final Duration SETTLED = Duration.ofDays(7);

    private static final String OFFSET = "offset-disagrees";

    private final Journal journal;
    private final CollectPolicy policy;
    private final InstantSource clock;
    private final StepListener listener;
    private final Crew crew;
    private final FillWatch fills;

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
        this.fills = new FillWatch(journal);
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
            Outcome outcome = run.read();
            PageTally tally = run.tally();
            if (outcome != Outcome.READ) {
                explain(outcome, name);
                run = again(run, terminal, outcome);
                run.read();
                tally = tally.plus(run.tally());
            }
            noteFill(terminal, run);
            journal.lower(UNREAD, name);
            journal.lower(TWO_DEVICES, name, clock.instant().minus(ALONE));
            journal.lower(REPLACED, name, clock.instant().minus(SETTLED));
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
            noteFailure(terminal, run, failure);
            return new PassResult(name, run == null ? PageTally.NONE : run.tally(), failure);
        }
    }

    /**
     * Asks a terminal who it is and what its clock shows, and notes that it answered; reads nothing of its log.
     *
     * @throws SourceException if it does not answer
     */
    public void meet(Terminal terminal) {
        greet(terminal);
    }

    private void explain(Outcome outcome, String name) {
        if (outcome == Outcome.HOLES) {
            log.info("Something of {} may be missing: looking for it in everything it holds.", name);
            return;
        }
        journal.raise(
                "log-reset",
                name,
                "The device's log was cleared or restarted; all it holds was read again.",
                clock.instant());
        log.warn("The log of {} was reset: reading everything it holds.", name);
    }

    private void noteFill(Terminal terminal, PassRun run) {
        Anchor newest = run.newest();
        if (newest != null) {
            fills.read(
                    terminal.config(),
                    run.subject().key(),
                    terminal.source().capacity(),
                    newest.serialNo(),
                    clock.instant());
        }
    }

    /** What stands in no pass is told as an alarm: a device that was not even met has no pass. */
    private void noteFailure(Terminal terminal, @Nullable PassRun run, SourceException failure) {
        String name = terminal.config().name();
        boolean network = failure.kind() == Kind.TWO_DEVICES || failure.kind() == Kind.SAME_DEVICE;
        if (run == null || network) {
            String kind = failure.kind() == Kind.TWO_DEVICES ? TWO_DEVICES : UNREAD;
            journal.raise(kind, name, "It could not be read: " + failure.reason(), clock.instant());
        }
        fills.missed(terminal.config(), clock.instant());
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

    private PassRun again(PassRun before, Terminal terminal, Outcome outcome) {
        SourceClock sourceClock = terminal.source().clock();
        listener.reached(Step.CLOCK_READ);
        PassRun.Subject subject = before.subject().withClock(sourceClock);
        return new PassRun(
                this,
                terminal.source(),
                subject,
                outcome == Outcome.RESET
                        ? subject.planner().planAfterReset(sourceClock.clock())
                        : subject.planner().planAfterHoles(sourceClock.clock()),
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
        tellOffset(config, sourceClock, zones);
        if (before != null) {
            String text = "At " + config.address() + " device " + identity.key() + " answers where " + before
                    + " did before. Its events are kept apart; check that this is the terminal you mean.";
            journal.raise(REPLACED, config.name(), text, clock.instant());
            log.warn("{}: {}", config.name(), text);
        }
    }

    /** A terminal that prints another offset than its zone has is believed in neither; its events are flagged one by one. */
    private void tellOffset(DeviceConfig config, SourceClock sourceClock, Zones zones) {
        DeviceZone zone = effective(zones);
        ZoneOffset printed = sourceClock.clock().offset();
        if (zone == null || printed == null) {
            return;
        }
        if (!zone.has(printed, sourceClock.clock().wallClock())) {
            journal.raise(
                    OFFSET,
                    config.name(),
                    "The device prints the offset " + printed + ", which its zone " + zone.name()
                            + " does not have at that time. Its events are kept and flagged; correct its time zone or the "
                            + "zone in the configuration.",
                    clock.instant());
        } else {
            journal.lower(OFFSET, config.name());
        }
    }

    private WindowPlanner planner(DeviceConfig config) {
        return new WindowPlanner(new WindowPolicy(
                policy.overlap(),
                config.startFrom() == null ? null : config.startFrom().atStartOfDay(),
                policy.clockTolerance(),
                policy.sweepEvery()));
    }

    static @Nullable DeviceZone configuredZone(DeviceConfig config) {
        return config.zone() == null ? null : DeviceZone.of(config.zone());
    }

    static @Nullable DeviceZone effective(Zones zones) {
        return zones.configured() != null ? zones.configured() : zones.reported();
    }

    /** Returns the journal that is written. */
    public Journal journal() {
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
