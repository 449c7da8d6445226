package dev.rollcall.receiver.web;

import dev.rollcall.attendance.exchange.BatchMessage;
import dev.rollcall.attendance.exchange.DeviceMessage;
import dev.rollcall.attendance.exchange.EventMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What may come to {@code backup-sync}, before it is known to be whole: a batch, or the original system's request to fetch
 * from a device, of which only the address is looked at. Its password is not even read.
 */
record BackupSyncBody(
        @Nullable Integer version,
        @Nullable String batchId,
        @Nullable String agent,
        @Nullable DeviceMessage device,
        @Nullable String startTime,
        @Nullable String endTime,
        @Nullable List<EventMessage> events,
        @Nullable String deviceIp) {

    boolean isDevicePull() {
        return deviceIp != null && events == null;
    }

    List<String> missingFields() {
        List<String> missing = new ArrayList<>();
        note(missing, "version", version);
        note(missing, "batchId", batchId);
        note(missing, "agent", agent);
        note(missing, "device", device);
        if (device != null) {
            note(missing, "device.key", device.key());
        }
        note(missing, "events", events);
        return missing;
    }

    /** Returns the batch; to be called when no field is missing. */
    BatchMessage toBatch() {
        return new BatchMessage(
                Objects.requireNonNull(version),
                Objects.requireNonNull(batchId),
                Objects.requireNonNull(agent),
                Objects.requireNonNull(device),
                startTime,
                endTime,
                Objects.requireNonNull(events));
    }

    private static void note(List<String> missing, String field, @Nullable Object value) {
        if (value == null) {
            missing.add(field);
        }
    }
}
