package dev.rollcall.attendance.exchange;

import dev.rollcall.attendance.exchange.TalliesMessage.Count;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The receiver's answer to tallies: only what differs is named.
 *
 * @param success   always true
 * @param store     the id of the receiver's database
 * @param differing the windows that differ; those not named are equal
 */
public record TalliesAnswer(boolean success, String store, List<Difference> differing) {

    /**
     * A window that differs.
     *
     * @param device  the device key
     * @param state   a name of {@link State}
     * @param tallies what the receiver has at each place that differs, nothing included; null at level {@code EVENT}
     * @param at      the hour, as it was asked; null at other levels
     * @param missing the ids that the receiver lacks; null at other levels
     * @param events  the events that the receiver has and that were not named, or were named with another content; null at other
     *                levels
     */
    public record Difference(
            String device,
            String state,
            @Nullable List<Count> tallies,
            @Nullable String at,
            @Nullable List<String> missing,
            @Nullable List<Held> events) {}

    /** Why a window is named. */
    public enum State {
        /** It differs. */
        DIFFERENT,
        /** The receiver is still counting what it had before it kept tallies; ask again later. */
        COUNTING
    }

    /**
     * An event as the receiver has it.
     *
     * @param id        its public id
     * @param content   the digest of what it says
     * @param serialNo  its serial number; null if it has none
     * @param wallClock its wall clock, ISO-8601 local
     * @param confirmed whether it was ever read from the terminal's log
     * @param asWritten whether it still says what was stored; null for yes
     */
    public record Held(
            String id,
            String content,
            @Nullable Long serialNo,
            String wallClock,
            boolean confirmed,
            @Nullable Boolean asWritten) {}
}
