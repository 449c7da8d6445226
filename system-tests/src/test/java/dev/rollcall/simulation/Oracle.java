package dev.rollcall.simulation;

import dev.rollcall.agent.collect.PassResult;
import dev.rollcall.agent.journal.JournalPage;
import dev.rollcall.agent.journal.PageTally;
import dev.rollcall.agent.journal.QuarantinedRecord;
import dev.rollcall.agent.outbox.ClaimedBatch;
import dev.rollcall.agent.outbox.ClaimedEvent;
import dev.rollcall.agent.outbox.ReceiverAnswer;
import dev.rollcall.agent.reconcile.VerifyReport;
import dev.rollcall.agent.testing.InMemoryStore;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.EventId;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.attendance.exchange.BatchMessage;
import dev.rollcall.attendance.exchange.EventMessage;
import dev.rollcall.attendance.exchange.OutcomeMessage;
import dev.rollcall.attendance.exchange.ReceiptMessage;
import dev.rollcall.attendance.identity.EventIdentity;
import dev.rollcall.attendance.reconcile.Finding;
import dev.rollcall.attendance.window.Checkpoint;
import dev.rollcall.simulation.Truth.Happening;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Knows what really happened, watches each step, and throws a {@link Violation} as soon as a promise is broken. */
final class Oracle {

    private static final int MOST_FAILURES_AN_HOUR = 100;
    private static final int MOST_QUESTIONS_BETWEEN_PASSES = 3_000;
    private static final long HOUR = 3_600_000L;

    private final World world;
    private final CursorRule cursor;
    private final Map<Branch, View> views = new LinkedHashMap<>();
    private final Set<Integer> pushed = new HashSet<>();
    private final Set<Integer> lostByReceiver = new HashSet<>();
    private long comparisons;
    private long repairs;
    private int restores;

    /** What is known of one agent. */
    static final class View {

        private static final TreeSet<Long> NEVER = new TreeSet<>();

        private final Map<Integer, EventId> journaled = new HashMap<>();
        private final Map<Integer, Long> readAt = new HashMap<>();
        private final Map<String, TreeSet<Long>> wholePasses = new HashMap<>();
        private final Set<EventId> left = new HashSet<>();
        private int restoresWhenLeft;
        private int failures;
        private long failingSince;
        private int questions;
        private boolean wentBack;

        boolean has(int tag) {
            return journaled.containsKey(tag);
        }

        /** Tells whether an event was read from the log; a push alone says nothing of that, since anybody may send it. */
        boolean wasRead(Happening event) {
            return readAt.containsKey(event.tag);
        }

        /** Tells whether an event was read, and the device then to the end of a pass, before a time. */
        boolean hadBefore(Happening event, long millis) {
            Long whole = wholePasses.getOrDefault(event.device, NEVER).lower(millis);
            return whole != null && readAt.getOrDefault(event.tag, Long.MAX_VALUE) <= whole;
        }

        Map<Integer, EventId> journaled() {
            return journaled;
        }

        /** Tells whether it was ever set back to an earlier image of its disk. */
        boolean wentBack() {
            return wentBack;
        }
    }

    /** An agent's disk as it was, and what was on it. */
    record Image(InMemoryStore disk, Map<Integer, EventId> journaled) {}

    Oracle(World world) {
        this.world = world;
        this.cursor = new CursorRule(world);
    }

    View view(Branch agent) {
        return views.computeIfAbsent(agent, ignored -> new View());
    }

    Set<Integer> pushed() {
        return pushed;
    }

    /** Returns what the receiver lost with restored backups, which only a comparison with the journals brings back. */
    Set<Integer> lostByReceiver() {
        return lostByReceiver;
    }

    /** An agent has compared device, journal and receiver. */
    void compared(VerifyReport report) {
        comparisons++;
        repairs += report.devices().stream()
                .flatMap(device -> device.allFindings().stream())
                .filter(finding -> finding.state() == Finding.State.REPAIRED)
                .count();
    }

    long comparisons() {
        return comparisons;
    }

    long repairs() {
        return repairs;
    }

    void clockRead(Branch agent, Device device) {
        cursor.clockRead(agent, device);
    }

    /** A terminal is asked something. */
    void asked(Branch agent) {
        if (++view(agent).questions > MOST_QUESTIONS_BETWEEN_PASSES) {
            throw new Violation("I9", agent + " asks a terminal without end");
        }
    }

    /** A terminal is turned to. */
    void passBegins(Branch agent) {
        view(agent).questions = 0;
    }

    void passEnded(PassResult result) {
        if (result.failure() == null) {
            return;
        }
        String reason = result.failure().reason();
        if (reason.isBlank() || reason.startsWith("unexpected failure")) {
            Throwable cause = result.failure().getCause();
            throw new Violation(
                    "I8",
                    "reading " + result.device() + " failed with no clear error: " + reason + " "
                            + (cause == null ? "" : Verdict.brief(cause)));
        }
    }

    /** A call is about to change a journal. */
    void storing(Branch agent, String what, Object[] given) {
        if (what.equals("settle")) {
            settling(agent, (ClaimedBatch) given[0], (ReceiptMessage) given[1]);
        }
    }

    /** A call has changed a journal. */
    void stored(Branch agent, String what, Object[] given, Object told) {
        switch (what) {
            case "append" -> appended(agent, given[0], told);
            case "endPass" -> endedPass(agent, (DeviceKey) given[1], (Checkpoint) given[2]);
            case "settleGaps" -> world.trace().explain(() -> given[0] + " proved " + given[1] + " gaps " + told);
            default -> {}
        }
    }

    /** A pass that found a reset or holes reaches nothing: another one follows, and that counts. */
    private void endedPass(Branch agent, DeviceKey device, Checkpoint reached) {
        if (reached != null) {
            view(agent)
                    .wholePasses
                    .computeIfAbsent(device.value(), none -> new TreeSet<>())
                    .add(world.timeline().now());
        }
        cursor.moved(agent, device, reached, true);
    }

    @SuppressWarnings("unchecked") // The port's own types.
    private void appended(Branch agent, Object given, Object told) {
        List<JournalPage> pages = given instanceof JournalPage one ? List.of(one) : (List<JournalPage>) given;
        List<PageTally> tallies = told instanceof PageTally one ? List.of(one) : (List<PageTally>) told;
        for (int index = 0; index < pages.size(); index++) {
            JournalPage page = pages.get(index);
            long records = page.observations().size() + page.quarantined().size() + (long) page.ignored();
            if (tallies.get(index).read() != records) {
                throw new Violation(
                        "P6", "of " + records + " records " + tallies.get(index).read() + " are accounted for");
            }
            page.observations().forEach(seen -> observed(agent, page.device(), seen));
            page.quarantined().forEach(record -> quarantined(agent, record));
            cursor.moved(agent, page.device(), page.checkpoint(), false);
        }
    }

    private void observed(Branch agent, DeviceKey device, Observation seen) {
        int tag = Truth.tagIn(seen.raw().text());
        if (tag < 0) {
            throw new Violation(
                    "I3", "the journal has what no device said: " + seen.raw().text());
        }
        Happening event = world.truth().of(tag);
        if (!event.device.equals(device.value())
                || !event.device.equals(seen.event().device().value())) {
            throw new Violation("I3", event + " is journaled as one of " + device);
        }
        if (seen.channel().confirms()) {
            view(agent).readAt.putIfAbsent(tag, world.timeline().now());
        }
        // What was pruned and asked for again is kept under the id it has now.
        view(agent)
                .journaled
                .compute(
                        tag,
                        (same, before) ->
                                before != null && agent.disk().has(before) ? before : EventIdentity.idOf(seen.event()));
    }

    private void quarantined(Branch agent, QuarantinedRecord record) {
        int tag = Truth.tagIn(record.raw().text());
        if (tag >= 0) {
            view(agent).journaled.putIfAbsent(tag, EventId.of("0".repeat(32)));
        }
    }

    /** A batch is about to leave an agent. */
    void leaves(Branch agent, BatchMessage batch) {
        View view = view(agent);
        view.restoresWhenLeft = restores;
        for (EventMessage event : batch.events()) {
            EventId id = EventId.of(event.id());
            if (!agent.disk().has(id) || !view.has(Truth.tagIn(event.raw()))) {
                throw new Violation("P1", "event " + id + " leaves " + agent + " and is not in its journal");
            }
            view.left.add(id);
        }
    }

    void answered(Branch agent, ReceiverAnswer answer) {
        View view = view(agent);
        if (answer.receipt() != null || world.timeline().now() - view.failingSince > HOUR) {
            view.failures = 0;
            view.failingSince = world.timeline().now();
        }
        if (answer.receipt() == null && ++view.failures > MOST_FAILURES_AN_HOUR) {
            throw new Violation("I9", agent + " tries more than " + MOST_FAILURES_AN_HOUR + " times an hour in vain");
        }
    }

    /** The receiver has refused an event in so many words. */
    void rejected(Branch agent) {
        world.trace().note(agent.name(), "is told of a rejection");
    }

    /** Nothing may be held for delivered that the receiver has not committed. */
    private void settling(Branch agent, ClaimedBatch batch, ReceiptMessage receipt) {
        if (view(agent).restoresWhenLeft != restores) {
            return;
        }
        Map<String, String> outcomes = new HashMap<>();
        for (OutcomeMessage outcome : receipt.outcomes()) {
            outcomes.put(outcome.id(), outcome.outcome());
        }
        DeviceKey device = DeviceKey.of(batch.device().key());
        for (ClaimedEvent event : batch.events()) {
            String outcome = outcomes.getOrDefault(event.id().hex(), "none");
            boolean done = !outcome.equals("REJECTED");
            if (done
                    && !world.cloud()
                            .disk()
                            .has(device, EventIdentity.idOf(event.observation().event()))) {
                throw new Violation(
                        "I5",
                        agent + " holds event " + event.id() + " for delivered (" + outcome
                                + "), and the receiver does not have it");
            }
        }
    }

    /** A terminal was told 200 for an event that it posted. */
    void pushTaken(Happening event, Device device) {
        if (event.device.equals(device.nature().key())) {
            pushed.add(event.tag);
        }
    }

    Image image(Branch agent) {
        return new Image(agent.disk().copy(), new HashMap<>(view(agent).journaled));
    }

    /** An agent goes on from an image of its disk. */
    void restored(Branch agent, Image image) {
        View view = view(agent);
        view.journaled.clear();
        view.journaled.putAll(image.journaled());
        view.left.clear();
        cursor.wentBack(agent, image.disk());
        view.wentBack = true;
    }

    /** The power went, and the disk lost what it had said was on it. */
    void lostCommits(Branch agent) {
        for (EventId id : view(agent).left) {
            if (!agent.disk().has(id)) {
                throw new Violation("P1", "event " + id + " has left " + agent + " and is not on its disk");
            }
        }
    }

    /** The receiver goes back to a backup: what came since is owed by the comparison with the journals. */
    void receiverRestored(Set<Integer> lost) {
        restores++;
        lostByReceiver.addAll(lost);
    }

    int restores() {
        return restores;
    }
}
