package dev.rollcall.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollcall.attendance.event.AttendanceEvent;
import dev.rollcall.attendance.event.Channel;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.EmployeeNumber;
import dev.rollcall.attendance.event.EventCategory;
import dev.rollcall.attendance.event.EventTime;
import dev.rollcall.attendance.event.IsoText;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.attendance.event.PunchKind;
import dev.rollcall.attendance.event.RawRecord;
import dev.rollcall.attendance.event.VerifyMethod;
import dev.rollcall.attendance.event.Zones;
import dev.rollcall.attendance.exchange.BatchMessage;
import dev.rollcall.attendance.exchange.DeviceMessage;
import dev.rollcall.attendance.exchange.EventMessage;
import dev.rollcall.attendance.exchange.EventMessages;
import dev.rollcall.attendance.identity.EventIdentity;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Punches as agents send them, about 420 bytes of JSON each at the terminal. One of each device and serial. */
final class PunchMaker {

    private static final ZoneOffset OFFSET = ZoneOffset.ofHoursMinutes(5, 30);
    private static final int PEOPLE = 200;

    private final ObjectMapper json = new ObjectMapper();
    private final LocalDateTime first;
    private final int step;

    /**
     * Makes a maker.
     *
     * @param first when each device logs its first punch
     * @param step  seconds from punch to punch at one device
     */
    PunchMaker(LocalDateTime first, int step) {
        this.first = first;
        this.step = step;
    }

    static String key(int device) {
        return BenchHouse.line("BEN%06d", device);
    }

    static LocalDateTime thisMonth() {
        return LocalDateTime.now(OFFSET).withDayOfMonth(1).truncatedTo(ChronoUnit.DAYS);
    }

    LocalDateTime time(long serial) {
        return first.plusSeconds(serial * step);
    }

    Observation observation(int device, long serial) {
        LocalDateTime at = time(serial);
        String person = String.valueOf(1000 + serial % PEOPLE);
        Instant seen = at.toInstant(OFFSET).plusSeconds(60);
        AttendanceEvent event = new AttendanceEvent(
                DeviceKey.of(key(device)),
                serial,
                EventTime.resolve(IsoText.of(at) + "+05:30", at, OFFSET, Zones.UNKNOWN, seen),
                5,
                75,
                EmployeeNumber.of(person),
                null,
                "Person " + person,
                PunchKind.UNSPECIFIED,
                VerifyMethod.FACE,
                1,
                1,
                EventCategory.PERSON);
        return new Observation(event, Channel.POLL, seen, null, RawRecord.ofText(record(at, serial, person)));
    }

    /** Returns a record as a terminal prints it in its log. */
    private static String record(LocalDateTime at, long serial, String person) {
        return "{\"major\":5,\"minor\":75,\"time\":\"" + IsoText.of(at)
                + "+05:30\",\"cardNo\":\"\",\"cardType\":1,\"name\":\"Person "
                + person + "\",\"cardReaderNo\":1,\"doorNo\":1,\"employeeNoString\":\"" + person + "\",\"serialNo\":"
                + serial
                + ",\"userType\":\"normal\",\"currentVerifyMode\":\"cardOrFaceOrFp\",\"attendanceStatus\":\"undefined\","
                + "\"mask\":\"no\",\"pictureURL\":\"http://192.168.1.200/LOCALS/pic/acsLinkCap/202611_00/23_090000_30075_0.jpeg@WEB000000000012\","
                + "\"picturesNumber\":1,\"FaceRect\":{\"height\":0.249,\"width\":0.442,\"x\":0.271,\"y\":0.430}}";
    }

    /** Returns a batch as an agent sends it. */
    byte[] batch(int device, long firstSerial, int size) throws JsonProcessingException {
        List<EventMessage> events = new ArrayList<>();
        for (long serial = firstSerial; serial < firstSerial + size; serial++) {
            Observation seen = observation(device, serial);
            events.add(EventMessages.toMessage(EventIdentity.idOf(seen.event()), seen));
        }
        JsonNode batch = json.valueToTree(new BatchMessage(
                BatchMessage.VERSION,
                key(device) + "-" + firstSerial,
                "bench-agent-" + device % 8,
                new DeviceMessage(key(device), "bench", "DS-K1T342MWX", "V4.48.40", "Asia/Colombo", 0.0),
                null,
                null,
                events));
        withoutNulls(batch);
        return json.writeValueAsBytes(batch);
    }

    /** Agents leave out what they do not know. */
    private static void withoutNulls(JsonNode node) {
        for (Iterator<JsonNode> parts = node.elements(); parts.hasNext(); ) {
            JsonNode part = parts.next();
            if (part.isNull()) {
                parts.remove();
            } else {
                withoutNulls(part);
            }
        }
    }

    /** Returns a body as a terminal posts it. */
    static String pushed(String key, LocalDateTime at, long serial) {
        return "{\"ipAddress\":\"192.168.1.200\",\"portNo\":80,\"protocol\":\"HTTP\",\"macAddress\":\"a4:d5:c2:00:11:22\","
                + "\"channelID\":1,\"dateTime\":\"" + IsoText.of(at)
                + "+05:30\",\"activePostCount\":1,\"eventType\":\"AccessControllerEvent\","
                + "\"eventState\":\"active\",\"eventDescription\":\"Access Controller Event\",\"shortSerialNumber\":\""
                + key
                + "\",\"AccessControllerEvent\":{\"deviceName\":\"front\",\"majorEventType\":5,\"subEventType\":75,\"name\":\"Person\","
                + "\"cardReaderNo\":1,\"doorNo\":1,\"employeeNoString\":\"" + (1000 + serial % PEOPLE)
                + "\",\"serialNo\":" + serial
                + ",\"userType\":\"normal\",\"currentVerifyMode\":\"cardOrFaceOrFp\",\"frontSerialNo\":" + (serial - 1)
                + ",\"attendanceStatus\":\"undefined\",\"mask\":\"no\"}}";
    }
}
