package dev.rollcall.isapi.system;

import dev.rollcall.isapi.internal.Answer;
import dev.rollcall.isapi.internal.DeviceConnection;
import dev.rollcall.isapi.internal.Fields;
import dev.rollcall.isapi.internal.PosixZone;
import dev.rollcall.isapi.internal.SystemEndpoints;
import dev.rollcall.isapi.internal.TimeText;
import java.util.Set;

/** Reads what the terminal says about itself. Thread-safe; each method is one blocking request. */
public final class SystemApi {

    private static final Set<String> KNOWN_INFO = Set.of(
            "deviceName",
            "model",
            "serialNumber",
            "macAddress",
            "firmwareVersion",
            "firmwareReleasedDate",
            "deviceType",
            "subDeviceType",
            "manufacturer",
            "deviceID");

    private final DeviceConnection connection;
    private final SystemEndpoints endpoints;

    /** Not for callers: use {@link dev.rollcall.isapi.IsapiClient#system()}. */
    public SystemApi(DeviceConnection connection) {
        this.connection = connection;
        this.endpoints = connection.endpoints(SystemEndpoints.class);
    }

    /**
     * Model, serial number, firmware.
     *
     * @throws dev.rollcall.isapi.IsapiException as every call; its subclass says what to do next
     */
    public DeviceInfo deviceInfo() {
        Answer answer = connection.exchange(endpoints.deviceInfo());
        Fields fields = answer.fields("DeviceInfo");
        String model = fields.text("model");
        String serialNumber = fields.text("serialNumber");
        if (model == null || serialNumber == null) {
            throw answer.unexpected("model or serialNumber is missing", null);
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
                fields.othersAsText(KNOWN_INFO));
    }

    /**
     * The terminal's clock and zone at this moment. Ask it right before a search: the search window must be in device time.
     *
     * @throws dev.rollcall.isapi.IsapiException as every call; its subclass says what to do next
     */
    public DeviceTime time() {
        Answer answer = connection.exchange(endpoints.time());
        Fields fields = answer.fields("Time");
        String text = fields.text("localTime");
        TimeText time = TimeText.parse(text);
        if (text == null || time == null) {
            throw answer.unexpected("localTime is missing or not a time: " + text, null);
        }
        String zone = fields.text("timeZone");
        String zoneName = fields.text("IANA");
        return new DeviceTime(
                fields.text("timeMode"),
                text,
                time.wallClock(),
                time.offset(),
                zone == null ? zoneName : zone,
                zone == null ? PosixZone.ofName(zoneName) : PosixZone.parse(zone));
    }
}
