package dev.rollcall.isapi.access;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a terminal claims of its event search. Claims can be wrong in both directions (seen on DS-K1A340FWX V1.2.7): trust
 * them as a hint.
 *
 * @param maxResults most rows a page; null if not told
 * @param maxSearchPosition largest position within one search; null if not told
 * @param majors event groups that can be searched, 0 meaning all; empty if not told
 * @param serialFilter whether a serial number range can be asked for
 * @param raw the whole answer as JSON text
 */
public record EventCapabilities(
        @Nullable Integer maxResults,
        @Nullable Integer maxSearchPosition,
        List<Integer> majors,
        boolean serialFilter,
        String raw) {

    public EventCapabilities {
        majors = List.copyOf(majors);
    }
}
