package dev.rollcall.disklab;

import dev.rollcall.agent.journal.JournalException;
import dev.rollcall.agent.journal.JournalFault;
import dev.rollcall.agent.journal.JournalPage;
import dev.rollcall.agent.journal.PunchLog;
import dev.rollcall.agent.outbox.ClaimedBatch;
import dev.rollcall.agent.outbox.ClaimedEvent;
import dev.rollcall.agent.sqlite.SqliteStore;
import dev.rollcall.agent.testing.Events;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.attendance.exchange.OutcomeMessage;
import dev.rollcall.attendance.exchange.ReceiptMessage;
import dev.rollcall.attendance.window.Anchor;
import dev.rollcall.attendance.window.Checkpoint;
import dev.rollcall.attendance.window.DeviceClock;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A journal with something wrong in it, in the hands of an agent that a supervisor starts again: it opens, delivers, verifies, reads its
 * terminals as far as the journal says it must, and delivers again.
 */
final class DamagedJournal {

    private static final int STARTS = 5;
    private static final int ROWS = 500;
    private static final ZoneOffset OFFSET = ZoneOffset.ofHoursMinutes(5, 30);
    private static final Instant NOW = Events.SEEN.plusSeconds(86_400L * 30);

    private final Path file;
    private final List<Observation> logged;
    private final Map<String, Set<String>> delivered = new HashMap<>();
    private final List<String> told = new ArrayList<>();
    private final Set<String> answered = new HashSet<>();
    private int batches;
    private boolean ended;
    private String unrest = "";

    /** Takes it over; the terminals hold these events still. */
    DamagedJournal(Path file, List<Observation> logged) {
        this.file = file;
        this.logged = logged;
    }

    /** Lives with it until nothing is left to be done. */
    void live() {
        for (int start = 0; start < STARTS && !ended; start++) {
            try (SqliteStore store = SqliteStore.open(file, InstantSource.fixed(NOW))) {
                deliver(store);
                boolean end = false;
                while (!end) {
                    end = store.upkeep().verifySome(10_000, NOW);
                }
                store.upkeep().keepPlace();
                JournalWork.DEVICES.forEach(device -> read(store, device));
                deliver(store);
                store.facts().health().alarms().forEach(alarm -> told.add(alarm.kind()));
                noteAnswered(store);
                List<JournalFault> faults = new ArrayList<>(store.verifyAll().faults());
                // Nothing but verify names these; nobody can put them right, and no event depends on them.
                faults.removeIf(fault -> isHarmless(fault) && told.add(fault.toString()));
                unrest = store.outbox().waiting() + " wait, " + faults;
                ended = start > 0 && unrest.equals("0 wait, []");
            } catch (JournalException stopped) {
                told.add("stopped: " + stopped.getMessage());
            }
        }
    }

    /** What left, by id and in words. */
    Map<String, Set<String>> delivered() {
        return delivered;
    }

    /** What the journal told of itself: alarms and refusals. */
    List<String> told() {
        return told;
    }

    /** Whether all came to rest: nothing waits, the journal is sound. */
    boolean ended() {
        return ended;
    }

    /** Whether the receiver had taken or refused it once, in a state that the journal went back to: it is listed as that. */
    boolean isAnsweredFor(String id) {
        return answered.contains(id);
    }

    /** A record nobody understood, or a value of another type that reads the same. */
    private static boolean isHarmless(JournalFault fault) {
        return fault.what().startsWith("quarantined record")
                || (fault.what().equals("file") && fault.fault().startsWith("non-"));
    }

    private void noteAnswered(SqliteStore store) {
        answered.clear();
        for (DeviceKey device : JournalWork.DEVICES) {
            PunchLog.Range range = new PunchLog.Range(device.value(), null, null, false);
            List<PunchLog.Entry> piece = store.punches().next(range, null, ROWS);
            while (!piece.isEmpty()) {
                piece.stream()
                        .filter(entry -> "settled".equals(entry.state()) || "blocked".equals(entry.state()))
                        .forEach(entry -> answered.add(entry.id()));
                piece = store.punches().next(range, piece.get(piece.size() - 1), ROWS);
            }
        }
    }

    /** What was left to be done at the end. */
    String unrest() {
        return unrest;
    }

    private void deliver(SqliteStore store) {
        ClaimedBatch batch = store.outbox().claim(ROWS, Set.of(), "batch " + batches++);
        while (batch != null) {
            for (ClaimedEvent event : batch.events()) {
                delivered
                        .computeIfAbsent(event.id().hex(), id -> new TreeSet<>())
                        .add(Words.of(event.observation()));
            }
            store.outbox().settle(batch, receipt(batch), "1", NOW);
            batch = store.outbox().claim(ROWS, Set.of(), "batch " + batches++);
        }
    }

    private static ReceiptMessage receipt(ClaimedBatch batch) {
        List<OutcomeMessage> outcomes = batch.events().stream()
                .map(event ->
                        new OutcomeMessage(event.id().hex(), "KNOWN", event.id().hex(), null))
                .toList();
        return new ReceiptMessage(true, batch.batchId(), outcomes.size(), 0, 0, List.of(), outcomes, "store");
    }

    private void read(SqliteStore store, DeviceKey device) {
        store.journal().meet(Events.sight(device, device.value()));
        long pass = store.journal().beginPass(device, "LAB", NOW);
        Checkpoint known = store.journal().checkpoint(device);
        List<Observation> rows = logged.stream()
                .filter(each -> each.event().device().equals(device))
                .filter(each -> isNewTo(known, each))
                .toList();
        for (int first = 0; first < rows.size(); first += ROWS) {
            List<Observation> page = rows.subList(first, Math.min(rows.size(), first + ROWS));
            store.journal().append(new JournalPage(pass, device, page, List.of(), 0, null, NOW));
        }
        store.journal().endPass(pass, device, checkpoint(device), null, NOW);
    }

    private static boolean isNewTo(@Nullable Checkpoint known, Observation each) {
        return known == null
                || Checkpoint.LONG_AGO.equals(known.lastSweep())
                || known.newest() == null
                || each.event().serialNo() > known.newest().serialNo();
    }

    private Checkpoint checkpoint(DeviceKey device) {
        Observation newest = logged.stream()
                .filter(each -> each.event().device().equals(device))
                .reduce((first, second) -> second)
                .orElseThrow();
        LocalDateTime wall = newest.event().time().wallClock();
        return new Checkpoint(
                wall,
                new DeviceClock(LocalDateTime.ofInstant(NOW, OFFSET), OFFSET, NOW),
                new Anchor(newest.event().serialNo(), wall),
                NOW);
    }
}
