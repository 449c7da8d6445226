package dev.rollcall.agent.testing;

import dev.rollcall.agent.config.DeviceConfig;
import dev.rollcall.agent.journal.DeviceSight;
import dev.rollcall.agent.journal.Journal;
import dev.rollcall.agent.journal.JournalFacts;
import dev.rollcall.agent.journal.JournalHealth;
import dev.rollcall.agent.journal.JournalPage;
import dev.rollcall.agent.journal.Keeping;
import dev.rollcall.agent.journal.LogFacts;
import dev.rollcall.agent.journal.PageTally;
import dev.rollcall.agent.journal.QuarantinedRecord;
import dev.rollcall.agent.journal.Upkeep;
import dev.rollcall.agent.outbox.ClaimedBatch;
import dev.rollcall.agent.outbox.ClaimedEvent;
import dev.rollcall.agent.outbox.Outbox;
import dev.rollcall.agent.schedule.Holdback;
import dev.rollcall.agent.schedule.Holdbacks;
import dev.rollcall.attendance.event.AttendanceEvent;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.EventId;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.attendance.exchange.DeviceMessage;
import dev.rollcall.attendance.exchange.OutcomeMessage;
import dev.rollcall.attendance.exchange.ReceiptMessage;
import dev.rollcall.attendance.identity.EventIdentity;
import dev.rollcall.attendance.identity.Recognition;
import dev.rollcall.attendance.identity.Relation;
import dev.rollcall.attendance.identity.StoredEvent;
import dev.rollcall.attendance.window.Anchor;
import dev.rollcall.attendance.window.Checkpoint;
import dev.rollcall.attendance.window.LogProof;
import dev.rollcall.attendance.window.RingWatch;
import dev.rollcall.attendance.window.SerialGap;
import dev.rollcall.isapi.PasswordRefusals;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Journal and outbox without a disk, for simulations; held to the same contract as the real one. */
public final class InMemoryStore implements Journal, Outbox, JournalFacts, Upkeep, Holdbacks {

    private final Map<String, Row> rows = new LinkedHashMap<>();
    private final Map<String, Row> byAlias = new HashMap<>();
    private final Map<DeviceKey, DeviceSight> devices = new LinkedHashMap<>();
    private final Map<DeviceKey, Checkpoint> checkpoints = new HashMap<>();
    private final Map<DeviceKey, Set<QuarantinedRecord>> quarantine = new HashMap<>();
    private final Map<DeviceKey, String> problems = new HashMap<>();
    private final Map<String, Optional<String>> attempts = new HashMap<>();
    private final Map<DeviceKey, Instant> lastReads = new HashMap<>();
    private final Map<Fact, String> facts = new EnumMap<>(Fact.class);
    private final Map<String, Alarm> alarms = new LinkedHashMap<>();
    private final List<AttendanceEvent> pruned = new ArrayList<>();
    private final Set<String> prunedIds = new HashSet<>();
    private final Map<String, Holdback> holdbacks = new HashMap<>();
    private final InMemoryLogBook logs = new InMemoryLogBook(this::wallClock, this::knownBefore);
    private final Map<Place, Set<Row>> places = new HashMap<>();
    private long passes;
    private long order;

    /** Where a row is looked for: a serial number or a second of a device. Rows may stand at places that they have left. */
    private record Place(DeviceKey device, Object serialOrSecond) {}

    /** An event as it is kept, for tests that look inside. */
    public record Kept(EventId id, Observation seen, String state, boolean confirmed) {}

    /** Returns everything that is kept, in the order of storing. */
    public List<Kept> kept() {
        return rows.values().stream()
                .map(row -> new Kept(row.id, row.seen, row.state, row.confirmed))
                .toList();
    }

    /** Tells whether an id is that of a kept event, or of one that was pruned. */
    public boolean has(EventId id) {
        return byAlias.containsKey(id.hex()) || prunedIds.contains(id.hex());
    }

    /** Returns a store that has the same and goes its own way, as an image of a disk that is put back later. */
    public InMemoryStore copy() {
        InMemoryStore copy = new InMemoryStore();
        Map<Row, Row> copies = new HashMap<>();
        rows.values().forEach(row -> copies.put(row, row.copy()));
        rows.forEach((id, row) -> copy.rows.put(id, Objects.requireNonNull(copies.get(row))));
        byAlias.forEach((alias, row) -> copy.byAlias.put(alias, copies.getOrDefault(row, row)));
        copy.rows.values().forEach(copy::place);
        copy.devices.putAll(devices);
        copy.checkpoints.putAll(checkpoints);
        quarantine.forEach((device, held) -> copy.quarantine.put(device, new HashSet<>(held)));
        copy.problems.putAll(problems);
        copy.attempts.putAll(attempts);
        copy.lastReads.putAll(lastReads);
        copy.facts.putAll(facts);
        copy.alarms.putAll(alarms);
        copy.pruned.addAll(pruned);
        copy.prunedIds.addAll(prunedIds);
        copy.holdbacks.putAll(holdbacks);
        logs.copyTo(copy.logs);
        copy.passes = passes;
        copy.order = order;
        return copy;
    }

    @Override
    public @Nullable DeviceKey meet(DeviceSight sight) {
        DeviceKey before = devices.values().stream()
                .filter(known -> known.address().equals(sight.address()))
                .max(Comparator.comparing(DeviceSight::at))
                .map(DeviceSight::key)
                .orElse(null);
        devices.put(sight.key(), sight);
        devices.replaceAll((key, known) -> isAheadOf(sight, known) ? seenBefore(sight, known) : known);
        return before == null || before.equals(sight.key()) ? null : before;
    }

    private static boolean isAheadOf(DeviceSight sight, DeviceSight known) {
        return known.address().equals(sight.address())
                && !known.key().equals(sight.key())
                && !known.at().isBefore(sight.at());
    }

    private static DeviceSight seenBefore(DeviceSight sight, DeviceSight known) {
        return new DeviceSight(
                known.key(),
                known.name(),
                known.address(),
                known.model(),
                known.firmware(),
                known.zone(),
                known.clockOffset(),
                sight.at().minusSeconds(1),
                known.zoneProblem());
    }

    @Override
    public long beginPass(DeviceKey device, String reason, Instant startedAt) {
        return ++passes;
    }

    @Override
    public List<PageTally> append(List<JournalPage> pages) {
        return pages.stream().map(this::store).toList();
    }

    private PageTally store(JournalPage page) {
        PageTally tally = new PageTally(0, 0, page.ignored(), page.quarantined().size(), 0, 0);
        for (Observation seen : page.observations()) {
            tally = tally.plus(add(seen));
        }
        quarantine.computeIfAbsent(page.device(), key -> new HashSet<>()).addAll(page.quarantined());
        logs.cover(page);
        if (page.checkpoint() != null) {
            checkpoints.put(page.device(), page.checkpoint());
        }
        return tally;
    }

    @Override
    public void endPass(
            long pass, DeviceKey device, @Nullable Checkpoint checkpoint, @Nullable String problem, Instant endedAt) {
        if (checkpoint != null) {
            checkpoints.put(device, checkpoint);
        }
        if (problem == null) {
            problems.remove(device);
            lastReads.put(device, endedAt);
        } else {
            problems.put(device, problem);
        }
    }

    @Override
    public @Nullable Checkpoint checkpoint(DeviceKey device) {
        return checkpoints.get(device);
    }

    @Override
    public void raise(String kind, String subject, String text, Instant at) {
        alarms.put(kind + " " + subject, new Alarm(kind, text, at));
    }

    @Override
    public void remember(Fact fact, String value) {
        facts.put(fact, value);
    }

    @Override
    public synchronized void forget(Fact fact) {
        facts.remove(fact);
    }

    @Override
    public String agentId() {
        return facts.computeIfAbsent(Fact.AGENT_ID, fact -> "in-memory-agent");
    }

    @Override
    public @Nullable ClaimedBatch claim(int limit, Set<DeviceKey> notOf, String batchId) {
        if (rows.values().stream().noneMatch(row -> row.state.equals("waiting"))) {
            return null;
        }
        List<Row> waiting = rows.values().stream()
                .filter(row -> row.state.equals("waiting")
                        && !notOf.contains(row.seen.event().device()))
                .sorted(Comparator.comparingInt((Row row) -> row.attempts).thenComparingLong(row -> row.order))
                .toList();
        if (waiting.isEmpty()) {
            return null;
        }
        DeviceKey device = waiting.get(0).seen.event().device();
        List<Row> claimed = waiting.stream()
                .filter(row -> row.seen.event().device().equals(device))
                .limit(limit)
                .toList();
        claimed.forEach(row -> {
            row.state = "claimed";
            row.batch = batchId;
            row.attempts++;
        });
        DeviceSight sight = devices.get(device);
        DeviceMessage message = new DeviceMessage(
                device.value(),
                sight.name(),
                sight.model(),
                sight.firmware(),
                sight.zone(),
                sight.clockOffset() == null ? null : sight.clockOffset().ahead().toMillis() / 1_000.0);
        return new ClaimedBatch(
                batchId,
                message,
                claimed.stream().map(row -> new ClaimedEvent(row.id, row.seen)).toList());
    }

    @Override
    public boolean settle(ClaimedBatch batch, ReceiptMessage receipt, @Nullable String version, Instant now) {
        for (OutcomeMessage outcome : receipt.outcomes()) {
            Row row = byAlias.get(outcome.id());
            if (row == null || !row.state.equals("claimed") || !batch.batchId().equals(row.batch)) {
                continue;
            }
            boolean rejected = outcome.outcome().equals("REJECTED");
            row.state = rejected ? "blocked" : "settled";
            row.reason = outcome.reason();
            row.settledAt = now;
            if (outcome.storedAs() != null) {
                byAlias.putIfAbsent(outcome.storedAs(), row);
            }
        }
        facts.put(Fact.RECEIVER_ANSWERED_AT, now.toString());
        facts.remove(Fact.DELIVERY_PROBLEM);
        boolean changed = replaced(Fact.RECEIVER_STORE, receipt.store());
        changed |= version != null && replaced(Fact.RECEIVER_VERSION, version);
        if (changed) {
            rows.values().stream().filter(row -> row.state.equals("blocked")).forEach(Row::await);
        }
        return changed;
    }

    @Override
    public void putBack(ClaimedBatch batch, String reason, @Nullable Instant nextAttempt) {
        facts.put(Fact.DELIVERY_PROBLEM, reason);
        rows.values().stream()
                .filter(row -> row.state.equals("claimed") && batch.batchId().equals(row.batch))
                .forEach(row -> {
                    row.state = "waiting";
                    row.reason = reason;
                });
    }

    @Override
    public void block(ClaimedBatch batch, String reason) {
        rows.values().stream()
                .filter(row -> row.state.equals("claimed") && batch.batchId().equals(row.batch))
                .forEach(row -> {
                    row.state = "blocked";
                    row.reason = reason;
                });
    }

    @Override
    public @Nullable Holdback of(String subject) {
        return holdbacks.get(subject);
    }

    @Override
    public void keep(String subject, Holdback holdback) {
        holdbacks.put(subject, holdback);
    }

    @Override
    public void lift(String subject) {
        holdbacks.remove(subject);
    }

    @Override
    public void putBackLapsedClaims() {
        rows.values().stream().filter(row -> row.state.equals("claimed")).forEach(row -> row.state = "waiting");
    }

    @Override
    public long waiting() {
        return count("waiting", null) + count("claimed", null);
    }

    @Override
    public long blocked() {
        return count("blocked", null);
    }

    @Override
    public DeviceFacts device(DeviceConfig config) {
        DeviceSight sight = devices.values().stream()
                .filter(known -> known.address().equals(config.address()))
                .max(Comparator.comparing(DeviceSight::at))
                .orElse(null);
        DeviceKey key = sight == null ? DeviceKey.of("unknown") : sight.key();
        Checkpoint checkpoint = checkpoints.get(key);
        return new DeviceFacts(
                sight == null ? null : key.value(),
                sight == null ? null : sight.model(),
                sight == null ? null : sight.firmware(),
                sight == null ? null : sight.zone(),
                sight == null || sight.clockOffset() == null
                        ? null
                        : sight.clockOffset().ahead(),
                lastReads.get(key),
                checkpoint == null ? null : checkpoint.position(),
                attempts.getOrDefault(config.name() + " " + config.address(), Optional.ofNullable(problems.get(key)))
                        .orElse(null),
                rows.values().stream()
                        .filter(row -> row.seen.event().device().equals(key))
                        .count(),
                count("waiting", key) + count("claimed", key),
                count("blocked", key),
                quarantine.getOrDefault(key, Set.of()).size(),
                rows.values().stream()
                        .filter(row -> row.seen.event().device().equals(key))
                        .mapToLong(row -> row.others.size())
                        .sum(),
                PasswordRefusals.NONE,
                alarms.entrySet().stream()
                        .filter(alarm -> alarm.getKey().endsWith(" " + config.name()))
                        .map(Map.Entry::getValue)
                        .toList(),
                sight == null ? LogFacts.NONE : logs.facts(key, checkpoint));
    }

    @Override
    public void lower(String kind, String subject) {
        alarms.remove(kind + " " + subject);
    }

    @Override
    public boolean wouldGrow(DeviceKey device, LogProof proof) {
        return logs.book(device, proof).wouldGrow(proof);
    }

    @Override
    public List<SerialGap> settleGaps(DeviceKey device, @Nullable LogProof proof, Instant at) {
        return logs.settle(device, proof, at);
    }

    @Override
    public void beginLog(DeviceKey device, @Nullable Anchor lastKnown, Instant noticedBy) {
        logs.begin(device, lastKnown, noticedBy);
    }

    @Override
    public @Nullable RingWatch ring(String address) {
        DeviceKey key = keyAt(address);
        return key == null ? null : logs.ring(key);
    }

    @Override
    public void keepRing(DeviceKey device, RingWatch ring, @Nullable Double fill) {
        logs.keepRing(device, ring, fill);
    }

    @Override
    public void keepFill(String address, @Nullable Double fill) {
        DeviceKey key = keyAt(address);
        if (key != null) {
            logs.keepFill(key, fill);
        }
    }

    private @Nullable DeviceKey keyAt(String address) {
        return devices.values().stream()
                .filter(known -> known.address().equals(address))
                .max(Comparator.comparing(DeviceSight::at))
                .map(DeviceSight::key)
                .orElse(null);
    }

    private @Nullable LocalDateTime wallClock(DeviceKey device, long serial) {
        return at(device, serial).stream()
                .filter(row -> isAt(row, device, serial))
                .max(Comparator.comparingLong(row -> row.order))
                .map(row -> row.seen.event().time().wallClock())
                .orElse(null);
    }

    private boolean knownBefore(DeviceKey device, Anchor oldest, Instant noticedAt) {
        return at(device, oldest.serialNo()).stream()
                .anyMatch(row -> isAt(row, device, oldest.serialNo())
                        && row.seen.event().time().wallClock().equals(oldest.wallClock())
                        && row.seen.seenAt().isBefore(noticedAt));
    }

    private static boolean isAt(Row row, DeviceKey device, long serial) {
        return row.seen.event().device().equals(device)
                && Long.valueOf(serial).equals(row.seen.event().serialNo());
    }

    @Override
    public Backlog backlog() {
        return new Backlog(waiting(), blocked(), count("settled", null));
    }

    @Override
    public List<BlockedEvent> blocked(int limit) {
        return rows.values().stream()
                .filter(row -> row.state.equals("blocked"))
                .limit(limit)
                .map(row ->
                        new BlockedEvent(row.id.hex(), row.seen.event().device().value(), String.valueOf(row.reason)))
                .toList();
    }

    @Override
    public @Nullable String remembered(Fact fact) {
        return facts.get(fact);
    }

    @Override
    public JournalHealth health() {
        JournalHealth none = JournalHealth.NONE;
        return new JournalHealth(
                none.verifiedTo(),
                none.writtenTo(),
                none.verifiedAt(),
                none.damaged(),
                none.damagedUnsent(),
                none.damagedEvents(),
                none.rereads(),
                none.pruned(),
                alarms.entrySet().stream()
                        .filter(alarm -> alarm.getKey().endsWith(" " + JournalHealth.SUBJECT))
                        .map(Map.Entry::getValue)
                        .toList());
    }

    @Override
    public void keepPlace() {
        // nothing is verified here
    }

    @Override
    public boolean verifySome(int entries, Instant now) {
        return true;
    }

    @Override
    public boolean prune(Duration keep, Instant now, int most) {
        Instant trusted = checkpoints.values().stream()
                .map(Checkpoint::clock)
                .filter(Objects::nonNull)
                .map(clock -> clock.wallClock().toInstant(clock.offset() == null ? ZoneOffset.MAX : clock.offset()))
                .max(Comparator.naturalOrder())
                .map(told -> told.isBefore(now) ? told : now)
                .orElse(Instant.MIN.plus(keep));
        Instant before = trusted.minus(keep);
        List<Row> old = rows.values().stream()
                .filter(row -> row.isDoneBefore(before))
                .limit(most)
                .toList();
        for (Row row : old) {
            rows.remove(row.id.hex());
            pruned.add(row.seen.event());
            byAlias.entrySet().removeIf(alias -> alias.getValue() == row && prunedIds.add(alias.getKey()));
        }
        return old.size() == most;
    }

    private boolean isPruned(EventId id, AttendanceEvent seen) {
        return prunedIds.contains(id.hex())
                || pruned.stream().anyMatch(gone -> EventIdentity.relate(gone, seen) == Relation.REPRINT);
    }

    @Override
    public void closePass(long pass, @Nullable String problem, Instant endedAt) {
        // passes leave nothing here
    }

    @Override
    public void attempted(DeviceConfig device, @Nullable String kind, @Nullable String problem, Instant at) {
        attempts.put(device.name() + " " + device.address(), Optional.ofNullable(problem));
    }

    @Override
    public int requeue(@Nullable String device, Collection<String> ids) {
        List<Row> chosen = rows.values().stream()
                .filter(row -> row.state.equals("blocked"))
                .filter(row -> device == null
                        || device.equals(row.seen.event().device().value())
                        || device.equals(devices.get(row.seen.event().device()).name()))
                .filter(row -> ids.isEmpty() || ids.stream().anyMatch(id -> byAlias.get(id) == row))
                .toList();
        chosen.forEach(Row::await);
        return chosen.size();
    }

    private PageTally add(Observation seen) {
        Recognition recognition = Recognition.of(seen.event(), seen.channel().confirms(), candidatesOf(seen));
        if (recognition instanceof Recognition.Known known) {
            return addKnown(seen, known);
        }
        EventId id = ((Recognition.New) recognition).id();
        if (isPruned(id, seen.event())) {
            return new PageTally(0, 1, 0, 0, 0, 0);
        }
        Row row = new Row(id, ++order, Keeping.of(seen));
        rows.put(id.hex(), row);
        byAlias.put(id.hex(), row);
        place(row);
        boolean travels = seen.event().category().goesToReceiver();
        row.state = travels ? "waiting" : "kept";
        return new PageTally(1, 0, 0, 0, travels ? 1 : 0, 0);
    }

    private List<StoredEvent> candidatesOf(Observation seen) {
        AttendanceEvent event = seen.event();
        Set<Row> found = new LinkedHashSet<>(at(event.device(), event.time().wallClock()));
        if (event.serialNo() != null) {
            found.addAll(at(event.device(), event.serialNo()));
        }
        Row aliased = byAlias.get(EventIdentity.idOf(event).hex());
        if (aliased != null) {
            found.add(aliased);
        }
        return found.stream()
                .filter(row -> row == aliased || rows.get(row.id.hex()) == row)
                .map(Row::stored)
                .toList();
    }

    private Set<Row> at(DeviceKey device, Object serialOrSecond) {
        return places.getOrDefault(new Place(device, serialOrSecond), Set.of());
    }

    private void place(Row row) {
        AttendanceEvent event = row.seen.event();
        List<Object> keys = new ArrayList<>(row.reprints);
        keys.add(event.time().wallClock());
        if (event.serialNo() != null) {
            keys.add(event.serialNo());
        }
        keys.forEach(key -> places.computeIfAbsent(new Place(event.device(), key), place -> new LinkedHashSet<>())
                .add(row));
    }

    private PageTally addKnown(Observation seen, Recognition.Known known) {
        Row row = rows.get(known.publicId().hex());
        for (EventId absorbed : known.absorbed()) {
            Row gone = rows.remove(absorbed.hex());
            row.reprints.addAll(gone.reprints);
            row.others.addAll(gone.others);
            byAlias.replaceAll((alias, target) -> target == gone ? row : target);
        }
        byAlias.putIfAbsent(known.alias().hex(), row);
        if (known.relation() == Relation.REPRINT) {
            row.reprints.add(seen.event().time().wallClock());
        }
        if (known.contradiction()) {
            row.others.add(EventIdentity.digestOf((known.changed() ? row.seen : seen).event())
                    .hex());
        }
        boolean enqueued = false;
        if (known.changed()) {
            row.seen = new Observation(
                    known.version(), row.seen.channel(), row.seen.seenAt(), row.seen.clockOffset(), row.seen.raw());
            enqueued = known.version().category().goesToReceiver();
            if (enqueued) {
                row.await();
            }
        }
        row.confirmed |= seen.channel().confirms();
        place(row);
        return new PageTally(0, 1, 0, 0, enqueued ? 1 : 0, known.contradiction() ? 1 : 0);
    }

    private boolean replaced(Fact fact, String value) {
        String before = facts.put(fact, value);
        return before != null && !before.equals(value);
    }

    private long count(String state, @Nullable DeviceKey device) {
        return rows.values().stream()
                .filter(row -> row.state.equals(state))
                .filter(row -> device == null || row.seen.event().device().equals(device))
                .count();
    }

    private static final class Row {

        private final EventId id;
        private final long order;
        private final Set<LocalDateTime> reprints = new LinkedHashSet<>();
        private final Set<String> others = new LinkedHashSet<>();
        private Observation seen;
        private boolean confirmed;
        private String state = "kept";
        private int attempts;
        private @Nullable String batch;
        private @Nullable String reason;
        private @Nullable Instant settledAt;

        Row(EventId id, long order, Observation seen) {
            this.id = id;
            this.order = order;
            this.seen = seen;
            this.confirmed = seen.channel().confirms();
        }

        Row copy() {
            Row copy = new Row(id, order, seen);
            copy.reprints.addAll(reprints);
            copy.others.addAll(others);
            copy.confirmed = confirmed;
            copy.state = state;
            copy.attempts = attempts;
            copy.batch = batch;
            copy.reason = reason;
            copy.settledAt = settledAt;
            return copy;
        }

        boolean isDoneBefore(Instant before) {
            boolean settled = state.equals("settled") && settledAt != null && settledAt.isBefore(before);
            Instant latestWall =
                    seen.event().time().wallClock().toInstant(ZoneOffset.UTC).plus(Duration.ofHours(14));
            return (settled || state.equals("kept")) && seen.seenAt().isBefore(before) && latestWall.isBefore(before);
        }

        void await() {
            state = "waiting";
            attempts = 0;
        }

        StoredEvent stored() {
            return new StoredEvent(order, id, seen.event(), confirmed, List.copyOf(reprints));
        }
    }
}
