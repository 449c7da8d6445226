package dev.rollcall.isapi.access;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a search.
 *
 * @param position how many rows of the search come before this page
 * @param records the readable rows, in the device's order: by time, serial numbers may be out of order
 * @param unreadable rows that could not be read; they count as rows, keep them with their bytes
 * @param statusText the device's own word, for example {@code MORE}; null if it gave none
 * @param totalMatches the device's count of all rows: only a hint, it may be missing, 0, or change while paging
 * @param last whether the search ends here
 * @param shifted the last row delivered before is no longer at its place: events were overwritten while paging, and rows may
 *     have been skipped. Search the slice again. Only ever true with {@link EventQuery#edgeRereads()}
 */
public record EventPage(
        int position,
        List<EventRecord> records,
        List<UnreadableRecord> unreadable,
        @Nullable String statusText,
        @Nullable Integer totalMatches,
        boolean last,
        boolean shifted) {

    public EventPage {
        records = List.copyOf(records);
        unreadable = List.copyOf(unreadable);
    }

    /**
     * Whether the search ended although the device promises more: do not take it as complete, search the slice again later.
     * Seen on DS-K1T8003MF V1.3.37.
     */
    public boolean incomplete() {
        return last && statusText != null && statusText.strip().equalsIgnoreCase("MORE");
    }

    /** Rows on this page, readable or not. */
    public int rows() {
        return records.size() + unreadable.size();
    }
}
