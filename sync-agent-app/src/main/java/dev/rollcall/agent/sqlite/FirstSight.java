package dev.rollcall.agent.sqlite;

import dev.rollcall.agent.journal.JournalPage;
import dev.rollcall.attendance.event.AttendanceEvent;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.attendance.identity.EventIdentity;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Tells by a few questions for whole pages that the journal has no candidate for any of their events, as is so for nearly
 * all pages of a log read for the first time. It may say no where there is none; then each event is looked up by itself.
 */
final class FirstSight {

    static final String ANY_ID = """
            select exists (select 1 from json_each(?1) j cross join event e on e.id = j.value)
              or exists (select 1 from json_each(?1) j cross join alias a on a.id = j.value)""";

    static final String ANY_SERIAL =
            "select exists (select 1 from event e where e.device = ?1 and e.serial_no between ?2 and ?3)";

    static final String ANY_AT_TIME = """
            select exists (select 1 from event e where e.device = ?1 and e.serial_no is null and e.wall_clock between ?2 and ?3)
              or exists (select 1 from reprint r where r.wall_clock between ?2 and ?3)""";

    private FirstSight() {}

    /**
     * Tells that no event, also not an earlier one of the pages themselves, can be a candidate for one of the pages.
     *
     * @param pages pages of one device
     */
    static boolean isOf(Session session, List<JournalPage> pages) throws SQLException {
        DeviceKey device = pages.get(0).device();
        List<AttendanceEvent> events = pages.stream()
                .flatMap(page -> page.observations().stream())
                .map(Observation::event)
                .toList();
        return haveTheirOwnSerials(device, events) && !isAnyKnown(session, device.value(), events);
    }

    private static boolean haveTheirOwnSerials(DeviceKey device, List<AttendanceEvent> events) {
        Set<Long> serials = new HashSet<>();
        return !events.isEmpty()
                && events.stream()
                        .allMatch(event -> event.serialNo() != null
                                && serials.add(event.serialNo())
                                && event.device().equals(device));
    }

    private static boolean isAnyKnown(Session session, String device, List<AttendanceEvent> events)
            throws SQLException {
        long lowest = Long.MAX_VALUE;
        long highest = Long.MIN_VALUE;
        LocalDateTime first = LocalDateTime.MAX;
        LocalDateTime last = LocalDateTime.MIN;
        for (AttendanceEvent event : events) {
            Long serial = event.serialNo();
            LocalDateTime wallClock = event.time().wallClock();
            lowest = serial == null ? lowest : Math.min(lowest, serial);
            highest = serial == null ? highest : Math.max(highest, serial);
            first = wallClock.isBefore(first) ? wallClock : first;
            last = wallClock.isAfter(last) ? wallClock : last;
        }
        return Statements.count(session, ANY_SERIAL, device, lowest, highest) > 0
                || Statements.count(session, ANY_AT_TIME, device, EventRows.wall(first), EventRows.wall(last)) > 0
                || Statements.count(session, ANY_ID, IdList.of(ids(events))) > 0;
    }

    private static List<String> ids(List<AttendanceEvent> events) {
        return events.stream().map(event -> EventIdentity.idOf(event).hex()).toList();
    }
}
