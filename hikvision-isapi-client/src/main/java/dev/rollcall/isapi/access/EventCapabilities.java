package dev.rollcall.isapi.access;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a terminal claims of its event search. Claims can be wrong in both directions (seen on DS-K1A340FWX V1.2.7): trust
 * them as a hint.
 *
 * @param maxResults most rows a page; null if not told. Page sizes of later searches keep to it
 * @param maxSearchPosition largest position within one search; null if not told. 150000 on DS-K1T342MWX V3.16.1, 300000 on
 *     DS-K1A340FWX V1.2.7, which is also how many events fit in
 * @param majors event groups that can be searched, 0 meaning all; empty if not told
 * @param minors kinds by event group: 1 alarm, 2 exception, 3 operation, 5 access event
 * @param serialFilter whether a serial number range can be asked for
 * @param maxSerial largest serial number that can be asked for; null if not told
 * @param conditions names of all fields a search takes
 * @param raw the whole answer as JSON text
 */
public record EventCapabilities(
        @Nullable Integer maxResults,
        @Nullable Integer maxSearchPosition,
        List<Integer> majors,
        Map<Integer, List<Integer>> minors,
        boolean serialFilter,
        @Nullable Long maxSerial,
        Set<String> conditions,
        String raw) {

    public EventCapabilities {
        majors = List.copyOf(majors);
        minors = Map.copyOf(minors);
        conditions = Set.copyOf(conditions);
    }
}
