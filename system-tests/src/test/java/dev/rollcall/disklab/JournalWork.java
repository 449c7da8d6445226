package dev.rollcall.disklab;

import dev.rollcall.agent.journal.JournalFacts.Fact;
import dev.rollcall.agent.journal.JournalPage;
import dev.rollcall.agent.journal.QuarantinedRecord;
import dev.rollcall.agent.outbox.ClaimedBatch;
import dev.rollcall.agent.outbox.ClaimedEvent;
import dev.rollcall.agent.sqlite.ShortLog;
import dev.rollcall.agent.sqlite.SqliteStore;
import dev.rollcall.agent.testing.Events;
import dev.rollcall.attendance.event.Channel;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.EventCategory;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.attendance.event.RawRecord;
import dev.rollcall.attendance.exchange.OutcomeMessage;
import dev.rollcall.attendance.exchange.ReceiptMessage;
import dev.rollcall.attendance.identity.EventIdentity;
import dev.rollcall.attendance.window.Anchor;
import dev.rollcall.attendance.window.Checkpoint;
import dev.rollcall.attendance.window.DeviceClock;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * What an agent does to its journal, by the journal's own code: it reads terminals, delivers with all that may come of it, verifies,
 * prunes, takes notes, closes and opens. A seed decides what comes next. Each transaction is told to a notebook.
 */
final class JournalWork implements AutoCloseable {

    static final List<DeviceKey> DEVICES = List.of(DeviceKey.of("DSK000001"), DeviceKey.of("DSK000002"));

    private static final ZoneOffset OFFSET = ZoneOffset.ofHoursMinutes(5, 30);
    private static final Duration STEP = Duration.ofHours(2);
    private static final Duration KEEP = Duration.ofHours(20);
    private static final int PAGE = 12;

    private final Path file;
    private final Random random;
    private final Notebook notes;
    private final int pagesOfLog;
    private final List<Observation> pushed = new ArrayList<>();
    private final List<Observation> logged = new ArrayList<>();
    private SqliteStore store;
    private Instant now;
    private long serial;
    private int batches;

    /**
     * Opens the journal, or makes it.
     *
     * @param pagesOfLog after how many pages the write-ahead log is checked in; 0 for as many as usual
     * @param begun      how many steps others have done in it before
     */
    JournalWork(Path file, long seed, Notebook notes, int pagesOfLog, int begun) throws SQLException, IOException {
        this.file = file;
        this.random = new Random(seed + begun);
        this.notes = notes;
        this.pagesOfLog = pagesOfLog;
        this.now = Events.SEEN.plus(STEP.multipliedBy(begun));
        this.serial = 100L * begun;
        this.store = opened();
    }

    /** Does so many steps. */
    void go(int steps) throws SQLException, IOException {
        for (int step = 0; step < steps; step++) {
            now = now.plus(STEP);
            int what = random.nextInt(20);
            if (what < 8) {
                read(DEVICES.get(random.nextInt(DEVICES.size())));
            } else if (what < 14) {
                deliver();
            } else if (what < 16) {
                keepSound();
            } else if (what < 17) {
                close();
                store = opened();
            } else {
                takeNotes();
            }
        }
    }

    /** What the terminals' logs hold, in the order of serials. */
    List<Observation> logged() {
        return logged;
    }

    private SqliteStore opened() throws SQLException, IOException {
        notes.begin("many opening");
        SqliteStore opened = SqliteStore.open(file, () -> now);
        if (pagesOfLog > 0) {
            ShortLog.of(opened, pagesOfLog);
        }
        notes.done(JournalLook.stateOf(file));
        return opened;
    }

    private void read(DeviceKey device) throws SQLException, IOException {
        one("full", "meet", () -> store.journal().meet(Events.sight(device, device.value())));
        long[] pass = new long[1];
        one("full", "begin pass", () -> pass[0] = store.journal().beginPass(device, "LAB", now));
        int pages = 1 + random.nextInt(3);
        for (int page = 0; page < pages; page++) {
            append(pass[0], device, page);
        }
        one("full", "end pass", () -> store.journal().endPass(pass[0], device, checkpoint(device), null, now));
    }

    private void append(long pass, DeviceKey device, int page) throws SQLException, IOException {
        List<Observation> seen = new ArrayList<>();
        int rows = 1 + random.nextInt(PAGE);
        for (int row = 0; row < rows; row++) {
            Observation fresh = next(device);
            seen.add(fresh);
            logged.add(fresh.channel() == Channel.LISTENER ? polled(fresh) : fresh);
        }
        pushed.removeIf(earlier -> earlier.event().device().equals(device) && seen.add(polled(earlier)));
        for (Observation each : seen) {
            boolean travels = each.event().category() == EventCategory.PERSON;
            notes.seen(EventIdentity.idOf(each.event()).hex(), travels, Words.of(each));
            if (each.channel() == Channel.LISTENER) {
                pushed.add(each);
            }
        }
        List<QuarantinedRecord> strange = random.nextInt(4) > 0
                ? List.of()
                : List.of(new QuarantinedRecord("strange", RawRecord.ofText("{\"strange\":" + random.nextInt() + "}")));
        Checkpoint checkpoint = page % 2 == 0 ? null : checkpoint(device);
        one(
                "full",
                "append",
                () -> store.journal().append(new JournalPage(pass, device, seen, strange, 1, checkpoint, now)));
    }

    private Observation next(DeviceKey device) {
        serial++;
        LocalDateTime at = Events.MORNING.plusMinutes(serial);
        return switch (random.nextInt(8)) {
            case 0 -> Events.door(device, serial, at);
            case 1 -> Events.punch(device, serial, at, person(), Channel.LISTENER);
            default -> Events.punch(device, serial, at, person(), Channel.POLL);
        };
    }

    private static Observation polled(Observation pushed) {
        return Events.punch(
                pushed.event().device(),
                pushed.event().serialNo(),
                pushed.event().time().wallClock(),
                pushed.event().employeeNo().value(),
                Channel.POLL);
    }

    private String person() {
        return String.format("%05d", random.nextInt(40));
    }

    /** It never passes what was pushed and is still to be read. */
    private Checkpoint checkpoint(DeviceKey device) {
        LocalDateTime wall = LocalDateTime.ofInstant(now, OFFSET);
        long read = pushed.stream()
                .filter(each -> each.event().device().equals(device))
                .mapToLong(each -> each.event().serialNo() - 1)
                .min()
                .orElse(serial);
        LocalDateTime newest = Events.MORNING.plusMinutes(read);
        return new Checkpoint(
                newest.minusMinutes(10), new DeviceClock(wall, OFFSET, now), new Anchor(read, newest), Events.SEEN);
    }

    private void deliver() throws SQLException, IOException {
        ClaimedBatch[] claimed = new ClaimedBatch[1];
        String name = "batch-" + serial + "-" + batches++;
        one("light", "claim", () -> claimed[0] = store.outbox().claim(20, Set.of(), name));
        ClaimedBatch batch = claimed[0];
        if (batch == null) {
            return;
        }
        switch (random.nextInt(8)) {
            case 0 -> one("light", "put back", () -> store.outbox().putBack(batch, "nobody is there", now));
            case 1 -> {
                batch.events().forEach(event -> notes.blocking(event.id().hex()));
                one("full", "block", () -> store.outbox().block(batch, "not this one"));
                one("full", "requeue", () -> store.outbox().requeue(null, List.of()));
            }
            case 2 -> {} // the agent is killed before there is an answer
            default -> settle(batch);
        }
    }

    private void settle(ClaimedBatch batch) throws SQLException, IOException {
        List<OutcomeMessage> outcomes = new ArrayList<>();
        for (ClaimedEvent event : batch.events()) {
            String id = event.id().hex();
            int what = random.nextInt(20);
            if (what == 0) {
                notes.blocking(id);
                outcomes.add(new OutcomeMessage(id, "REJECTED", null, "not this one"));
            } else {
                notes.settling(id);
                String storedAs = what == 1 ? id.substring(8) + "0a0b0c0d" : id;
                outcomes.add(new OutcomeMessage(id, what < 4 ? "KNOWN" : "STORED", storedAs, null));
            }
        }
        ReceiptMessage receipt = new ReceiptMessage(
                true, batch.batchId(), outcomes.size(), outcomes.size(), 0, List.of(), outcomes, "store");
        one("light", "settle", () -> store.outbox().settle(batch, receipt, "1", now));
    }

    private void keepSound() throws SQLException, IOException {
        one("many", "verify", () -> store.upkeep().verifySome(40, now));
        notes.pruning();
        one("full", "prune", () -> store.upkeep().prune(KEEP, now, 30));
    }

    private void takeNotes() throws SQLException, IOException {
        switch (random.nextInt(4)) {
            case 0 -> one("full", "raise", () -> store.journal().raise("lab", "lab", "something " + now, now));
            case 1 -> one("full", "lower", () -> store.journal().lower("lab", "lab"));
            case 2 -> one("full", "keep place", () -> store.upkeep().keepPlace());
            default -> one("full", "remember", () -> store.journal().remember(Fact.LAST_RUN, now.toString()));
        }
    }

    /** One piece of work: durable when it returns, or only in order, or of many transactions. */
    private void one(String kind, String name, Runnable work) throws SQLException, IOException {
        notes.begin(kind + " " + name);
        work.run();
        notes.done(JournalLook.stateOf(file));
    }

    @Override
    public void close() throws SQLException, IOException {
        notes.begin("many closing");
        store.close();
        notes.done(JournalLook.stateOfClosed(file));
    }
}
