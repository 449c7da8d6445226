package dev.rollcall.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Prints one event as a row of an AcsEvent page, in the shape of the profile. Immutable. */
final class EventRow {
    private static final DateTimeFormatter WITHOUT_OFFSET =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss", Locale.ROOT);

    private static final DateTimeFormatter PICTURE =
            DateTimeFormatter.ofPattern("yyyyMM'_00/'dd_HHmmss'_30075_0.jpeg@WEB000000000011'", Locale.ROOT);

    private final SimulatedDevice device;
    private final FirmwareProfile profile;

    EventRow(SimulatedDevice device, FirmwareProfile profile) {
        this.device = device;
        this.profile = profile;
    }

    ObjectNode of(SimulatedEvent event) {
        ObjectNode row = CJson.object();
        row.put("major", event.major());
        row.put("minor", event.minor());
        row.put("time", time(event));
        switch (profile.rowShape()) {
            case SPARSE -> sparse(row, event);
            case FULL -> full(row, event);
            case MINIMAL -> minimal(row, event);
        }
        if (event.isFace() && profile.get(SearchTraits.PICTURE_URLS)) {
            row.put("pictureURL", "http://192.0.0.64/LOCALS/pic/acsLinkCap/" + PICTURE.format(event.loggedTime()));
            row.put("picturesNumber", 1);
        }
        return row;
    }

    String time(SimulatedEvent event) {
        if (event.printedTime() != null) {
            return event.printedTime();
        }
        OffsetDateTime time = event.loggedTime();
        OffsetDateTime shown = profile.reprintsInCurrentZone()
                ? time.atZoneSameInstant(device.zone()).toOffsetDateTime()
                : time;
        return switch (profile.get(SearchTraits.TIME_LABEL)) {
            case OFFSET -> shown.format(TimeEndpoint.SECONDS);
            case ZERO_OFFSET_LOCAL_DIGITS -> shown.format(WITHOUT_OFFSET) + "+00:00";
            case NONE -> shown.format(WITHOUT_OFFSET);
        };
    }

    private void sparse(ObjectNode row, SimulatedEvent event) {
        Person person = event.person();
        if (person != null) {
            if (person.cardNo() != null) {
                row.put("cardNo", person.cardNo());
            }
            row.put("cardType", 1);
            row.put("name", person.name());
        }
        if (person != null || event.isFace()) {
            row.put("cardReaderNo", 1);
        }
        if (event.doorNo() > 0) {
            row.put("doorNo", event.doorNo());
        }
        if (person != null) {
            employee(row, person.employeeNo());
        }
        serial(row, event);
        if (person != null) {
            row.put("userType", "normal");
            if (!event.attendanceStatus().equals("undefined")) {
                row.put("attendanceStatus", event.attendanceStatus());
            }
        }
        row.put("currentVerifyMode", person == null ? "invalid" : "cardOrFace");
        row.put("mask", event.isFace() ? "no" : "unknown");
    }

    private void full(ObjectNode row, SimulatedEvent event) {
        Person person = event.person();
        row.put("netUser", "");
        row.put("remoteHostAddr", "0.0.0.0");
        row.put("cardNo", person == null || person.cardNo() == null ? "" : person.cardNo());
        row.put("cardType", person == null ? 0 : 1);
        row.put("name", person == null ? "" : person.name());
        row.put("reportChannel", 0);
        row.put("cardReaderKind", 0);
        row.put("cardReaderNo", person == null ? 0 : 1);
        row.put("doorNo", event.doorNo());
        for (String name : new String[] {
            "verifyNo", "alarmInNo", "alarmOutNo", "caseSensorNo", "RS485No", "multiCardGroupNo", "deviceNo"
        }) {
            row.put(name, 0);
        }
        employee(row, person == null ? "" : person.employeeNo());
        row.put("InternetAccess", 0);
        row.put("type", 0);
        row.put("MACAddr", "");
        row.put("swipeCardType", 0);
        serial(row, event);
        row.put("userType", "normal");
        row.put("currentVerifyMode", "faceOrFpOrCardOrPw");
        row.put("attendanceStatus", event.attendanceStatus());
        row.put("statusValue", 0);
    }

    private void minimal(ObjectNode row, SimulatedEvent event) {
        Person person = event.person();
        if (person != null) {
            employee(row, person.employeeNo());
        }
        serial(row, event);
        if (person != null) {
            row.put("userType", "normal");
        }
        row.put("attendanceStatus", event.attendanceStatus());
        row.put("statusValue", 0);
    }

    /** Older firmware has a number, which drops leading zeros and has nothing for letters. */
    private void employee(ObjectNode row, String employeeNo) {
        if (!profile.get(SearchTraits.NUMERIC_EMPLOYEE)) {
            row.put("employeeNoString", employeeNo);
        } else if (employeeNo.matches("\\d{1,18}")) {
            row.put("employeeNo", Long.parseLong(employeeNo));
        }
    }

    private static void serial(ObjectNode row, SimulatedEvent event) {
        if (event.serialNo() != SimulatedEvent.NO_SERIAL) {
            row.put("serialNo", event.serialNo());
        }
    }
}
