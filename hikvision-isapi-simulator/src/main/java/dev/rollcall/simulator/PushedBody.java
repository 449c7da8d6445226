package dev.rollcall.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a terminal posts. The names differ from those of a search: majorEventType, subEventType and dateTime instead
 * of major, minor and time; the envelope follows bodies pushed by a DS-K1T341-series unit with the serial as
 * shortSerialNumber. Immutable.
 */
final class PushedBody {
    static final String BOUNDARY = "MIME_boundary";

    private static final String LINE = "\r\n";
    /** The start and end marks of a JPEG with little in between. */
    private static final byte[] PICTURE = HexFormat.of().parseHex("ffd8ffe000104a46494600010100000100010000ffd9");

    private final SimulatedDevice device;
    private final FirmwareProfile profile;
    private final EventRow row;

    PushedBody(SimulatedDevice device, FirmwareProfile profile) {
        this.device = device;
        this.profile = profile;
        this.row = new EventRow(device, profile);
    }

    String contentType() {
        return profile.pushForm() == FirmwareProfile.PushForm.JSON
                ? "application/json"
                : "multipart/form-data; boundary=" + BOUNDARY;
    }

    byte[] event(SimulatedEvent event, boolean withPicture, @Nullable PushFault fault) {
        ObjectNode body = envelope(row.time(event), "AccessControllerEvent", "Access Controller Event");
        ObjectNode inner = body.putObject("AccessControllerEvent");
        inner.put("deviceName", "Access Controller");
        inner.put("majorEventType", event.major());
        inner.put("subEventType", event.minor());
        person(inner, event);
        inner.put("currentVerifyMode", event.person() == null ? "invalid" : "cardOrFaceOrFp");
        if (event.serialNo() != SimulatedEvent.NO_SERIAL) {
            inner.put("serialNo", event.serialNo());
            inner.put("frontSerialNo", event.serialNo() - 1);
        }
        inner.put("attendanceStatus", event.attendanceStatus());
        inner.put("label", "");
        inner.put("statusValue", 0);
        inner.put("mask", event.isFace() ? "no" : "unknown");
        boolean picture = withPicture && event.isFace();
        if (picture) {
            inner.put("picturesNumber", 1);
        }
        inner.put("purePwdVerifyEnable", true);
        if (fault == PushFault.STORED) {
            inner.put("currentEvent", false);
        }
        return framed(body, picture && fault != PushFault.WITHOUT_PICTURE);
    }

    byte[] heartbeat() {
        return framed(envelope(device.now().format(TimeEndpoint.SECONDS), "heartBeat", "heartBeat"), false);
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

    private byte[] framed(ObjectNode body, boolean withPicture) {
        if (profile.pushForm() == FirmwareProfile.PushForm.JSON) {
            return CJson.bytes(body);
        }
        boolean blankLine = profile.pushForm() != FirmwareProfile.PushForm.MULTIPART_NO_BLANK_LINE;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        text(out, "--" + BOUNDARY + LINE + "Content-Disposition: form-data; name=\"event_log\"" + LINE);
        boolean typed = blankLine && profile.pushForm() != FirmwareProfile.PushForm.MULTIPART_NO_CONTENT_TYPE;
        text(out, typed ? "Content-Type: application/json; charset=\"UTF-8\"" + LINE : "");
        text(out, blankLine ? LINE : "");
        out.writeBytes(CJson.bytes(body));
        if (withPicture) {
            text(out, LINE + "--" + BOUNDARY + LINE);
            text(out, "Content-Disposition: form-data; name=\"Picture\"; filename=\"Picture.jpg\"" + LINE);
            text(out, "Content-Type: image/jpeg" + LINE + "Content-ID: pictureImage" + LINE);
            text(out, blankLine ? LINE : "");
            out.writeBytes(PICTURE);
        }
        text(out, LINE + "--" + BOUNDARY + "--" + LINE);
        return out.toByteArray();
    }

    private static void text(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
