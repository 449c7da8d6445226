package dev.rollcall.simulator;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * GET /ISAPI/Event/notification/alertStream and POST …/subscribeEvent, which bring the same kind of stream;
 * subscribeEventCap; PUT unSubscribeEvent. Assumed: unSubscribeEvent says OK and frees nothing by itself, the place goes with
 * the connection; heartbeats outside the bounds of the capabilities are refused.
 */
final class StreamEndpoints {
    private static final String ROOT = "/ISAPI/Event/notification/";
    private static final int LONGEST_HEARTBEAT = 30;

    private final StreamDesk desk;
    private final SimulatedDevice device;
    private final FirmwareProfile profile;
    private final boolean pictures;

    StreamEndpoints(StreamDesk desk, SimulatedDevice device, FirmwareProfile profile, boolean pictures) {
        this.desk = desk;
        this.device = device;
        this.profile = profile;
        this.pictures = pictures;
    }

    List<Endpoint> endpoints() {
        if (!profile.get(StreamTraits.SUPPORTED)) {
            return List.of();
        }
        return List.of(
                new Simple(ROOT + "alertStream", "GET", profile, request -> open(null)),
                new Simple(ROOT + "subscribeEvent", "POST", profile, this::subscribe),
                new Simple(ROOT + "unSubscribeEvent", "PUT", profile, request -> Answer.okXml()),
                ReadOnly.xml(ROOT + "subscribeEventCap", profile, StreamEndpoints::capabilities));
    }

    private Answer subscribe(Request request) {
        Optional<XmlElement> wanted =
                XmlText.parse(request.body()).filter(root -> root.name().equals("SubscribeEvent"));
        if (wanted.isEmpty()) {
            return Refusal.badXmlFormat().xml();
        }
        XmlElement subscription = wanted.get();
        int heartbeat = PushHost.number(subscription.textOrEmpty("heartbeat"));
        boolean asked = subscription.child("heartbeat").isPresent();
        if (asked && (heartbeat < 1 || heartbeat > LONGEST_HEARTBEAT)) {
            return Refusal.badXmlContent("heartbeat").xml();
        }
        return open(subscription);
    }

    private Answer open(@Nullable XmlElement subscription) {
        return desk.enter()
                ? Answer.streaming(
                        StreamFrames.CONTENT_TYPE,
                        new EventStream(desk, device, profile, pictures, EventStream.heartbeat(subscription, profile)))
                : busy();
    }

    private Answer busy() {
        return switch (profile.get(StreamTraits.BUSY)) {
            case DEPLOY_EXCEED_MAX ->
                Answer.xml(
                        503,
                        XmlElement.of("ResponseStatus")
                                .with("requestURL", ROOT + "alertStream")
                                .with("statusValue", 503)
                                .with("statusString", "Service Unavailable")
                                .with("subStatusCode", "deployExceedMax")
                                .document());
            case NOT_FOUND -> Refusal.invalidOperation(404).xml();
            case FORBIDDEN -> Refusal.invalidOperation(403).xml();
            case SILENCE -> Answer.silence();
        };
    }

    /** Bounds and hexadecimal minors as on DS-K1A340FWX V1.2.7, the lists shortened. */
    private static XmlElement capabilities() {
        return XmlElement.of("SubscribeEventCap")
                .with(XmlElement.of("heartbeat").withAttribute("min", 1).withAttribute("max", LONGEST_HEARTBEAT))
                .with(XmlElement.of("channelMode").withAttribute("opt", "all,list"))
                .with(XmlElement.of("eventMode").withAttribute("opt", "all,list"))
                .with(XmlElement.of("EventList")
                        .with(XmlElement.of("Event")
                                .with("type", "AccessControllerEvent")
                                .with("minorAlarm", "0x404,0x405,0x40a")
                                .with("minorException", "0x27,0x400,0x407")
                                .with("minorOperation", "0x70,0x71,0x79,0x7a,0x7b,0x400,0x401,0x402,0x403,0x405")
                                .with("minorEvent", "0x1,0x6,0x7,0x8,0x9,0x15,0x16,0x17,0x18,0x26,0x27,0x4b,0x4c")
                                .with(XmlElement.of("pictureURLType").withAttribute("opt", "binary"))));
    }
}
