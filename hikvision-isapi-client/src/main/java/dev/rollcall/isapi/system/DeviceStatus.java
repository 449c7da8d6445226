package dev.rollcall.isapi.system;

import dev.rollcall.isapi.internal.Fields;
import dev.rollcall.isapi.internal.TimeText;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a device is. Cameras and recorders tell it; no terminal was seen that does.
 *
 * @param timeText the clock as printed; null if not told
 * @param localTime the wall clock in that text; null if there is none
 * @param upTime how long the device has been running; null if not told
 * @param otherFields every other element, processors and memory among them: text as it stands, nested elements as JSON text
 */
public record DeviceStatus(
        @Nullable String timeText,
        @Nullable LocalDateTime localTime,
        @Nullable Duration upTime,
        Map<String, String> otherFields) {

    public DeviceStatus {
        otherFields = Map.copyOf(otherFields);
    }

    static DeviceStatus of(Fields fields) {
        String text = fields.text("currentDeviceTime");
        TimeText time = TimeText.parse(text);
        Long seconds = fields.whole("deviceUpTime");
        return new DeviceStatus(
                text,
                time == null ? null : time.wallClock(),
                seconds == null ? null : Duration.ofSeconds(seconds),
                fields.restAsText());
    }
}
