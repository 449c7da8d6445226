package dev.rollcall.simulation;

import dev.rollcall.agent.collect.Collector;
import dev.rollcall.agent.collect.PassResult;
import dev.rollcall.agent.collect.Round;
import dev.rollcall.agent.collect.Terminal;
import dev.rollcall.agent.journal.Journal;
import dev.rollcall.agent.journal.JournalFacts;
import dev.rollcall.agent.journal.TallyBook;
import dev.rollcall.agent.outbox.Delivery;
import dev.rollcall.agent.outbox.Relay;
import dev.rollcall.agent.reconcile.TallyReceiver;
import dev.rollcall.agent.reconcile.Verification;
import dev.rollcall.agent.reconcile.VerifyReport;
import dev.rollcall.agent.reconcile.VerifyScope;
import dev.rollcall.agent.reconcile.VerifyTask;
import dev.rollcall.agent.schedule.Backoff;
import dev.rollcall.agent.schedule.Crew;
import dev.rollcall.agent.schedule.CronSchedule;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** How an agent compares device, journal and receiver: each night, when the receiver is another one, and when somebody asks for it. */
final class Comparing {

    private static final CronSchedule NIGHTLY = CronSchedule.of("17 3 * * *", ZoneOffset.UTC);
    private static final CronSchedule WEEKLY = CronSchedule.of("17 3 * * 1", ZoneOffset.UTC);
    private static final Duration SOON = Duration.ofMinutes(10);
    private static final Backoff BACKOFF = new Backoff(Duration.ofMinutes(1), Duration.ofMinutes(15), () -> 1);
    private static final long SOONER = 60_000;
    /** The task looks each minute; where nothing was asked for it is idle until the night. */
    private static final long LOOK = 6 * 3_600_000L;

    private static final int NIGHTLY_DAYS = 3;
    private static final VerifyScope LATELY = new VerifyScope(null, null, NIGHTLY_DAYS, false, true, false);
    private static final int QUICK_ATTEMPTS = 3;

    private final World world;
    private final Branch agent;
    private final Parts parts;

    /** What an agent that runs has for it. */
    record Parts(
            Collector collector,
            List<Terminal> terminals,
            Journal journal,
            JournalFacts facts,
            TallyBook book,
            TallyReceiver receiver,
            Relay relay,
            InstantSource clock,
            Turns turns,
            Consumer<PassResult> noted) {}

    Comparing(World world, Branch agent, Parts parts) {
        this.world = world;
        this.agent = agent;
        this.parts = parts;
    }

    /** Compares the last days, whatever was found before. */
    void lately() {
        parts.turns().compare(() -> run(parts.terminals(), LATELY));
    }

    /** Returns the work that compares by itself. */
    Timeline.Step bySchedule(boolean nightly) {
        VerifyTask task = new VerifyTask(
                new VerifyTask.When(
                        nightly ? NIGHTLY : WEEKLY, parts.clock().instant().plus(SOON), BACKOFF),
                parts.journal(),
                parts.facts(),
                parts.clock(),
                (wanted, reach) -> run(
                        parts.terminals().stream()
                                .filter(terminal ->
                                        wanted.test(terminal.config().name()))
                                .toList(),
                        LATELY.reaching(reach)));
        return () -> {
            if (!parts.turns().mayCompare()) {
                return SOONER;
            }
            parts.turns().compare(task::step);
            return parts.facts().remembered(JournalFacts.Fact.VERIFY_ASKED) == null ? LOOK : SOONER;
        };
    }

    /** Compares everything, as a person asks for it. */
    VerifyReport byHand(int days) {
        VerifyReport[] report = new VerifyReport[1];
        parts.turns()
                .compare(
                        () -> report[0] = run(parts.terminals(), new VerifyScope(null, null, days, false, true, true)));
        return report[0];
    }

    private VerifyReport run(List<Terminal> terminals, VerifyScope scope) {
        world.oracle().passBegins(agent);
        Verification verification = new Verification(
                parts.collector(), parts.book(), parts.receiver(), agent.name(), parts.clock(), new Around());
        VerifyReport report = verification.run(terminals, scope);
        world.oracle().compared(report);
        world.trace()
                .note(
                        agent.name(),
                        "compared",
                        report.exitCode(),
                        report.devices().size());
        world.trace().explain(() -> report.text().replace(System.lineSeparator(), " | "));
        return report;
    }

    private void deliver() {
        if (parts.turns().mayDeliver()) {
            parts.turns()
                    .deliver(() -> new Delivery(parts.relay(), QUICK_ATTEMPTS, pause -> {
                                world.timeline().spend(pause.toMillis());
                                return true;
                            })
                            .deliverAll());
        }
    }

    /** What is to be done around it; with nobody beside, one after the other. */
    private final class Around implements Verification.Work {

        @Override
        public void reading(Runnable reading) {
            reading.run();
            deliver();
        }

        @Override
        public void checkJournal() {
            // this journal's rows are always as they were written
        }

        @Override
        public void pass() {
            Round round = new Round(parts.collector(), parts.terminals(), parts.clock(), () -> false, Crew.ALONE);
            round.run().forEach(parts.noted());
        }

        @Override
        public void deliver() {
            Comparing.this.deliver();
        }

        @Override
        public <T> List<T> doAll(List<Supplier<T>> all) {
            List<T> done = new ArrayList<>();
            all.forEach(one -> done.add(one.get()));
            return done;
        }
    }
}
