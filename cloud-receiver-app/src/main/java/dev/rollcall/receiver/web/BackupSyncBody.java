package dev.rollcall.receiver.web;

import dev.rollcall.attendance.exchange.BatchMessage;
import dev.rollcall.attendance.exchange.DeviceMessage;
import dev.rollcall.attendance.exchange.EventMessage;
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

    MissingFields missingPullFields() {
        return new MissingFields()
                .note("deviceIp", deviceIp)
                .note("deviceUsername", deviceUsername)
                .note("devicePassword", devicePassword)
                .note("startTime", startTime)
                .note("endTime", endTime);
    }

    MissingFields missingFields() {
        MissingFields missing = new MissingFields()
                .note("version", version)
                .note("batchId", batchId)
                .note("agent", agent)
                .note("device", device);
        if (device != null) {
            missing.note("device.key", device.key());
        }
        return missing.note("events", events);
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
}
