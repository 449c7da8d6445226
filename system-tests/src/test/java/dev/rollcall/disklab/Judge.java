package dev.rollcall.disklab;

import dev.rollcall.agent.journal.JournalException;
import dev.rollcall.agent.journal.JournalFacts.Alarm;
import dev.rollcall.agent.journal.JournalProof;
import dev.rollcall.agent.journal.PunchLog;
import dev.rollcall.agent.outbox.ClaimedBatch;
import dev.rollcall.agent.outbox.ClaimedEvent;
import dev.rollcall.agent.sqlite.SqliteStore;
import dev.rollcall.agent.testing.Events;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Opens a journal that was left after a power loss, as the next start of the agent does, and says what of the promises does not hold. */
final class Judge {

    private static final int ROWS = 500;

    private final Path file;
    private final Promises promises;
    private final String stateToCome;
    private final List<String> broken = new ArrayList<>();
    private long rows;

    Judge(Path file, Promises promises, String stateToCome) {
        this.file = file;
        this.promises = promises;
        this.stateToCome = stateToCome;
    }

    /** What does not hold; empty if all does. */
    List<String> findings() {
        compareState();
        try (SqliteStore store = SqliteStore.open(file, InstantSource.fixed(Events.SEEN))) {
            for (Alarm alarm : store.facts().health().alarms()) {
                broken.add("a sound disk is complained of: " + alarm.text());
            }
            JournalProof proof = store.verifyAll();
            proof.faults().forEach(fault -> broken.add("the start left a fault: " + fault));
            compareEvents(store);
        } catch (JournalException stopped) {
            broken.add("it does not open: " + stopped.getMessage());
        }
        return broken;
    }

    /** How many rows were there that had been promised. */
    long rows() {
        return rows;
    }

    private void compareState() {
        if (!Files.exists(file) || promises.isBetweenStates()) {
            return;
        }
        try {
            String state = JournalLook.stateOf(file);
            if (!promises.mayHold(state, stateToCome)) {
                broken.add("its tables are in no state that they ever had at that time");
            }
        } catch (SQLException unreadable) {
            broken.add("its tables do not read: " + unreadable.getMessage());
        }
    }

    private void compareEvents(SqliteStore store) {
        Map<String, String> places = new HashMap<>();
        for (PunchLog.Entry entry : entries(store)) {
            String state = Objects.requireNonNullElse(entry.state(), "none");
            places.put(entry.id(), state);
            if (!promises.mayBe(entry.id(), Words.of(entry.seen()))) {
                broken.add("nobody stored " + entry.id() + " as " + Words.of(entry.seen()));
            } else if (!promises.mayBeIn(state, entry.id())) {
                broken.add(entry.id() + " is " + state);
            }
        }
        for (String id : promises.lasting()) {
            rows++;
            if (!places.containsKey(id)) {
                broken.add(id + " was journaled and is lost");
            }
        }
        Set<String> waiting = new HashSet<>();
        places.forEach((id, state) -> {
            if (state.equals("waiting")) {
                waiting.add(id);
            }
        });
        if (!waiting.equals(claimed(store))) {
            broken.add("what waits is not what is sent");
        }
    }

    private Set<String> claimed(SqliteStore store) {
        Set<String> claimed = new HashSet<>();
        ClaimedBatch batch = store.outbox().claim(ROWS, Set.of(), "judge 0");
        while (batch != null) {
            for (ClaimedEvent event : batch.events()) {
                claimed.add(event.id().hex());
                if (!promises.mayBe(event.id().hex(), Words.of(event.observation()))) {
                    broken.add("sent would be " + Words.of(event.observation()));
                }
            }
            batch = store.outbox().claim(ROWS, Set.of(), "judge " + claimed.size());
        }
        return claimed;
    }

    private static List<PunchLog.Entry> entries(SqliteStore store) {
        List<PunchLog.Entry> all = new ArrayList<>();
        for (PunchLog.Device device : store.punches().devices()) {
            PunchLog.Range range = new PunchLog.Range(device.key(), null, null, false);
            List<PunchLog.Entry> piece = store.punches().next(range, null, ROWS);
            while (!piece.isEmpty()) {
                all.addAll(piece);
                piece = store.punches().next(range, piece.get(piece.size() - 1), ROWS);
            }
        }
        return all;
    }
}
