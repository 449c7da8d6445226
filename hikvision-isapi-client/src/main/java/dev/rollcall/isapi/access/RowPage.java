package dev.rollcall.isapi.access;

import dev.rollcall.isapi.RawBytes;
import dev.rollcall.isapi.internal.SearchRows;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** Rows of an answer as records, those the query does not want left out. */
record RowPage(List<EventRecord> records, List<UnreadableRecord> unreadable, int leftOut) {

    static RowPage of(SearchRows found, EventQuery query, boolean unbounded) {
        List<EventRecord> records = new ArrayList<>();
        List<UnreadableRecord> unreadable = new ArrayList<>();
        int leftOut = 0;
        for (RawBytes row : found.rows()) {
            KeptRow read = KeptRow.read(row);
            EventRecord record = read.record();
            if (record == null) {
                unreadable.add(new UnreadableRecord(read.problem(), row));
            } else if (query.filter().matches(record) && (!unbounded || isInTime(record, query))) {
                records.add(record);
            } else {
                leftOut++;
            }
        }
        return new RowPage(records, unreadable, leftOut);
    }

    /** By the wall clock or by the instant: some terminals print a wrong offset, and a row too many does no harm. */
    private static boolean isInTime(EventRecord record, EventQuery query) {
        OffsetDateTime start = query.startInclusive();
        OffsetDateTime end = query.endInclusive();
        LocalDateTime time = record.wallClock();
        if (start == null || end == null || time == null) {
            return true;
        }
        boolean byClock = !time.isBefore(start.toLocalDateTime()) && !time.isAfter(end.toLocalDateTime());
        if (byClock || record.offset() == null) {
            return byClock;
        }
        OffsetDateTime printed = time.atOffset(record.offset());
        return !printed.isBefore(start) && !printed.isAfter(end);
    }
}
