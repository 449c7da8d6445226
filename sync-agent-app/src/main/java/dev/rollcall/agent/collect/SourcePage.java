package dev.rollcall.agent.collect;

import dev.rollcall.attendance.event.ClockOffset;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.Zones;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One page of a terminal's log, as it came. */
public interface SourcePage {

    /** Tells whether the query ends here. */
    boolean last();

    /**
     * Tells whether the terminal promised more rows and sent none, so that the query ended without having proved that this
     * is all.
     */
    boolean incomplete();

    /** Returns how many rows came, readable or not. */
    int rows();

    /** Tells whether the log moved while it was paged, so that rows may have been skipped: read the slice again. */
    boolean shifted();

    /**
     * Returns the connection over which it came, as {@link EventSource#connections} counts them; null where that is unknown, and it
     * is the newest one then.
     */
    default @Nullable Long connection() {
        return null;
    }

    /** Returns the terminal's count of all rows of the query, a hint only; null if it gave none. */
    @Nullable Integer totalMatches();

    /**
     * Turns the records into observations. Never fails for what a record may say.
     *
     * @param seenAt when the page was read, by our clock
     */
    TranslatedPage translate(DeviceKey device, Zones zones, @Nullable ClockOffset clockOffset, Instant seenAt);
}
