package dev.rollcall.agent.journal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The last attempt to read a configured device.
 *
 * @param triedAt      when it ended
 * @param succeededAt  when one last succeeded; null if none ever did
 * @param kind         what sort of problem there is, such as {@code REFUSED}; null if there is none
 * @param problem      why it failed; null if it did not
 * @param problemSince since when every attempt has failed; null if the last one did not
 * @param failures     how many attempts in a row have failed
 */
public record Attempt(
        Instant triedAt,
        @Nullable Instant succeededAt,
        @Nullable String kind,
        @Nullable String problem,
        @Nullable Instant problemSince,
        int failures) {}
