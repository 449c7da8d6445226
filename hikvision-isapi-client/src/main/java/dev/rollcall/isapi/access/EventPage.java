package dev.rollcall.isapi.access;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a search.
 *
 * @param major the event group this page was searched in: the query's, or, where the firmware refuses group 0, one of 1, 2, 3
 *     and 5 in turn. Each is a search of its own: positions, order and {@code totalMatches} hold within it
 * @param position how many rows of the search come before this page
 * @param records the readable rows, in the device's order: by time, serial numbers may be out of order
 * @param unreadable rows that could not be read; they count as rows, keep them with their bytes
 * @param leftOut how many rows the device sent although the query does not want them; their filter is done here
 * @param statusText the device's own word, for example {@code MORE}; null if it gave none
 * @param totalMatches the device's count of all rows: only a hint, it may be missing, 0, or change while paging
 * @param last whether the search ends here
 * @param shifted the last row delivered before is no longer at its place: events were overwritten while paging, and rows may
 *     have been skipped. Search the slice again. Only ever true with {@link EventQuery#edgeRereads()}
 * @param incomplete the search ended although there is more: the device promised it, by MORE or by its count, and sent nothing
 *     (seen on DS-K1T8003MF V1.3.37), or it lies beyond the largest position the device takes (150000 on DS-K1T342MWX V3.16.1). Do not take the search as
 *     complete: search again later in the first case, smaller slices in the second
 */
public record EventPage(
        int major,
        int position,
        List<EventRecord> records,
        List<UnreadableRecord> unreadable,
        int leftOut,
        @Nullable String statusText,
        @Nullable Integer totalMatches,
        boolean last,
        boolean shifted,
        boolean incomplete) {

    public EventPage {
        records = List.copyOf(records);
        unreadable = List.copyOf(unreadable);
    }

    /** Rows the device sent on this page, readable or not, wanted or not. */
    public int rows() {
        return records.size() + unreadable.size() + leftOut;
    }
}
