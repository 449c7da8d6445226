package org.example.hr;

import dev.rollcall.isapi.IsapiClient;
import dev.rollcall.isapi.access.EventPage;
import dev.rollcall.isapi.access.EventQuery;
import dev.rollcall.isapi.access.EventRecord;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** Reads who was at a terminal. */
public final class PunchReader {

    private final IsapiClient terminal;

    public PunchReader(IsapiClient terminal) {
        this.terminal = terminal;
    }

    /** One line for each event, in the order of the terminal. */
    public List<String> lines(OffsetDateTime start, OffsetDateTime end) {
        List<String> lines = new ArrayList<>();
        for (EventPage page : terminal.access().events(EventQuery.builder().between(start, end).build())) {
            for (EventRecord event : page.records()) {
                lines.add(event.wallClock() + " " + event.employeeNo() + " " + event.name());
            }
        }
        return lines;
    }
}
