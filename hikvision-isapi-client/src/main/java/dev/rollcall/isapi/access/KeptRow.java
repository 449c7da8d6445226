package dev.rollcall.isapi.access;

import dev.rollcall.isapi.RawBytes;
import dev.rollcall.isapi.internal.EventFields;
import dev.rollcall.isapi.internal.SearchRows;
import dev.rollcall.isapi.internal.UnreadableBodyException;
import org.jspecify.annotations.Nullable;

/**
 * A row of an event search, read from its exact bytes: for rows that were kept because an earlier version could not read them.
 *
 * @param record what it says; null if it cannot be read
 * @param problem why it cannot be read; empty if it can
 */
public record KeptRow(@Nullable EventRecord record, String problem) {

    /** Reads the bytes of one row, as {@link EventRecord#raw()} and {@link UnreadableRecord#raw()} hold them. Never throws. */
    public static KeptRow read(RawBytes row) {
        try {
            return new KeptRow(EventRecord.of(EventFields.row(SearchRows.tree(row), row)), "");
        } catch (UnreadableBodyException e) {
            return new KeptRow(null, String.valueOf(e.getMessage()));
        }
    }
}
