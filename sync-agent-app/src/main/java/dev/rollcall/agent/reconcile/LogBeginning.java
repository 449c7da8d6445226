package dev.rollcall.agent.reconcile;

import dev.rollcall.agent.journal.TallyBook;
import dev.rollcall.attendance.event.DeviceKey;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * From when on a device's log was read. What it held before, it may have overwritten before anybody asked: that it shows nothing of such
 * a day, and the journal has nothing of it, says nothing.
 *
 * @param first     the wall clock of the earliest record of it that was ever read; null if none was
 * @param isOfFirst whether that was the first record that the device ever wrote, so that nothing was before it
 */
record LogBeginning(@Nullable LocalDateTime first, boolean isOfFirst) {

    static LogBeginning of(TallyBook book, DeviceKey device) {
        return new LogBeginning(book.beginning(device), Long.valueOf(1).equals(book.lowestSerial(device)));
    }

    /** Tells whether nothing of a day can have been overwritten before the log was read for the first time. */
    boolean holdsAllOf(LocalDate day) {
        return first != null && (day.isAfter(first.toLocalDate()) || (isOfFirst && day.equals(first.toLocalDate())));
    }
}
