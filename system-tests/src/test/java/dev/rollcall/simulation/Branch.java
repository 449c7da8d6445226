package dev.rollcall.simulation;

import dev.rollcall.agent.collect.Acquaintances;
import dev.rollcall.agent.collect.CollectPolicy;
import dev.rollcall.agent.collect.Collector;
import dev.rollcall.agent.collect.EventSource;
import dev.rollcall.agent.collect.PassResult;
import dev.rollcall.agent.collect.PatientSource;
import dev.rollcall.agent.collect.Round;
import dev.rollcall.agent.collect.Terminal;
import dev.rollcall.agent.collect.WatchedSource;
import dev.rollcall.agent.config.AgentConfig;
import dev.rollcall.agent.journal.Journal;
import dev.rollcall.agent.journal.JournalException;
import dev.rollcall.agent.journal.JournalFacts;
import dev.rollcall.agent.journal.TallyBook;
import dev.rollcall.agent.journal.Upkeep;
import dev.rollcall.agent.outbox.Outbox;
import dev.rollcall.agent.outbox.Relay;
import dev.rollcall.agent.outbox.RelayPause;
import dev.rollcall.agent.outbox.RelayPolicy;
import dev.rollcall.agent.outbox.RelayTask;
import dev.rollcall.agent.reconcile.VerifyReport;
import dev.rollcall.agent.schedule.Backoff;
import dev.rollcall.agent.schedule.Crew;
import dev.rollcall.agent.schedule.Holdbacks;
import dev.rollcall.agent.schedule.Step;
import dev.rollcall.agent.testing.InMemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;

/** An agent in a branch office: its disk, its clock, and the process with the product's own logic. */
final class Branch extends Living {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String LINK = "link";
    private static final int IMAGES = 6;

    private final World world;
    private final Habits habits;
    private final Dice dice;
    private final Gate gate;
    private final List<Timeline.Work> works = new ArrayList<>();
    private final Deque<InMemoryStore> earlier = new ArrayDeque<>();
    private InMemoryStore disk = new InMemoryStore();
    private Timeline.Work relaying;
    private Comparing comparing;
    private long wallShift;
    private int timesSet;
    private long fullUntil;
    private long asleepUntil;

    /**
     * How an agent is set up.
     *
     * @param every   how often devices are read, in milliseconds
     * @param collect the settings of collecting
     * @param batch   events of a batch
     * @param keep    how long what is delivered is kept
     * @param nightly whether device, journal and receiver are compared each night; else each week
     */
    record Habits(long every, CollectPolicy collect, int batch, Duration keep, boolean nightly) {}

    Branch(World world, String name, Habits habits, Dice dice) {
        super(name);
        this.world = world;
        this.habits = habits;
        this.dice = dice;
        this.gate = new Gate(world, this);
    }

    InMemoryStore disk() {
        return disk;
    }

    Habits habits() {
        return habits;
    }

    Instant instant() {
        return world.start().plusMillis(world.timeline().now() + wallShift);
    }

    void shiftClock(long byMillis) {
        wallShift += byMillis;
        timesSet++;
    }

    /** Tells whether its clock ever jumped, so that what it takes for old may be young. */
    boolean wasSet() {
        return timesSet > 0;
    }

    int howOftenSet() {
        return timesSet;
    }

    void fillDisk(long until) {
        fullUntil = until;
    }

    boolean hasNoRoom() {
        return world.timeline().now() < fullUntil;
    }

    void sleep(long until) {
        asleepUntil = until;
    }

    /** Puts an image of the disk back, as of a virtual machine; the agent is started from it. */
    void restore(InMemoryStore image) {
        die();
        disk = image;
    }

    void heal() {
        fullUntil = 0;
        if (asleepUntil > world.timeline().now()) {
            asleepUntil = 0;
            works.forEach(Timeline.Work::wake);
        }
    }

    /** An opportunity to be killed. */
    void mayDie(String where) {
        if (world.chance().strikes(Fault.AGENT_KILLED)) {
            world.trace().note(name(), "dies at " + where);
            throw new Crash(this);
        }
    }

    /** A planted defect may lose the last commits when the power goes: then images of the last ones are kept. */
    void committed() {
        if (world.defect().losesLastCommits()) {
            earlier.addLast(disk.copy());
            if (earlier.size() > IMAGES) {
                earlier.removeFirst();
            }
        }
    }

    @Override
    void boot() {
        world.trace().note(name(), "starts");
        InstantSource clock = world.defect().agentClock(this::instant);
        Journal journal = world.defect().journal(gate.around(Journal.class, () -> disk));
        Outbox outbox = world.defect().outbox(gate.around(Outbox.class, () -> disk));
        Holdbacks holdbacks = world.defect().holdbacks(gate.around(Holdbacks.class, () -> disk));
        begin(0, () -> {
            outbox.putBackLapsedClaims();
            work(clock, journal, outbox, holdbacks);
            return -1;
        });
    }

    private void work(InstantSource clock, Journal journal, Outbox outbox, Holdbacks holdbacks) {
        Turns turns = new Turns();
        Link link = new Link(world, this, dice);
        RelayPolicy policy = policy();
        LongSupplier monotonic = world.defect().waiting(this::nanoTime, clock);
        Relay relay = relay(policy, link, clock, monotonic, outbox, holdbacks);
        RelayPause pause = RelayPause.kept(holdbacks, LINK, clock, monotonic, Duration.ofHours(1));
        relaying = begin(0, relaying(new RelayTask(relay, policy, pause), turns));
        Collector collector = collector(journal, clock);
        List<Terminal> terminals = terminals();
        for (int place = 0; place < terminals.size(); place++) {
            begin(dice.between(0, 5_000), reading(collector, terminals.get(place), clock, turns));
        }
        Upkeep upkeep = world.defect().upkeep(gate.around(Upkeep.class, () -> disk));
        begin(dice.between(0, 86_400_000L), () -> {
            boolean more = true;
            while (more) {
                more = upkeep.prune(habits.keep(), clock.instant(), 50);
            }
            return 86_400_000L;
        });
        comparing = new Comparing(
                world,
                this,
                new Comparing.Parts(
                        collector,
                        terminals,
                        journal,
                        gate.around(JournalFacts.class, () -> disk),
                        world.defect().tallies(gate.around(TallyBook.class, () -> disk.tallies())),
                        world.defect().comparison(link::compare),
                        relay,
                        clock,
                        turns,
                        this::note));
        begin(dice.between(0, 3_600_000), comparing.bySchedule(habits.nightly()));
    }

    private Collector collector(Journal journal, InstantSource clock) {
        return new Collector(
                journal,
                world.defect().policy(habits.collect()),
                clock,
                step -> {
                    mayDie(step.name());
                    if (step == Step.PAGE_COMMITTED) {
                        relaying.wake();
                    }
                },
                Crew.ALONE);
    }

    private List<Terminal> terminals() {
        Acquaintances acquaintances = new Acquaintances(world.addresses().stream()
                .map(address -> address.config().name())
                .toList());
        return world.addresses().stream()
                .map(address -> new Terminal(address.config(), source(address, acquaintances)))
                .toList();
    }

    private Timeline.Step reading(Collector collector, Terminal terminal, InstantSource clock, Turns turns) {
        Round round = new Round(collector, List.of(terminal), clock, () -> false, Crew.ALONE);
        return () -> {
            if (!turns.mayRead()) {
                return MINUTE.toMillis();
            }
            turns.read(() -> {
                world.oracle().passBegins(this);
                round.run().forEach(this::note);
            });
            return world.pause(habits.every()) + dice.between(0, habits.every() / 10 + 1);
        };
    }

    /** Compares device, journal and receiver as a person asks for it; what the last so many days are is counted. */
    VerifyReport compareAll(int days) {
        return comparing.byHand(days);
    }

    /** Compares the last days, as it does each night. */
    void compareLately() {
        comparing.lately();
    }

    private EventSource source(Address address, Acquaintances acquaintances) {
        EventSource wire = world.defect().source(new Wire(world, this, address, dice));
        AgentConfig.Busy busy = new AgentConfig.Busy(2, Duration.ofMillis(500));
        EventSource patient = new PatientSource(wire, busy, wait -> {
            world.timeline().spend(wait.toMillis());
            return true;
        });
        return world.defect()
                .watched(
                        patient,
                        new WatchedSource(
                                patient, acquaintances, address.config().name()));
    }

    private void note(PassResult result) {
        world.trace()
                .note(name(), "pass", result.tally().journaled(), result.tally().known(), result.complete() ? 1 : 0);
        world.oracle().passEnded(result);
    }

    private RelayPolicy policy() {
        Backoff backoff = new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(15), dice::unit);
        return world.defect()
                .relay(new RelayPolicy(
                        "agent-" + name(), habits.batch(), Duration.ofMinutes(15), backoff, Duration.ofHours(1)));
    }

    private Relay relay(
            RelayPolicy policy,
            Link link,
            InstantSource clock,
            LongSupplier monotonic,
            Outbox outbox,
            Holdbacks holdbacks) {
        return Relay.between(outbox, world.defect().link(link))
                .listener(step -> mayDie(step.name()))
                .clocks(clock, monotonic)
                .remember(holdbacks, LINK)
                .build(policy);
    }

    private Timeline.Step relaying(RelayTask task, Turns turns) {
        return () -> {
            if (!turns.mayDeliver()) {
                return 1_000;
            }
            Duration[] wait = new Duration[1];
            turns.deliver(() -> wait[0] = task.step());
            boolean idle = wait[0].compareTo(Duration.ofSeconds(30)) == 0;
            return idle ? world.idle() : wait[0].toMillis();
        };
    }

    private long nanoTime() {
        return world.timeline().now() * 1_000_000L;
    }

    private Timeline.Work begin(long afterMillis, Timeline.Step step) {
        Timeline.Work work = world.timeline().after(afterMillis, this, () -> guarded(step));
        works.add(work);
        return work;
    }

    /** A step that throws is tried again a minute later; a journal that can be trusted no more ends the process. */
    private long guarded(Timeline.Step step) {
        if (world.timeline().now() < asleepUntil) {
            return asleepUntil - world.timeline().now();
        }
        try {
            return step.run();
        } catch (JournalException failed) {
            if (failed.trouble() != JournalException.Trouble.PASSING) {
                world.trace().note(name(), "ends: " + failed.trouble());
                throw new Crash(this);
            }
            return MINUTE.toMillis();
        }
    }

    @Override
    void ended() {
        works.forEach(Timeline.Work::cancel);
        works.clear();
        if (!earlier.isEmpty() && dice.chance(0.7)) {
            disk = earlier.peekFirst();
            world.oracle().lostCommits(this);
        }
        earlier.clear();
        world.timeline().once(dice.logUniform(1_000, 3_600_000), null, this::startIfDown);
    }

    private void startIfDown() {
        if (!isUp()) {
            start();
        }
    }
}
