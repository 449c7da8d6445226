package dev.rollcall.disklab;

import dev.rollcall.attendance.event.AttendanceEvent;
import dev.rollcall.attendance.event.Observation;
import java.util.Arrays;

/** What counts of an event, in one line; of one that stays in the journal the bytes are not kept. */
final class Words {

    private Words() {}

    static String of(Observation seen) {
        AttendanceEvent event = seen.event();
        return event.device().value() + " " + event.serialNo() + " "
                + event.time().raw() + " "
                + event.time().wallClock() + " " + event.major() + "/" + event.minor() + " "
                + (event.employeeNo() == null ? "-" : event.employeeNo().value()) + " " + seen.channel()
                + (event.category().goesToReceiver()
                        ? " " + Integer.toHexString(Arrays.hashCode(seen.raw().toByteArray()))
                        : "");
    }
}
