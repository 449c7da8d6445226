package dev.rollcall.agent.sqlite;

import static dev.rollcall.agent.testing.Events.DEVICE;
import static dev.rollcall.agent.testing.Events.MORNING;
import static dev.rollcall.agent.testing.Events.SEEN;

import dev.rollcall.agent.journal.JournalPage;
import dev.rollcall.agent.journal.PageTally;
import dev.rollcall.agent.journal.QuarantinedRecord;
import dev.rollcall.agent.outbox.ClaimedBatch;
import dev.rollcall.agent.outbox.ClaimedEvent;
import dev.rollcall.agent.testing.Events;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.attendance.event.RawRecord;
import dev.rollcall.attendance.exchange.OutcomeMessage;
import dev.rollcall.attendance.exchange.ReceiptMessage;
import dev.rollcall.attendance.window.Anchor;
import dev.rollcall.attendance.window.Checkpoint;
import dev.rollcall.attendance.window.DeviceClock;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A journal in a folder of its own, opened, with what tests do to it. */
abstract class StoreFixture {

    @TempDir
    Path folder;

    SqliteStore store;

    @BeforeEach
    void open() {
        store = SqliteStore.open(file(), InstantSource.fixed(SEEN));
    }

    @AfterEach
    void close() {
        store.close();
    }

    void reopen() {
        store.close();
        open();
    }

    Path file() {
        return folder.resolve("journal.db");
    }

    RawFile raw() {
        return new RawFile(file());
    }

    PageTally append(Observation... seen) {
        return store.journal().append(new JournalPage(begin(), DEVICE, List.of(seen), List.of(), 0, null, SEEN));
    }

    void punches(int first, int last) {
        List<Observation> seen = new ArrayList<>();
        for (int serial = first; serial <= last; serial++) {
            seen.add(Events.punch(DEVICE, serial));
        }
        append(seen.toArray(Observation[]::new));
    }

    void quarantine(String text) {
        QuarantinedRecord record = new QuarantinedRecord("strange", RawRecord.ofText(text));
        store.journal().append(new JournalPage(begin(), DEVICE, List.of(), List.of(record), 0, null, SEEN));
    }

    long begin() {
        store.journal().meet(Events.sight(DEVICE, "front"));
        return store.journal().beginPass(DEVICE, "TEST", SEEN);
    }

    /** A pass that read everything the device holds. */
    void sweep(Instant at) {
        store.journal().endPass(begin(), DEVICE, checkpoint(at), null, at);
    }

    static Checkpoint checkpoint(Instant sweptAt) {
        return new Checkpoint(
                MORNING,
                new DeviceClock(MORNING.plusHours(5), ZoneOffset.ofHoursMinutes(5, 30), SEEN),
                new Anchor(17, MORNING),
                sweptAt);
    }

    /** Claims and delivers everything that waits; returns what was sent. */
    List<ClaimedEvent> deliver() {
        List<ClaimedEvent> sent = new ArrayList<>();
        ClaimedBatch batch =
                store.outbox().claim(500, Set.of(), UUID.randomUUID().toString());
        while (batch != null) {
            sent.addAll(batch.events());
            store.outbox().settle(batch, receiptFor(batch), "1", SEEN);
            batch = store.outbox().claim(500, Set.of(), UUID.randomUUID().toString());
        }
        return sent;
    }

    static ReceiptMessage receiptFor(ClaimedBatch batch) {
        List<OutcomeMessage> outcomes = batch.events().stream()
                .map(event -> new OutcomeMessage(
                        event.id().hex(), "STORED", event.id().hex(), null))
                .toList();
        return new ReceiptMessage(true, batch.batchId(), outcomes.size(), 0, 0, List.of(), outcomes, "s");
    }

    List<Long> serialsOf(List<ClaimedEvent> events) {
        return events.stream()
                .map(event -> event.observation().event().serialNo())
                .sorted()
                .toList();
    }

    void verifyEverything() {
        for (boolean end = false; !end; ) {
            end = store.upkeep().verifySome(1_000, SEEN);
        }
    }

    List<String> alarms() {
        return store.facts().health().alarms().stream()
                .map(alarm -> alarm.kind())
                .toList();
    }
}
