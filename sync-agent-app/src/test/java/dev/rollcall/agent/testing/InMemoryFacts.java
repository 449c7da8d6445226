package dev.rollcall.agent.testing;

import dev.rollcall.agent.config.DeviceConfig;
import dev.rollcall.agent.journal.DeviceSight;
import dev.rollcall.agent.journal.JournalFacts;
import dev.rollcall.agent.journal.JournalHealth;
import dev.rollcall.agent.journal.LogFacts;
import dev.rollcall.agent.outbox.Outbox;
import dev.rollcall.agent.testing.InMemoryRow.State;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.window.Checkpoint;
import dev.rollcall.isapi.PasswordRefusals;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What {@link InMemoryStore} tells of itself: counted from its rows, each time it is asked. */
final class InMemoryFacts implements JournalFacts {

    private final InMemoryRows rows;
    private final InMemoryLogBook logs;
    private final InMemoryDevices devices;
    private final InMemoryNotes notes;
    private final Outbox outbox;

    InMemoryFacts(
            InMemoryRows rows, InMemoryLogBook logs, InMemoryDevices devices, InMemoryNotes notes, Outbox outbox) {
        this.rows = rows;
        this.logs = logs;
        this.devices = devices;
        this.notes = notes;
        this.outbox = outbox;
    }

    @Override
    public DeviceFacts device(DeviceConfig config) {
        DeviceSight sight = devices.sightAt(config.address());
        DeviceKey key = sight == null ? DeviceKey.of("unknown") : sight.key();
        Checkpoint checkpoint = devices.checkpoint(key);
        return new DeviceFacts(
                sight == null ? null : key.value(),
                sight == null ? null : sight.model(),
                sight == null ? null : sight.firmware(),
                sight == null ? null : sight.zone(),
                sight == null || sight.clockOffset() == null
                        ? null
                        : sight.clockOffset().ahead(),
                devices.lastRead(key),
                checkpoint == null ? null : checkpoint.position(),
                devices.problem(config, key),
                count(key, row -> true),
                count(key, row -> row.state == State.WAITING || row.state == State.CLAIMED),
                count(key, row -> row.state == State.BLOCKED),
                devices.notUnderstood(key).size(),
                rows.all().stream()
                        .filter(row -> row.seen.event().device().equals(key))
                        .mapToLong(row -> row.others.size())
                        .sum(),
                PasswordRefusals.NONE,
                notes.alarmsOf(config.name()),
                sight == null ? LogFacts.NONE : logs.facts(key, checkpoint));
    }

    private long count(DeviceKey device, Predicate<InMemoryRow> which) {
        return rows.all().stream()
                .filter(row -> row.seen.event().device().equals(device) && which.test(row))
                .count();
    }

    @Override
    public Backlog backlog() {
        long settled =
                rows.all().stream().filter(row -> row.state == State.SETTLED).count();
        return new Backlog(outbox.waiting(), outbox.blocked(), settled);
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
        return notes.remembered(fact);
    }

    @Override
    public Set<String> alarmed(String kind) {
        return notes.alarmed(kind);
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
                notes.alarmsOf(JournalHealth.SUBJECT));
    }
}
