package dev.rollcall.agent.testing;

import dev.rollcall.agent.config.DeviceConfig;
import dev.rollcall.agent.journal.DeviceSight;
import dev.rollcall.agent.journal.NotUnderstood;
import dev.rollcall.agent.journal.QuarantinedRecord;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.window.Checkpoint;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What {@link InMemoryStore} remembers of devices: how they answered, how far they were read, what was not understood. */
final class InMemoryDevices {

    private final Map<DeviceKey, DeviceSight> sights = new LinkedHashMap<>();
    private final Map<DeviceKey, Checkpoint> checkpoints = new HashMap<>();
    private final Map<DeviceKey, Map<String, QuarantinedRecord>> quarantine = new HashMap<>();
    private final Map<DeviceKey, String> problems = new HashMap<>();
    private final Map<String, Optional<String>> attempts = new HashMap<>();
    private final Map<DeviceKey, Instant> lastReads = new HashMap<>();
    private final Map<DeviceKey, Long> lastRows = new HashMap<>();

    void copyTo(InMemoryDevices other) {
        other.sights.putAll(sights);
        other.checkpoints.putAll(checkpoints);
        quarantine.forEach((device, held) -> other.quarantine.put(device, new LinkedHashMap<>(held)));
        other.problems.putAll(problems);
        other.attempts.putAll(attempts);
        other.lastReads.putAll(lastReads);
        other.lastRows.putAll(lastRows);
    }

    @Nullable DeviceKey meet(DeviceSight sight) {
        DeviceKey before = keyAt(sight.address());
        sights.put(sight.key(), sight);
        sights.replaceAll((key, known) -> isAheadOf(sight, known) ? seenBefore(sight, known) : known);
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

    /** Returns all that ever answered. */
    Set<DeviceKey> keys() {
        return sights.keySet();
    }

    /** Returns how a device answered last. */
    @Nullable DeviceSight sight(DeviceKey device) {
        return sights.get(device);
    }

    @Nullable String nameOf(DeviceKey device) {
        DeviceSight sight = sights.get(device);
        return sight == null ? null : sight.name();
    }

    /** Returns how the device answered that did so last at an address. */
    @Nullable DeviceSight sightAt(String address) {
        return sights.values().stream()
                .filter(known -> known.address().equals(address))
                .max(Comparator.comparing(DeviceSight::at))
                .orElse(null);
    }

    @Nullable DeviceKey keyAt(String address) {
        DeviceSight sight = sightAt(address);
        return sight == null ? null : sight.key();
    }

    void quarantine(DeviceKey device, Collection<QuarantinedRecord> records) {
        Map<String, QuarantinedRecord> held = quarantine.computeIfAbsent(device, key -> new LinkedHashMap<>());
        // What is no record of the log is kept for people, and there are none here.
        records.stream()
                .filter(QuarantinedRecord::isOfLog)
                .forEach(record -> held.merge(record.digest(), record, (known, again) -> known.within(again.bounds())));
    }

    /** Tells whether a record with this number was not understood. */
    boolean isStrange(DeviceKey device, long serial) {
        return quarantine.getOrDefault(device, Map.of()).values().stream()
                .anyMatch(record -> Long.valueOf(serial).equals(record.serialNo()));
    }

    /** Nobody accepts anything here. */
    List<NotUnderstood> notUnderstood(DeviceKey device) {
        return quarantine.getOrDefault(device, Map.of()).values().stream()
                .map(record -> new NotUnderstood(record.digest(), record.serialNo(), record.bounds(), false))
                .toList();
    }

    /** Keeps how far a device is read, if it is told. */
    void keep(DeviceKey device, @Nullable Checkpoint checkpoint) {
        if (checkpoint != null) {
            checkpoints.put(device, checkpoint);
        }
    }

    @Nullable Checkpoint checkpoint(DeviceKey device) {
        return checkpoints.get(device);
    }

    /** Returns the latest moment that a device's clock has told, if any has. */
    Optional<Instant> latestClock() {
        return checkpoints.values().stream()
                .map(Checkpoint::clock)
                .filter(Objects::nonNull)
                .map(clock -> clock.wallClock().toInstant(clock.offset() == null ? ZoneOffset.MAX : clock.offset()))
                .max(Comparator.naturalOrder());
    }

    /**
     * Notes how a pass ended.
     *
     * @param reached how far the device is read now; null if the pass came to no end of its own
     * @param last    the order of the last row that there is
     */
    void endPass(DeviceKey device, @Nullable Checkpoint reached, @Nullable String problem, Instant endedAt, long last) {
        keep(device, reached);
        if (problem == null) {
            problems.remove(device);
            lastReads.put(device, endedAt);
        } else {
            problems.put(device, problem);
        }
        if (problem == null && reached != null) {
            lastRows.put(device, last);
        }
    }

    @Nullable Instant lastRead(DeviceKey device) {
        return lastReads.get(device);
    }

    /** Returns the order of the last row that there was when a pass over a device came to its end; 0 if none did. */
    long lastRow(DeviceKey device) {
        return lastRows.getOrDefault(device, 0L);
    }

    void attempted(DeviceConfig device, @Nullable String problem) {
        attempts.put(device.name() + " " + device.address(), Optional.ofNullable(problem));
    }

    /** Returns why the last attempt to read a device failed: as it is configured, or else as the one that answered there. */
    @Nullable String problem(DeviceConfig config, DeviceKey device) {
        return attempts.getOrDefault(config.name() + " " + config.address(), Optional.ofNullable(problems.get(device)))
                .orElse(null);
    }
}
