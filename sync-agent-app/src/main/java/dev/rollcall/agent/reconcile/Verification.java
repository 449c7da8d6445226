package dev.rollcall.agent.reconcile;

import dev.rollcall.agent.collect.Census;
import dev.rollcall.agent.collect.Collector;
import dev.rollcall.agent.collect.SourceException;
import dev.rollcall.agent.collect.Terminal;
import dev.rollcall.agent.journal.TallyBook;
import dev.rollcall.agent.journal.TallyBook.Again;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.EventId;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.attendance.identity.EventIdentity;
import dev.rollcall.attendance.identity.Recognition;
import dev.rollcall.attendance.reconcile.Finding;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Compares device, journal and receiver once, and puts right what can be: what the journal lacks is read, what the receiver lacks is sent
 * again from the journal, and what the journal has pruned since is read from the device again.
 */
public final class Verification {

    private final Collector rules;
    private final TallyBook book;
    private final TallyReceiver receiver;
    private final String agent;
    private final InstantSource clock;
    private final Work work;

    /** What the comparison needs done around it. */
    public interface Work {

        /** Reads and delivers as usual, runs what is given beside that, and delivers all that comes of it. */
        void reading(Runnable reading);

        /** Follows the journal's ledger to its end, and sets aside what is not as it was written. */
        void checkJournal();

        /** Reads all devices as usual. */
        void pass();

        /** Delivers all that waits. */
        void deliver();

        /** Does several things beside one another. */
        <T> List<T> doAll(List<Supplier<T>> all);
    }

    public Verification(
            Collector rules, TallyBook book, TallyReceiver receiver, String agent, InstantSource clock, Work work) {
        this.rules = rules;
        this.book = book;
        this.receiver = receiver;
        this.agent = agent;
        this.clock = clock;
        this.work = work;
    }

    /** Compares all devices that are configured. */
    public VerifyReport run(List<Terminal> terminals, VerifyScope scope) {
        return run(terminals, scope, Set.of());
    }

    /**
     * Compares; blocks until done. What does not answer is a result, not an exception.
     *
     * @param leftOut names of configured devices that are not to be asked; of them only what the receiver lacks is told
     */
    public VerifyReport run(List<Terminal> terminals, VerifyScope scope, Set<String> leftOut) {
        Instant since = clock.instant();
        if (scope.recount()) {
            work.checkJournal();
            book.setAsideUnwritten(clock.instant());
            book.recount();
        } else {
            book.recountIfDue();
        }
        List<Met> met = new ArrayList<>();
        work.reading(() -> met.addAll(meetAll(terminals, scope)));
        book.recountIfDue();
        ReceiverComparison.Result cloud = compareWithReceiver(met, scope, goesBack(terminals, leftOut));
        new HeldElsewhere(book, cloud).note();
        Telling telling = new Telling(book, receiver, agent, clock);
        List<VerifyReport.DeviceResult> results = new ArrayList<>();
        for (Met one : met) {
            results.add(result(one, cloud, scope, since, telling));
        }
        Set<DeviceKey> keys = new HashSet<>();
        met.stream().map(Met::view).filter(Objects::nonNull).forEach(view -> keys.add(view.key()));
        results.addAll(new AbsentDevices(rules.journal(), book, cloud, clock, since, telling)
                .results(keys, results, scope, leftOut));
        return new VerifyReport(results, cloud.problem(), cloud.refused(), cloud.earlier());
    }

    /** A terminal and what asking it came to. */
    private record Met(
            Terminal terminal,
            @Nullable DeviceView view,
            @Nullable SourceException failure) {}

    /** What was read before is compared before more is read: a usual pass would put right what then nobody could name. */
    private List<Met> meetAll(List<Terminal> terminals, VerifyScope scope) {
        List<Met> before = work.doAll(terminals.stream()
                .map(terminal -> (Supplier<Met>) () -> meet(terminal, scope, null))
                .toList());
        work.pass();
        return work.doAll(before.stream()
                .map(one -> (Supplier<Met>) () -> one.view() == null ? one : meet(one.terminal(), scope, one.view()))
                .toList());
    }

    private Met meet(Terminal terminal, VerifyScope scope, @Nullable DeviceView before) {
        try {
            return terminal.turn().take(() -> {
                Census census = Census.of(rules, terminal);
                DeviceCheck check = new DeviceCheck(census, rules.journal(), book, scope, clock);
                return new Met(terminal, check.run(before), null);
            });
        } catch (SourceException failed) {
            return new Met(terminal, null, failed);
        }
    }

    /** Where some are left out only those are of older days that stand, or stood, where the others do; the rest was gone through. */
    private Predicate<DeviceKey> goesBack(List<Terminal> terminals, Set<String> leftOut) {
        Set<String> wanted = new HashSet<>();
        terminals.forEach(terminal -> wanted.add(terminal.config().name()));
        return device -> leftOut.isEmpty() || wanted.contains(book.nameOf(device));
    }

    private ReceiverComparison.Result compareWithReceiver(
            List<Met> met, VerifyScope scope, Predicate<DeviceKey> goesBack) {
        Map<DeviceKey, @Nullable LocalDateTime> devices = new LinkedHashMap<>();
        for (Met one : met) {
            DeviceView view = one.view();
            if (view != null) {
                devices.put(view.key(), view.position());
            }
        }
        // What was read of a device that is replaced or away is in the journal all the same.
        book.acknowledged().forEach(device -> devices.putIfAbsent(device, null));
        return new ReceiverComparison(receiver, book, agent, scope, goesBack)
                .run(devices, before -> repair(met, before));
    }

    private void repair(List<Met> met, Map<DeviceKey, CloudView> views) {
        boolean queued = false;
        for (Map.Entry<DeviceKey, CloudView> view : views.entrySet()) {
            Again again = book.sendAgain(view.getKey(), view.getValue().again());
            queued |= again.queued() > 0 || !again.pruned().isEmpty();
            if (!again.pruned().isEmpty()) {
                readAgain(met, view.getKey(), new PrunedRows(again.pruned()));
            }
        }
        if (queued) {
            work.deliver();
        }
    }

    private void readAgain(List<Met> met, DeviceKey device, PrunedRows pruned) {
        for (Met one : met) {
            if (one.view() != null && one.view().key().equals(device)) {
                work.reading(() -> one.terminal().turn().take(() -> {
                    try {
                        Census census = Census.of(rules, one.terminal());
                        // The journal knows that it lacks something of these days; another offset may print it on the
                        // next.
                        for (LocalDate day : pruned.days()) {
                            census.read(
                                    day.atStartOfDay().minusHours(Recognition.candidateHours()),
                                    day.plusDays(1).atStartOfDay().plusHours(Recognition.candidateHours()),
                                    records -> forgetShown(pruned, records));
                        }
                        return pruned.days();
                    } catch (SourceException failed) {
                        return Set.of();
                    }
                }));
            }
        }
    }

    /** What is pruned is known until the device shows it: what is gone there too stays missing, and is told. */
    private void forgetShown(PrunedRows pruned, List<Observation> records) {
        for (Observation record : records) {
            EventId shownAs = EventIdentity.idOf(record.event());
            pruned.shownBy(record, shownAs).forEach(row -> book.forget(row, shownAs));
        }
    }

    private VerifyReport.DeviceResult result(
            Met met, ReceiverComparison.Result cloud, VerifyScope scope, Instant since, Telling telling) {
        DeviceView view = met.view();
        if (view == null) {
            SourceException failure = Objects.requireNonNull(met.failure());
            boolean refused = failure.kind() == SourceException.Kind.REFUSED;
            return VerifyReport.DeviceResult.failed(met.terminal().config().name(), failure.reason(), refused);
        }
        DayBook days = new DayBook(book, view, cloud, clock, since, Set.of());
        VerifyReport.DeviceResult result = days.result(met.terminal().config().name(), scope);
        if (cloud.problem() == null) {
            telling.tell(view, result);
        }
        return result;
    }

    static Map<LocalDate, List<Finding>> byDay(List<Finding> findings) {
        Map<LocalDate, List<Finding>> days = new HashMap<>();
        for (Finding finding : findings) {
            LocalDateTime wallClock = finding.wallClock();
            if (wallClock != null) {
                days.computeIfAbsent(wallClock.toLocalDate(), day -> new ArrayList<>())
                        .add(finding);
            }
        }
        return days;
    }
}
