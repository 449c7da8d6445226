package dev.rollcall.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Which searches the device still knows by their searchID. Safe for use by several threads. */
final class SearchBook {
    private static final int REMEMBERED = 1_000;

    private final Object lock = new Object();
    private final Map<String, Instant> known = new LinkedHashMap<>();
    private final DeviceClock clock;
    private final Duration life;
    private final int kept;

    SearchBook(DeviceClock clock, FirmwareProfile profile) {
        this.clock = clock;
        this.life = profile.get(SearchTraits.SEARCH_LIFE);
        int limit = profile.get(SearchTraits.SEARCHES_KEPT);
        this.kept = limit == 0 ? REMEMBERED : limit;
    }

    /** Notes the page of a search; false if it is a later page of one that was forgotten. */
    boolean remembers(String searchId, int position) {
        synchronized (lock) {
            Instant now = clock.instant();
            Instant last = known.remove(searchId);
            boolean forgotten = position > 0 && (last == null || (!life.isZero() && now.isAfter(last.plus(life))));
            if (!forgotten) {
                known.put(searchId, now);
                if (known.size() > kept) {
                    known.remove(known.keySet().iterator().next());
                }
            }
            return !forgotten;
        }
    }
}
