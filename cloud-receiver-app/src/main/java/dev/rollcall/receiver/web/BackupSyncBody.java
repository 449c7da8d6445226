package dev.rollcall.receiver.web;

import dev.rollcall.attendance.exchange.BatchMessage;
import dev.rollcall.attendance.exchange.DeviceMessage;
import dev.rollcall.attendance.exchange.EventMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What may come to {@code backup-sync}, before it is known to be whole: a batch, or the original system's request to fetch from a device. */
record BackupSyncBody(
        @Nullable Integer version,
        @Nullable String batchId,
        @Nullable String agent,
        @Nullable DeviceMessage device,
        @Nullable String startTime,
        @Nullable String endTime,
        @Nullable List<EventMessage> events,
        @Nullable String deviceIp,
        @Nullable Integer devicePort,
        @Nullable String deviceUsername,
        @Nullable String devicePassword) {

    boolean isDevicePull() {
        boolean namesDevice = deviceIp != null || deviceUsername != null || devicePassword != null;
        return namesDevice && events == null;
    }

    List<String> missingPullFields() {
        List<String> missing = new ArrayList<>();
        note(missing, "deviceIp", deviceIp);
        note(missing, "deviceUsername", deviceUsername);
        note(missing, "devicePassword", devicePassword);
        note(missing, "startTime", startTime);
        note(missing, "endTime", endTime);
        return missing;
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

    /** Says nothing of what is in it: it may be a password. */
    @Override
    public String toString() {
        return "BackupSyncBody[" + (isDevicePull() ? "device pull" : "batch") + "]";
    }

    private static void note(List<String> missing, String field, @Nullable Object value) {
        if (value == null) {
            missing.add(field);
        }
    }
}
