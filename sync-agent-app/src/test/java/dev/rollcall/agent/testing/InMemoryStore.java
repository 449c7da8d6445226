package dev.rollcall.agent.testing;

import dev.rollcall.agent.config.DeviceConfig;
import dev.rollcall.agent.journal.AcceptedLoss;
import dev.rollcall.agent.journal.DeviceSight;
import dev.rollcall.agent.journal.Journal;
import dev.rollcall.agent.journal.JournalFacts;
import dev.rollcall.agent.journal.JournalHealth;
import dev.rollcall.agent.journal.JournalPage;
import dev.rollcall.agent.journal.LogBook;
import dev.rollcall.agent.journal.LogLosses;
import dev.rollcall.agent.journal.PageTally;
import dev.rollcall.agent.journal.TallyBook;
import dev.rollcall.agent.journal.Upkeep;
import dev.rollcall.agent.outbox.ClaimedBatch;
import dev.rollcall.agent.outbox.Outbox;
import dev.rollcall.agent.schedule.Holdback;
import dev.rollcall.agent.schedule.Holdbacks;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.EventId;
import dev.rollcall.attendance.event.EventTime;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.attendance.event.TimeQuality;
import dev.rollcall.attendance.exchange.ReceiptMessage;
import dev.rollcall.attendance.identity.Recognition;
import dev.rollcall.attendance.window.Anchor;
import dev.rollcall.attendance.window.Checkpoint;
import dev.rollcall.attendance.window.LogProof;
import dev.rollcall.attendance.window.LostTime;
import dev.rollcall.attendance.window.RingWatch;
import dev.rollcall.attendance.window.SerialGap;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Journal and outbox without a disk, for simulations; held to the same contracts as the real one. */
public final class InMemoryStore implements Journal, Outbox, JournalFacts, Upkeep, Holdbacks {

    private final InMemoryDevices devices = new InMemoryDevices();
    private final InMemoryNotes notes = new InMemoryNotes();
    private final InMemoryRows rows;
    private final InMemoryLogBook logs;
    private final InMemoryTallyBook tallies;
    private final InMemoryOutbox outbox;
    private final InMemoryFacts facts;
    private long passes;

    /** Makes an empty one. */
    public InMemoryStore() {
        this(new InMemoryRows());
    }

    private InMemoryStore(InMemoryRows rows) {
        this.rows = rows;
        this.logs = new InMemoryLogBook(rows::wallClock, rows::knownBefore);
        this.tallies = new InMemoryTallyBook(rows, logs, devices::notUnderstood, devices::nameOf, devices::keys);
        this.outbox = new InMemoryOutbox(rows, devices, notes, tallies);
        this.facts = new InMemoryFacts(rows, logs, devices, notes, outbox);
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
        devices.copyTo(copy.devices);
        notes.copyTo(copy.notes);
        logs.copyTo(copy.logs);
        tallies.copyTo(copy.tallies);
        copy.passes = passes;
        return copy;
    }

    @Override
    public @Nullable DeviceKey meet(DeviceSight sight) {
        return devices.meet(sight);
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
        List<Observation> logged = new ArrayList<>();
        for (Observation seen : page.observations()) {
            Recognition recognition = rows.recognise(seen);
            boolean wasLogged = rows.isLogged(seen, recognition);
            tally = tally.plus(rows.add(seen, recognition));
            if (!wasLogged && seen.channel().confirms()) {
                logged.add(seen);
            }
        }
        devices.quarantine(page.device(), page.quarantined());
        noteGivenTwice(page, logged);
        logs.cover(page);
        devices.keep(page.device(), page.checkpoint());
        return tally;
    }

    private void noteGivenTwice(JournalPage page, List<Observation> logged) {
        DeviceKey device = page.device();
        List<Observation> again = logged.stream()
                .filter(seen -> seen.event().serialNo() != null
                        && logs.covers(device, seen.event().serialNo())
                        && !devices.isStrange(device, seen.event().serialNo())
                        && rows.otherWallClock(seen) != null)
                .toList();
        if (again.isEmpty()) {
            return;
        }
        LocalDateTime first = again.stream()
                .map(seen -> seen.event().time())
                .filter(time -> time.quality() != TimeQuality.IMPLAUSIBLE)
                .map(EventTime::wallClock)
                .min(Comparator.naturalOrder())
                .orElse(null);
        Checkpoint checkpoint = devices.checkpoint(device);
        Anchor newest = checkpoint == null ? null : checkpoint.newest();
        LocalDateTime last =
                newest != null && (first == null || newest.wallClock().isBefore(first))
                        ? newest.wallClock()
                        : latestRead(device, first);
        LocalDateTime known =
                last != null ? last : Objects.requireNonNull(rows.otherWallClock(again.get(again.size() - 1)));
        logs.keepLostTimes(device, LostTime.after(logs.lostTimes(device), new LostTime.Nothing(known), page.seenAt()));
        logs.begin(device, new Anchor(newest == null ? 0 : newest.serialNo(), known), page.seenAt());
    }

    @Override
    public void endPass(
            long pass, DeviceKey device, @Nullable Checkpoint checkpoint, @Nullable String problem, Instant endedAt) {
        devices.endPass(device, checkpoint, problem, endedAt, rows.last());
    }

    @Override
    public void closePass(long pass, @Nullable String problem, Instant endedAt) {
        // passes leave nothing here
    }

    @Override
    public void attempted(DeviceConfig device, @Nullable String kind, @Nullable String problem, Instant at) {
        devices.attempted(device, problem);
    }

    @Override
    public @Nullable Checkpoint checkpoint(DeviceKey device) {
        return devices.checkpoint(device);
    }

    @Override
    public void raise(String kind, String subject, String text, Instant at) {
        notes.raise(kind, subject, text, at);
    }

    @Override
    public void lower(String kind, String subject) {
        notes.lower(kind, subject);
    }

    @Override
    public void lower(String kind, String subject, Instant raisedBefore) {
        notes.lower(kind, subject, raisedBefore);
    }

    @Override
    public void remember(Fact fact, String value) {
        notes.remember(fact, value);
    }

    @Override
    public synchronized void forget(Fact fact) {
        notes.forget(fact);
    }

    @Override
    public String agentId() {
        return notes.agentId();
    }

    @Override
    public boolean wouldGrow(DeviceKey device, LogProof proof) {
        return logs.book(device, proof).wouldGrow(proof);
    }

    @Override
    public List<SerialGap> gapsOfOthers(DeviceKey device, String name) {
        return tallies.devices().stream()
                .filter(other -> !other.equals(device) && name.equals(devices.nameOf(other)))
                .flatMap(other -> logs.losses(other).accepted().open(logs.allGaps(other)).stream())
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
    public int epoch(DeviceKey device) {
        return logs.epoch(device);
    }

    @Override
    public @Nullable LocalDateTime beganAfter(DeviceKey device) {
        return logs.beganAfter(device);
    }

    @Override
    public @Nullable Long highestCovered(DeviceKey device) {
        return logs.highestCovered(device);
    }

    @Override
    public List<LostTime> lostTimes(DeviceKey device) {
        return logs.lostTimes(device);
    }

    @Override
    public void keepLostTimes(DeviceKey device, List<LostTime> times) {
        logs.keepLostTimes(device, times);
    }

    @Override
    public LogLosses losses(DeviceKey device) {
        return logs.losses(device);
    }

    @Override
    public void accept(DeviceKey device, AcceptedLoss loss) {
        logs.accept(device, loss);
    }

    @Override
    public @Nullable LocalDateTime latestRead(DeviceKey device, @Nullable LocalDateTime before) {
        return LogBook.later(
                latest(rows.wallClocksRead(device, devices.lastRow(device)), before),
                latest(rows.wallClocksPruned(device), before),
                before);
    }

    @Override
    public @Nullable LocalDateTime earliestRead(DeviceKey device) {
        return Stream.concat(rows.wallClocksRead(device, Long.MAX_VALUE), rows.wallClocksPruned(device))
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    @Override
    public boolean showedAnotherLog(DeviceKey device, LocalDateTime first, long highest) {
        return rows.showedAnotherLog(device, first, highest);
    }

    @Override
    public LocalDateTime latestPrint(DeviceKey device, LocalDateTime wallClock) {
        return rows.printedAt(device, wallClock).max(Comparator.naturalOrder()).orElse(wallClock);
    }

    private static @Nullable LocalDateTime latest(Stream<LocalDateTime> wallClocks, @Nullable LocalDateTime before) {
        return wallClocks
                .filter(wallClock -> before == null || wallClock.isBefore(before))
                .max(LocalDateTime::compareTo)
                .orElse(null);
    }

    @Override
    public @Nullable RingWatch ring(String address) {
        DeviceKey key = devices.keyAt(address);
        return key == null ? null : logs.ring(key);
    }

    @Override
    public void keepRing(DeviceKey device, RingWatch ring, @Nullable Double fill) {
        logs.keepRing(device, ring, fill);
    }

    @Override
    public void keepFill(String address, @Nullable Double fill) {
        DeviceKey key = devices.keyAt(address);
        if (key != null) {
            logs.keepFill(key, fill);
        }
    }

    @Override
    public @Nullable ClaimedBatch claim(int limit, Set<DeviceKey> notOf, String batchId) {
        return outbox.claim(limit, notOf, batchId);
    }

    @Override
    public boolean settle(ClaimedBatch batch, ReceiptMessage receipt, @Nullable String version, Instant now) {
        return outbox.settle(batch, receipt, version, now);
    }

    @Override
    public void putBack(ClaimedBatch batch, String reason, @Nullable Instant nextAttempt) {
        outbox.putBack(batch, reason, nextAttempt);
    }

    @Override
    public void block(ClaimedBatch batch, String reason) {
        outbox.block(batch, reason);
    }

    @Override
    public void putBackLapsedClaims() {
        outbox.putBackLapsedClaims();
    }

    @Override
    public long waiting() {
        return outbox.waiting();
    }

    @Override
    public long blocked() {
        return outbox.blocked();
    }

    @Override
    public int requeue(@Nullable String device, Collection<String> ids) {
        return outbox.requeue(device, ids);
    }

    @Override
    public DeviceFacts device(DeviceConfig config) {
        return facts.device(config);
    }

    @Override
    public Backlog backlog() {
        return facts.backlog();
    }

    @Override
    public List<BlockedEvent> blocked(int limit) {
        return facts.blocked(limit);
    }

    @Override
    public @Nullable String remembered(Fact fact) {
        return facts.remembered(fact);
    }

    @Override
    public Set<String> alarmed(String kind) {
        return facts.alarmed(kind);
    }

    @Override
    public JournalHealth health() {
        return facts.health();
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
        Instant trusted = devices.latestClock()
                .map(told -> told.isBefore(now) ? told : now)
                .orElse(Instant.MIN.plus(keep));
        return rows.prune(trusted.minus(keep), most);
    }

    @Override
    public @Nullable Holdback of(String subject) {
        return notes.holdback(subject);
    }

    @Override
    public void keep(String subject, Holdback holdback) {
        notes.keep(subject, holdback);
    }

    @Override
    public void lift(String subject) {
        notes.lift(subject);
    }
}
