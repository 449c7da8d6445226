package dev.rollcall.isapi.person;

import dev.rollcall.isapi.access.UnreadableRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a search among people or their credentials.
 *
 * @param position how many rows of the search come before this page
 * @param records the readable rows, in the device's order
 * @param unreadable rows that could not be read; they count as rows
 * @param leftOut how many rows the device sent although the query does not want them; old firmware ignores filters
 * @param statusText the device's own word, for example {@code MORE}; null if it gave none
 * @param totalMatches the device's count of all rows: only a hint
 * @param last whether the search ends here
 * @param incomplete the search ended although the device promises more: search again later
 */
public record PersonPage<T>(
        int position,
        List<T> records,
        List<UnreadableRecord> unreadable,
        int leftOut,
        @Nullable String statusText,
        @Nullable Integer totalMatches,
        boolean last,
        boolean incomplete) {

    public PersonPage {
        records = List.copyOf(records);
        unreadable = List.copyOf(unreadable);
    }

    /** Rows the device sent on this page, readable or not, wanted or not. */
    public int rows() {
        return records.size() + unreadable.size() + leftOut;
    }
}
