package dev.rollcall.agent.wiring;

import dev.rollcall.agent.collect.BackfillMeter;
import dev.rollcall.agent.collect.Backfiller;
import dev.rollcall.agent.collect.PassResult;
import dev.rollcall.agent.collect.Replay;
import dev.rollcall.agent.collect.Terminal;
import dev.rollcall.agent.command.ExitCode;
import dev.rollcall.agent.command.Order;
import dev.rollcall.agent.command.Outcome;
import dev.rollcall.agent.command.Performer;
import dev.rollcall.agent.command.ProgressBoard;
import dev.rollcall.agent.doctor.Diagnosis;
import dev.rollcall.agent.health.Json;
import dev.rollcall.agent.health.Summary;
import dev.rollcall.agent.health.SyncReport;
import dev.rollcall.agent.isapi.KeptRecords;
import dev.rollcall.agent.journal.Acceptance;
import dev.rollcall.agent.journal.JournalFacts.Fact;
import dev.rollcall.agent.journal.PageTally;
import dev.rollcall.agent.sqlite.SqliteStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out orders with an opened agent: the same for the daemon and for a command that holds the lock itself. */
final class Work implements Performer {

    private static final Logger log = LoggerFactory.getLogger(Work.class);

    private final Agent agent;
    private final Engine engine;
    private final Passes passes;
    private final SqliteStore store;
    private final List<Terminal> terminals;

    Work(Agent agent, Engine engine, Passes passes, List<Terminal> terminals) {
        this.agent = agent;
        this.engine = engine;
        this.passes = passes;
        this.store = engine.store();
        this.terminals = terminals;
    }

    @Override
    public Outcome perform(Order order, ProgressBoard progress) {
        if (order instanceof Order.Sync sync) {
            return outcome(agent.syncOnce(), sync.json());
        }
        if (order instanceof Order.Backfill backfill) {
            return backfill(backfill, progress);
        }
        if (order instanceof Order.Verify verify) {
            return verify(verify);
        }
        if (order instanceof Order.Requeue requeue) {
            return requeue(requeue);
        }
        if (order instanceof Order.HookInstall
                || order instanceof Order.HookAwait
                || order instanceof Order.HookRemove) {
            return agent.tellTerminals(order);
        }
        if (order instanceof Order.Accept accept) {
            return accept(accept);
        }
        if (order instanceof Order.AcceptLoss accept) {
            return new LossDesk(store.journal(), store.tallies(), engine.clock()).accept(accept);
        }
        return order instanceof Order.Replay replay ? replay(replay) : examine((Order.Examine) order);
    }

    /** Goes through the quarantine once if this is another version than the one that did so last. */
    void afterUpgrade() {
        String before = store.facts().remembered(Fact.QUARANTINE_VERSION);
        if (before != null && !before.equals(Version.current())) {
            new Replay(store.quarantine(), new KeptRecords(), engine::isStopping).all();
        }
        if (!engine.isStopping()) {
            store.journal().remember(Fact.QUARANTINE_VERSION, Version.current());
        }
    }

    private Outcome verify(Order.Verify order) {
        List<Terminal> chosen = chosen(order.device());
        return chosen.isEmpty()
                ? line(unknownDevice(String.valueOf(order.device())), ExitCode.WRONG_USAGE)
                : agent.compare(order, chosen);
    }

    private List<Terminal> chosen(@Nullable String device) {
        return terminals.stream()
                .filter(terminal -> device == null || terminal.config().name().equals(device))
                .toList();
    }

    private Outcome backfill(Order.Backfill order, ProgressBoard progress) {
        List<Terminal> chosen = chosen(order.device());
        if (chosen.isEmpty()) {
            return line(unknownDevice(String.valueOf(order.device())), ExitCode.WRONG_USAGE);
        }
        BackfillMeter.Told told = new BackfillMeter.Told(progress, System::nanoTime);
        return outcome(
                passes.collecting(listener -> {
                    Backfiller backfiller = passes.backfiller(listener);
                    List<Supplier<PassResult>> work = new ArrayList<>();
                    chosen.forEach(terminal ->
                            work.add(() -> backfiller.backfill(terminal, order.start(), order.end(), told)));
                    return engine.crew().doAll(work);
                }),
                order.json());
    }

    private Outcome requeue(Order.Requeue order) {
        int count = store.outbox().requeue(order.device(), order.ids());
        passes.wakeRelay();
        int missing = Math.max(0, order.ids().size() - count);
        int exitCode = missing > 0 ? ExitCode.INCOMPLETE : ExitCode.FINE;
        if (order.json()) {
            return new Outcome(Json.of(Map.of("requeued", count, "exitCode", exitCode)), exitCode);
        }
        String text = count + " put back to wait; the running agent or the next 'sync' sends them.";
        return line(
                missing == 0
                        ? text
                        : text + System.lineSeparator() + missing
                                + " of the ids named are not blocked; 'outbox list' tells which are.",
                exitCode);
    }

    private Outcome replay(Order.Replay order) {
        Replay replay = new Replay(store.quarantine(), new KeptRecords(), engine::isStopping);
        Replay.Result result = order.ids().isEmpty() ? replay.all() : replay.some(order.ids());
        passes.wakeRelay();
        PageTally tally = result.tally();
        boolean done = tally.quarantined() == 0 && result.missing().isEmpty();
        int exitCode = done ? ExitCode.FINE : ExitCode.INCOMPLETE;
        if (order.json()) {
            return new Outcome(
                    Json.of(Map.of(
                            "new", tally.journaled(),
                            "known", tally.known(),
                            "ignored", tally.ignored(),
                            "kept", tally.quarantined(),
                            "reasons", result.reasons(),
                            "missing", result.missing(),
                            "exitCode", exitCode)),
                    exitCode);
        }
        StringBuilder text = new StringBuilder(tally.read() + " translated again: " + tally.journaled() + " new, "
                + tally.known() + " known, " + tally.ignored() + " of no interest, " + tally.quarantined()
                + " still not understood");
        result.reasons()
                .forEach((reason, count) -> text.append(System.lineSeparator())
                        .append("  ")
                        .append(count)
                        .append(": ")
                        .append(reason));
        result.missing().forEach(id -> text.append(noRecord(id)));
        return line(text.toString(), exitCode);
    }

    private Outcome accept(Order.Accept order) {
        Acceptance acceptance = new Acceptance(engine.clock().instant(), order.who(), order.why());
        List<Long> missing = order.ids().stream()
                .filter(id -> !store.quarantine().accept(id, acceptance))
                .toList();
        int accepted = order.ids().size() - missing.size();
        log.info(
                "{} accepts that {} records are not understood: {} (numbers {}, without {})",
                order.who(),
                accepted,
                order.why(),
                order.ids(),
                missing);
        int exitCode = missing.isEmpty() ? ExitCode.FINE : ExitCode.INCOMPLETE;
        if (order.json()) {
            return new Outcome(
                    Json.of(Map.of("accepted", accepted, "missing", missing, "exitCode", exitCode)), exitCode);
        }
        StringBuilder text = new StringBuilder(accepted + " accepted by " + order.who()
                + ". Nothing is held back for it any more; 'verify' shows what that makes of the days.");
        missing.forEach(id -> text.append(noRecord(id)));
        return line(text.toString(), exitCode);
    }

    private static String noRecord(long id) {
        return System.lineSeparator() + "  no record has the number " + id + "; 'quarantine list' tells them";
    }

    private Outcome examine(Order.Examine order) {
        if (order.retry() != null) {
            Terminal chosen = terminals.stream()
                    .filter(terminal -> terminal.config().name().equals(order.retry()))
                    .findFirst()
                    .orElse(null);
            if (chosen == null) {
                return line(unknownDevice(order.retry()), ExitCode.WRONG_USAGE);
            }
            store.latch().clear(chosen.config());
        }
        Diagnosis diagnosis = agent.doctor().examine();
        return new Outcome(order.json() ? Json.of(diagnosis) : diagnosis.text(), diagnosis.exitCode());
    }

    private static String unknownDevice(String name) {
        return "No device is called '" + name
                + "' in the configuration of the running agent. Restart it if you have just added the device.";
    }

    private static Outcome outcome(SyncReport report, boolean json) {
        Summary summary = Summary.of(report);
        return new Outcome(json ? Json.of(summary) : summary.text(), report.exitCode());
    }

    private static Outcome line(String text, int exitCode) {
        return new Outcome(text + System.lineSeparator(), exitCode);
    }
}
