package dev.rollcall.agent.reconcile;

import dev.rollcall.agent.journal.TallyBook.Row;
import dev.rollcall.attendance.event.EventId;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.attendance.identity.Reprint;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Pruned rows, found by the records in which a device shows them: by id, or by serial number and time where another offset prints them. */
final class PrunedRows {

    private final Set<EventId> ids = new HashSet<>();
    private final Map<Long, List<Row>> bySerial = new HashMap<>();
    private final Set<LocalDate> days = new TreeSet<>();

    PrunedRows(List<Row> rows) {
        for (Row row : rows) {
            ids.add(row.id());
            days.add(row.wallClock().toLocalDate());
            if (row.serialNo() != null) {
                bySerial.computeIfAbsent(row.serialNo(), none -> new ArrayList<>())
                        .add(row);
            }
        }
    }

    /** Returns the days they are of, the earliest first. */
    Set<LocalDate> days() {
        return days;
    }

    /**
     * Returns the ids of the rows that a record shows.
     *
     * @param shownAs the record's own id
     */
    Set<EventId> shownBy(Observation record, EventId shownAs) {
        Set<EventId> shown = new LinkedHashSet<>();
        if (ids.contains(shownAs)) {
            shown.add(shownAs);
        }
        Long serialNo = record.event().serialNo();
        LocalDateTime printed = record.event().time().wallClock();
        for (Row row : serialNo == null ? List.<Row>of() : bySerial.getOrDefault(serialNo, List.of())) {
            if (Reprint.isSame(row.wallClock(), printed)) {
                shown.add(row.id());
            }
        }
        return shown;
    }
}
