package dev.rollcall.agent.wiring;

import dev.rollcall.agent.collect.Collector;
import dev.rollcall.agent.collect.PassResult;
import dev.rollcall.agent.collect.Terminal;
import dev.rollcall.agent.command.Order;
import dev.rollcall.agent.command.Outcome;
import dev.rollcall.agent.config.AgentConfig;
import dev.rollcall.agent.config.DeviceConfig;
import dev.rollcall.agent.health.Json;
import dev.rollcall.agent.reconcile.CompletenessAlarm;
import dev.rollcall.agent.reconcile.TallyReceiver;
import dev.rollcall.agent.reconcile.Verification;
import dev.rollcall.agent.reconcile.VerifyReport;
import dev.rollcall.agent.reconcile.VerifyScope;
import dev.rollcall.agent.reconcile.VerifyTask;
import dev.rollcall.agent.schedule.Backoff;
import dev.rollcall.agent.schedule.CronSchedule;
import dev.rollcall.agent.sqlite.SqliteStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Builds what compares device, journal and receiver, and runs it by hand or by schedule. */
final class VerifyWiring {

    private static final Duration FIRST_BACKOFF = Duration.ofMinutes(1);

    private final Engine engine;
    private final Passes passes;
    private final AgentConfig config;
    private final SqliteStore store;
    private final TallyReceiver receiver;
    private final InstantSource clock;

    VerifyWiring(Engine engine, Passes passes, TallyReceiver receiver) {
        this.engine = engine;
        this.passes = passes;
        this.config = engine.config();
        this.store = engine.store();
        this.receiver = receiver;
        this.clock = engine.clock();
    }

    /** Compares as a person asked: everything is counted anew. */
    Outcome byHand(Order.Verify order, List<Terminal> chosen) {
        VerifyReport report = thoroughly(
                chosen,
                new VerifyScope(
                        order.start(),
                        order.end(),
                        config.verify().days(),
                        order.reading(),
                        config.verify().readsUncounted(),
                        true));
        return new Outcome(order.json() ? Json.of(report.values()) : report.text(), report.exitCode());
    }

    /** Compares as {@link #byHand} does, for whoever has the agent open. */
    VerifyReport thoroughly(List<Terminal> terminals, VerifyScope scope) {
        VerifyReport report = run(terminals, scope);
        new CompletenessAlarm(store.journal(), store.facts(), clock)
                .tellByHand(report, leftOut(terminals), scope, config.verify().days());
        return report;
    }

    /** Compares as the schedule asks: what is kept is trusted, and verified by other means. */
    VerifyReport bySchedule(List<Terminal> terminals, VerifyScope.Reach reach) {
        AgentConfig.Verify settings = config.verify();
        VerifyScope scope = new VerifyScope(null, null, settings.days(), false, settings.readsUncounted(), false);
        return run(terminals, scope.reaching(reach));
    }

    /** Returns what compares at these times. */
    VerifyTask task(CronSchedule schedule, List<Terminal> terminals) {
        Backoff backoff = new Backoff(
                FIRST_BACKOFF,
                config.limits().retryCap(),
                () -> ThreadLocalRandom.current().nextDouble());
        return new VerifyTask(
                new VerifyTask.When(
                        schedule, clock.instant().plus(config.verify().afterStart()), backoff),
                store.journal(),
                store.facts(),
                clock,
                (wanted, reach) -> bySchedule(
                        terminals.stream()
                                .filter(terminal ->
                                        wanted.test(terminal.config().name()))
                                .toList(),
                        reach));
    }

    private VerifyReport run(List<Terminal> terminals, VerifyScope scope) {
        List<VerifyReport> reports = new ArrayList<>();
        // The collector that reads tells the relay of each page; it is known only inside.
        passes.collecting(told -> {
            List<PassResult> read = new ArrayList<>();
            Collector rules = passes.collector(told);
            Verification verification = new Verification(
                    rules,
                    store.tallies(),
                    receiver,
                    store.journal().agentId(),
                    clock,
                    work(() -> read.addAll(passes.round(terminals, told).run())));
            reports.add(verification.run(terminals, scope, leftOut(terminals)));
            return read;
        });
        return reports.get(0);
    }

    /** Returns the names of those that are configured and not among these. */
    private Set<String> leftOut(List<Terminal> terminals) {
        Set<String> names =
                config.devices().stream().map(DeviceConfig::name).collect(Collectors.toCollection(TreeSet::new));
        terminals.forEach(terminal -> names.remove(terminal.config().name()));
        return names;
    }

    private Verification.Work work(Runnable pass) {
        return new Verification.Work() {
            @Override
            public void reading(Runnable reading) {
                reading.run();
                passes.deliverAll();
            }

            @Override
            public void checkJournal() {
                passes.verifyJournal();
            }

            @Override
            public void pass() {
                pass.run();
            }

            @Override
            public void deliver() {
                passes.deliverAll();
            }

            @Override
            public <T> List<T> doAll(List<Supplier<T>> all) {
                return engine.crew().doAll(all);
            }
        };
    }
}
