package dev.rollcall.agent.reconcile;

import dev.rollcall.agent.collect.CollectPolicy;
import dev.rollcall.agent.collect.Collector;
import dev.rollcall.agent.collect.Round;
import dev.rollcall.agent.collect.Terminal;
import dev.rollcall.agent.config.DeviceConfig;
import dev.rollcall.agent.config.Secret;
import dev.rollcall.agent.journal.JournalFacts.Alarm;
import dev.rollcall.agent.journal.JournalFacts.Fact;
import dev.rollcall.agent.schedule.Backoff;
import dev.rollcall.agent.schedule.Crew;
import dev.rollcall.agent.schedule.CronSchedule;
import dev.rollcall.agent.schedule.StepListener;
import dev.rollcall.agent.testing.Events;
import dev.rollcall.agent.testing.FakeTerminal;
import dev.rollcall.agent.testing.InMemoryStore;
import dev.rollcall.agent.testing.SimulatedWorld;
import dev.rollcall.attendance.reconcile.Finding;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** One place with a terminal, an agent that compares each night, and a receiver that can be set back. */
final class ComparedSite implements Verification.Work {

    static final DeviceConfig FRONT = new DeviceConfig("front", "10.0.0.1", 80, "admin", Secret.of("pw"), null, null);
    static final int DAYS = 10;

    final SimulatedWorld world = new SimulatedWorld(Events.SEEN);
    final FakeTerminal fake = new FakeTerminal(world, 5);
    final InMemoryStore store = new InMemoryStore();
    final ShelfReceiver receiver = new ShelfReceiver();
    private final Terminal terminal = new Terminal(FRONT, fake);
    private final Collector rules = new Collector(
            store,
            new CollectPolicy(Duration.ofHours(5), Duration.ofMinutes(2), Duration.ofDays(1), 100, 5),
            world,
            StepListener.NONE,
            Crew.ALONE);

    /** Somebody is recognised so many times, and a day goes by. */
    void punches(int count) {
        for (int number = 0; number < count; number++) {
            fake.punch();
            world.runFor(Duration.ofMinutes(20));
        }
        world.runFor(Duration.ofHours(30));
    }

    /** The journal keeps of what was read no more than that it was. */
    void prune() {
        world.runFor(Duration.ofDays(3));
        pass();
        if (store.prune(Duration.ofDays(1), world.instant(), 100)) {
            throw new IllegalStateException("more is to be pruned than at once");
        }
    }

    /** Compares by itself for so many days; first with another receiver, if it is one. */
    void nights(int days) {
        store.remember(Fact.LAST_VERIFIED, world.instant().toString());
        world.stopAll();
        world.start(
                "verify",
                new VerifyTask(
                        new VerifyTask.When(
                                CronSchedule.of("30 2 * * *", ZoneOffset.UTC),
                                world.instant(),
                                new Backoff(Duration.ofMinutes(1), Duration.ofMinutes(15), () -> 0.999)),
                        store,
                        store,
                        world,
                        (wanted, reach) ->
                                verify(new VerifyScope(null, null, DAYS, false, true, false).reaching(reach))));
        world.runFor(Duration.ofDays(days));
        world.stopAll();
    }

    /** Compares as a person asks for it, by name and days. */
    void byHand(VerifyScope scope, Set<String> leftOut) {
        VerifyReport report = new Verification(rules, store.tallies(), receiver, "agent", world, this)
                .run(List.of(terminal), scope, leftOut);
        new CompletenessAlarm(store, store, world).tellByHand(report, leftOut, scope, DAYS);
    }

    /** Compares as a person asks for it. */
    VerifyReport verify() {
        return verify(new VerifyScope(null, null, DAYS, false, true, true));
    }

    VerifyReport verify(VerifyScope scope) {
        return verify(scope, Set.of());
    }

    /** Compares with the receiver alone what was read where these stand. */
    VerifyReport verifyOthers(VerifyScope scope, Set<String> leftOut) {
        return new Verification(rules, store.tallies(), receiver, "agent", world, this).run(List.of(), scope, leftOut);
    }

    VerifyReport verify(VerifyScope scope, Set<String> leftOut) {
        return new Verification(rules, store.tallies(), receiver, "agent", world, this)
                .run(List.of(terminal), scope, leftOut);
    }

    Set<String> alarmed() {
        return store.alarmed(CompletenessAlarm.KIND);
    }

    /** Returns what a person is told of the place, of this kind. */
    List<String> alarms(String kind) {
        return store.device(FRONT).alarms().stream()
                .filter(alarm -> alarm.kind().equals(kind))
                .map(Alarm::text)
                .toList();
    }

    static List<Finding> open(VerifyReport report) {
        return report.devices().stream()
                .flatMap(device -> device.allFindings().stream())
                .filter(Finding::blocks)
                .distinct()
                .toList();
    }

    @Override
    public void reading(Runnable reading) {
        reading.run();
        receiver.takeAll(store);
    }

    @Override
    public void checkJournal() {
        // nothing is damaged here
    }

    @Override
    public void pass() {
        new Round(rules, List.of(terminal), world, () -> false, Crew.ALONE).run();
    }

    @Override
    public void deliver() {
        receiver.takeAll(store);
    }

    @Override
    public <T> List<T> doAll(List<Supplier<T>> all) {
        return all.stream().map(Supplier::get).toList();
    }
}
