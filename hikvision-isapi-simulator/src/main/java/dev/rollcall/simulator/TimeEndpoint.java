package dev.rollcall.simulator;

import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * GET and PUT /ISAPI/System/time: the device's clock, and its zone written the POSIX way, with the sign turned round
 * (DS-K1A340FWX V1.2.7 prints CST-3:00:00 for UTC+03:00), and the rules of daylight saving if it has any.
 */
final class TimeEndpoint implements Endpoint {
    /** The way terminals print times, and the only way all of them read. */
    static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx", Locale.ROOT);

    private final SimulatedDevice device;
    private final FirmwareProfile profile;
    private final TimeSetting setting;

    TimeEndpoint(SimulatedDevice device, FirmwareProfile profile) {
        this.device = device;
        this.profile = profile;
        this.setting = new TimeSetting(device);
    }

    @Override
    public String path() {
        return "/ISAPI/System/time";
    }

    @Override
    public Answer answer(Request request) {
        if (request.method().equals("PUT")) {
            return setting.answer(request.body());
        } else if (!request.method().equals("GET")) {
            return Refusal.methodNotAllowed(profile.methodNotAllowedStatus()).xml();
        }
        OffsetDateTime now = device.now();
        return Answer.xml(
                200,
                new FlatXml("Time")
                        .put("timeMode", setting.mode())
                        .put("localTime", now.format(SECONDS))
                        .put("timeZone", ZoneText.of(device.zone(), now.toInstant()))
                        .document());
    }
}
