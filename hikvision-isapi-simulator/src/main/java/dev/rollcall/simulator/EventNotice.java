package dev.rollcall.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes an event as it is pushed and streamed. The names differ from those of a search: majorEventType, subEventType and
 * dateTime instead of major, minor and time; the envelope follows bodies pushed by a DS-K1T341-series unit with the serial
 * as shortSerialNumber. Immutable.
 */
final class EventNotice {
    private final SimulatedDevice device;
    private final EventRow row;

    EventNotice(SimulatedDevice device, FirmwareProfile profile) {
        this.device = device;
        this.row = new EventRow(device, profile);
    }

    /**
     * One event.
     *
     * @param current whether it is live, false for a stored one; null leaves currentEvent out, as pushes of
     *     DS-K1T341CMFW V3.3.8 do
     */
    ObjectNode event(SimulatedEvent event, @Nullable Boolean current, boolean withPicture) {
        ObjectNode body = envelope(row.time(event), "AccessControllerEvent", "Access Controller Event");
        ObjectNode inner = body.putObject("AccessControllerEvent");
        inner.put("deviceName", "Access Controller");
        inner.put("majorEventType", event.major());
        inner.put("subEventType", event.minor());
        person(inner, event);
        inner.put("currentVerifyMode", event.person() == null ? "invalid" : "cardOrFaceOrFp");
        if (current != null) {
            inner.put("currentEvent", current);
        }
        if (event.serialNo() != SimulatedEvent.NO_SERIAL) {
            inner.put("serialNo", event.serialNo());
            inner.put("frontSerialNo", event.serialNo() - 1);
        }
        inner.put("attendanceStatus", event.attendanceStatus());
        inner.put("label", "");
        inner.put("statusValue", 0);
        inner.put("mask", event.isFace() ? "no" : "unknown");
        if (withPicture && event.isFace()) {
            inner.put("picturesNumber", 1);
        }
        inner.put("purePwdVerifyEnable", true);
        return body;
    }

    ObjectNode heartbeat() {
        return envelope(device.now().format(TimeEndpoint.SECONDS), "heartBeat", "heartBeat");
    }

    /** The same with the same element names in XML. */
    static XmlElement asXml(ObjectNode notice) {
        return element("EventNotificationAlert", notice);
    }

    private static XmlElement element(String name, ObjectNode object) {
        XmlElement element = XmlElement.of(name);
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            element = element.with(
                    field.getValue() instanceof ObjectNode inner
                            ? element(field.getKey(), inner)
                            : XmlElement.of(field.getKey(), field.getValue().asText()));
        }
        return element;
    }

    private ObjectNode envelope(String dateTime, String type, String description) {
        ObjectNode body = CJson.object();
        body.put("ipAddress", "192.0.0.64");
        body.put("portNo", 80);
        body.put("protocol", "HTTP");
        body.put("macAddress", device.identity().mac());
        body.put("channelID", 1);
        body.put("dateTime", dateTime);
        body.put("activePostCount", 1);
        body.put("eventType", type);
        body.put("eventState", "active");
        body.put("eventDescription", description);
        body.put("shortSerialNumber", device.shortSerial());
        return body;
    }

    private static void person(ObjectNode inner, SimulatedEvent event) {
        Person person = event.person();
        if (person != null && person.cardNo() != null) {
            inner.put("cardNo", person.cardNo());
        }
        if (person != null) {
            inner.put("cardType", 1);
            inner.put("name", person.name());
        }
        inner.put("cardReaderKind", 1);
        if (event.isFace() || person != null) {
            inner.put("cardReaderNo", 1);
        }
        if (event.doorNo() > 0) {
            inner.put("doorNo", event.doorNo());
        }
        if (person != null) {
            inner.put("employeeNoString", person.employeeNo());
            inner.put("userType", "normal");
        }
    }
}
