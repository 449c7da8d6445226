package dev.rollcall.agent.testing;

import dev.rollcall.agent.config.DeviceConfig;
import dev.rollcall.agent.journal.DeviceSight;
import dev.rollcall.agent.journal.Journal;
import dev.rollcall.agent.journal.JournalFacts;
import dev.rollcall.agent.journal.JournalHealth;
import dev.rollcall.agent.journal.JournalPage;
import dev.rollcall.agent.journal.LogFacts;
import dev.rollcall.agent.journal.PageTally;
import dev.rollcall.agent.journal.QuarantinedRecord;
import dev.rollcall.agent.journal.TallyBook;
import dev.rollcall.agent.journal.Upkeep;
import dev.rollcall.agent.outbox.ClaimedBatch;
import dev.rollcall.agent.outbox.ClaimedEvent;
import dev.rollcall.agent.outbox.Outbox;
import dev.rollcall.agent.schedule.Holdback;
import dev.rollcall.agent.schedule.Holdbacks;
import dev.rollcall.agent.testing.InMemoryRow.State;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.EventId;
import dev.rollcall.attendance.event.IsoText;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.attendance.exchange.DeviceMessage;
import dev.rollcall.attendance.exchange.OutcomeMessage;
import dev.rollcall.attendance.exchange.ReceiptMessage;
import dev.rollcall.attendance.identity.ContentDigest;
import dev.rollcall.attendance.reconcile.TalliedEvent;
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
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Journal and outbox without a disk, for simulations; held to the same contract as the real one. */
public final class InMemoryStore implements Journal, Outbox, JournalFacts, Upkeep, Holdbacks {

    private final InMemoryRows rows;
    private final InMemoryLogBook logs = new InMemoryLogBook(this::wallClock, this::knownBefore);
    private final InMemoryTallyBook tallies;
    private final Map<DeviceKey, DeviceSight> devices = new LinkedHashMap<>();
    private final Map<DeviceKey, Checkpoint> checkpoints = new HashMap<>();
    private final Map<DeviceKey, Set<QuarantinedRecord>> quarantine = new HashMap<>();
    private final Map<DeviceKey, String> problems = new HashMap<>();
    private final Map<String, Optional<String>> attempts = new HashMap<>();
    private final Map<DeviceKey, Instant> lastReads = new HashMap<>();
    private final Map<Fact, String> facts = new EnumMap<>(Fact.class);
    private final Map<String, Alarm> alarms = new LinkedHashMap<>();
    private final Map<String, Holdback> holdbacks = new HashMap<>();
    private long passes;

    /** Makes an empty one. */
    public InMemoryStore() {
        this(new InMemoryRows());
    }

    private InMemoryStore(InMemoryRows rows) {
        this.rows = rows;
        this.tallies = new InMemoryTallyBook(
                rows, logs, device -> quarantine.getOrDefault(device, Set.of()).size(), this::nameOf, devices::keySet);
    }

    private @Nullable String nameOf(DeviceKey device) {
        DeviceSight sight = devices.get(device);
        return sight == null ? null : sight.name();
    }

    /** An event as it is kept, for tests that look inside. */
    public record Kept(EventId id, Observation seen, String state, boolean confirmed) {}

    /** Returns everything that is kept, in the order of storing. */
    public List<Kept> kept() {
        return rows.all().stream()
                .map(row -> new Kept(row.id, row.seen, row.state.name().toLowerCase(Locale.ROOT), row.confirmed))
                .toList();
    }

    /** Tells whether an id is that of a kept event, or of one that was pruned. */
    public boolean has(EventId id) {
        return rows.knows(id);
    }

    /** Tells whether an id is that of an event that was pruned. */
    public boolean hasPruned(EventId id) {
        return rows.pruned.has(id);
    }

    /** Returns what is counted here. */
    public TallyBook tallies() {
        return tallies;
    }

    /** Returns a store that has the same and goes its own way, as an image of a disk that is put back later. */
    public InMemoryStore copy() {
        InMemoryStore copy = new InMemoryStore(rows.copy());
        copy.devices.putAll(devices);
        copy.checkpoints.putAll(checkpoints);
        quarantine.forEach((device, held) -> copy.quarantine.put(device, new HashSet<>(held)));
        copy.problems.putAll(problems);
        copy.attempts.putAll(attempts);
        copy.lastReads.putAll(lastReads);
        copy.facts.putAll(facts);
        copy.alarms.putAll(alarms);
        copy.holdbacks.putAll(holdbacks);
        logs.copyTo(copy.logs);
        tallies.copyTo(copy.tallies);
        copy.passes = passes;
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
            tally = tally.plus(rows.add(seen));
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
    public Set<String> alarmed(String kind) {
        return alarms.keySet().stream()
                .filter(alarm -> alarm.startsWith(kind + " "))
                .map(alarm -> alarm.substring(kind.length() + 1))
                .collect(Collectors.toSet());
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
        List<InMemoryRow> claimed = rows.next(limit, notOf);
        if (claimed.isEmpty()) {
            return null;
        }
        DeviceKey device = claimed.get(0).seen.event().device();
        claimed.forEach(row -> rows.claim(row, batchId));
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
            InMemoryRow row = rows.at(outcome.id());
            boolean claimed =
                    row != null && row.state == State.CLAIMED && batch.batchId().equals(row.batch);
            if (claimed) {
                settle(row, outcome, now);
            }
        }
        facts.put(Fact.RECEIVER_ANSWERED_AT, now.toString());
        facts.remove(Fact.DELIVERY_PROBLEM);
        boolean changed = replaced(Fact.RECEIVER_STORE, receipt.store());
        if (changed) {
            facts.put(Fact.VERIFY_ASKED, receipt.store());
            tallies.untellAll();
        }
        changed |= version != null && replaced(Fact.RECEIVER_VERSION, version);
        if (changed) {
            rows.of(State.BLOCKED).forEach(rows::await);
        }
        return changed;
    }

    private void settle(InMemoryRow row, OutcomeMessage outcome, Instant now) {
        boolean rejected = outcome.outcome().equals("REJECTED");
        rows.move(row, rejected ? State.BLOCKED : State.SETTLED, outcome.reason());
        row.settledAt = now;
        if (!rejected) {
            String storedAs = outcome.storedAs();
            // Acknowledged under no readable id, it counts as it was sent.
            EventId there = EventId.of(storedAs != null && EventId.isForm(storedAs) ? storedAs : outcome.id());
            rows.adopt(there, row);
            row.sentAs(TalliedEvent.acknowledged(
                    row.seen.event(),
                    there,
                    outcome.wallClock() == null ? null : IsoText.wallClock(outcome.wallClock()),
                    outcome.content() == null ? null : new ContentDigest(outcome.content())));
        }
    }

    @Override
    public void putBack(ClaimedBatch batch, String reason, @Nullable Instant nextAttempt) {
        facts.put(Fact.DELIVERY_PROBLEM, reason);
        rows.claimed(batch.batchId()).forEach(row -> rows.move(row, State.WAITING, reason));
    }

    @Override
    public void block(ClaimedBatch batch, String reason) {
        rows.claimed(batch.batchId()).forEach(row -> rows.move(row, State.BLOCKED, reason));
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
        rows.of(State.CLAIMED).forEach(row -> rows.move(row, State.WAITING, row.reason));
    }

    @Override
    public long waiting() {
        return rows.count(State.WAITING) + rows.count(State.CLAIMED);
    }

    @Override
    public long blocked() {
        return rows.count(State.BLOCKED);
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
                count(key, row -> true),
                count(key, row -> row.state == State.WAITING || row.state == State.CLAIMED),
                count(key, row -> row.state == State.BLOCKED),
                quarantine.getOrDefault(key, Set.of()).size(),
                rows.all().stream()
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
    public List<SerialGap> gapsOfOthers(DeviceKey device, String name) {
        return tallies.devices().stream()
                .filter(other -> !other.equals(device) && name.equals(nameOf(other)))
                .flatMap(other -> logs.allGaps(other).stream())
                .toList();
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
        return rows.of(device, serial).stream()
                .max(Comparator.comparingLong(row -> row.order))
                .map(row -> row.seen.event().time().wallClock())
                .orElseGet(() -> rows.pruned.wallClock(device, serial));
    }

    private boolean knownBefore(DeviceKey device, Anchor oldest, Instant noticedAt) {
        return rows.of(device, oldest.serialNo()).stream()
                .anyMatch(row -> row.seen.event().time().wallClock().equals(oldest.wallClock())
                        && row.seen.seenAt().isBefore(noticedAt));
    }

    @Override
    public Backlog backlog() {
        long settled =
                rows.all().stream().filter(row -> row.state == State.SETTLED).count();
        return new Backlog(waiting(), blocked(), settled);
    }

    @Override
    public List<BlockedEvent> blocked(int limit) {
        return rows.of(State.BLOCKED).stream()
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
        return rows.prune(before, most);
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
        List<InMemoryRow> chosen = rows.of(State.BLOCKED).stream()
                .filter(row -> device == null
                        || device.equals(row.seen.event().device().value())
                        || device.equals(devices.get(row.seen.event().device()).name()))
                .filter(row -> ids.isEmpty() || ids.stream().anyMatch(id -> rows.at(id) == row))
                .toList();
        chosen.forEach(rows::await);
        return chosen.size();
    }

    private boolean replaced(Fact fact, String value) {
        String before = facts.put(fact, value);
        return before != null && !before.equals(value);
    }

    private long count(DeviceKey device, Predicate<InMemoryRow> which) {
        return rows.all().stream()
                .filter(row -> row.seen.event().device().equals(device) && which.test(row))
                .count();
    }
}
