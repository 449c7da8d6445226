package dev.rollcall.attendance.exchange;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an agent has counted of devices, to be compared with what the receiver has ({@code POST /api/attendance/tallies}). First one
 * sum for all of a device; where that differs its days, then the hours of those days, then the events of those hours: each as a
 * further request. Wall clocks are the devices' own.
 *
 * @param version  the format, {@link #VERSION}
 * @param agent    the sending agent's id, which is made with its journal: another journal is another agent, whose proofs are kept beside
 *                 those of the first
 * @param from     the first hour that is compared, ISO-8601 local; null for no bound
 * @param to       the hour after the last one, likewise
 * @param recount  whether the receiver is to count its rows anew instead of trusting the tallies it keeps; null for no
 * @param windows  what was counted
 * @param proofs   what earlier comparisons came to, for people to be shown; null if there is nothing new
 */
public record TalliesMessage(
        int version,
        String agent,
        @Nullable String from,
        @Nullable String to,
        @Nullable Boolean recount,
        List<Window> windows,
        @Nullable List<ProofMessage> proofs) {

    /** The format spoken by this version of Rollcall. */
    public static final int VERSION = 1;

    /**
     * What was counted of one device.
     *
     * @param device  the device key
     * @param level   a name of {@link Level}
     * @param tallies one for each place that has events; at level {@code ALL} exactly one. Null at level {@code EVENT}
     * @param at      the day whose hours are told, such as {@code 2026-11-23}, or the hour whose events are named, such as {@code
     *                2026-11-23T08}; null at other levels
     * @param events  the events of that hour; null at other levels
     */
    public record Window(
            String device,
            String level,
            @Nullable List<Count> tallies,
            @Nullable String at,
            @Nullable List<Key> events) {}

    /** How finely a window is told. */
    public enum Level {
        /** One sum for all of it. */
        ALL,
        /** One for each day. */
        DAY,
        /** One for each hour. */
        HOUR,
        /** Event by event. */
        EVENT
    }

    /**
     * How many events a place has, and the sum of their mixed keys.
     *
     * @param at     a day such as {@code 2026-11-23} or an hour such as {@code 2026-11-23T08}; null for all of the window
     * @param events how many
     * @param hash   32 hexadecimal digits
     */
    public record Count(@Nullable String at, long events, String hash) {}

    /**
     * An event to be compared.
     *
     * @param id      the public id that the receiver gave in its receipt
     * @param content the digest of what it says, 32 hexadecimal digits
     */
    public record Key(String id, String content) {}
}
