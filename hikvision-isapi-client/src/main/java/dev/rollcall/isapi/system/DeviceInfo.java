package dev.rollcall.isapi.system;

import dev.rollcall.isapi.internal.Fields;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A terminal's description of itself, in its own words.
 *
 * @param serialNumber the long serial number. On terminals it embeds model, build date, firmware and language before the nine
 *     characters that stay (seen on DS-K1A340FWX V1.2.7), so the whole string changes with a firmware upgrade
 * @param firmwareReleasedDate as printed, for example {@code build 240102}
 * @param deviceType {@code ACS} on access terminals
 * @param subDeviceType for example {@code accessControlTerminal}
 * @param manufacturer as printed
 * @param deviceId the device's own number, 255 unless somebody set it
 * @param otherFields every other element by its local name: text as it stands, nested elements as JSON text
 */
public record DeviceInfo(
        @Nullable String deviceName,
        String model,
        String serialNumber,
        @Nullable String macAddress,
        @Nullable String firmwareVersion,
        @Nullable String firmwareReleasedDate,
        @Nullable String deviceType,
        @Nullable String subDeviceType,
        @Nullable String manufacturer,
        @Nullable String deviceId,
        Map<String, String> otherFields) {

    public DeviceInfo {
        otherFields = Map.copyOf(otherFields);
    }

    static @Nullable DeviceInfo of(Fields fields) {
        String model = fields.text("model");
        String serialNumber = fields.text("serialNumber");
        if (model == null || serialNumber == null) {
            return null;
        }
        return new DeviceInfo(
                fields.text("deviceName"),
                model,
                serialNumber,
                fields.text("macAddress"),
                fields.text("firmwareVersion"),
                fields.text("firmwareReleasedDate"),
                fields.text("deviceType"),
                fields.text("subDeviceType"),
                fields.text("manufacturer"),
                fields.text("deviceID"),
                fields.restAsText());
    }
}
