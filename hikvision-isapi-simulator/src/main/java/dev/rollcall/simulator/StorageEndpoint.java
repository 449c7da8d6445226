package dev.rollcall.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Locale;

/**
 * GET and PUT /ISAPI/AccessControl/AcsEvent/StorageCfg: what {@link DeviceMemory#policy} is, so old events really go. Modes
 * and bounds as on DS-K1A340FWX V1.2.7. Assumed: the unit of period, which is not told there, is the second; and
 * {@code period} and {@code checkTime} are shown only in the mode that uses them.
 */
final class StorageEndpoint implements Endpoint {
    private static final int SHORTEST = 10;
    private static final int LONGEST = 86_400;

    private final SimulatedDevice device;
    private final FirmwareProfile profile;

    StorageEndpoint(SimulatedDevice device, FirmwareProfile profile) {
        this.device = device;
        this.profile = profile;
    }

    @Override
    public String path() {
        return AcsEventSearch.PATH + "/StorageCfg";
    }

    @Override
    public Answer answer(Request request) {
        if (!profile.get(StorageTraits.CONFIGURABLE)) {
            return Refusal.notSupport(profile.notSupportStatus()).json();
        }
        return switch (request.method()) {
            case "GET" -> Answer.json(200, CJson.object().set("EventStorageCfg", current()));
            case "PUT" -> write(request.body());
            default ->
                Refusal.methodNotAllowed(profile.methodNotAllowedStatus()).json();
        };
    }

    private ObjectNode current() {
        StoragePolicy policy = device.memory().policy();
        ObjectNode document = CJson.object().put("mode", policy.mode().name().toLowerCase(Locale.ROOT));
        return switch (policy.mode()) {
            case CYCLE -> document;
            case REGULAR -> document.put("period", policy.period().toSeconds());
            case TIME ->
                document.put(
                        "checkTime",
                        policy.checkTime()
                                .atZone(device.zone())
                                .toOffsetDateTime()
                                .format(TimeEndpoint.SECONDS));
        };
    }

    private Answer write(String body) {
        try {
            device.memory().keep(policy(ConditionReader.root(body, "EventStorageCfg")));
            return Answer.okJson();
        } catch (ConditionReader.Refused e) {
            return e.refusal().json();
        }
    }

    private static StoragePolicy policy(ObjectNode document) throws ConditionReader.Refused {
        return switch (document.path("mode").asText()) {
            case "cycle" -> StoragePolicy.cycle();
            case "regular" ->
                StoragePolicy.regular(
                        Duration.ofSeconds(ConditionReader.number(document, "period", SHORTEST, LONGEST)));
            case "time" -> StoragePolicy.before(time(document).toInstant());
            default -> throw new ConditionReader.Refused(Refusal.badParameters("mode"));
        };
    }

    private static OffsetDateTime time(ObjectNode document) throws ConditionReader.Refused {
        try {
            return OffsetDateTime.parse(document.path("checkTime").asText());
        } catch (DateTimeException e) {
            throw new ConditionReader.Refused(Refusal.badJsonContent("checkTime"), e);
        }
    }
}
