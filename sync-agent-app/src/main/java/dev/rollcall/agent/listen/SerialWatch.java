package dev.rollcall.agent.listen;

import dev.rollcall.agent.listen.PushReader.SerialLink;
import dev.rollcall.attendance.window.SerialRange;
import java.util.List;

/**
 * Notices that a terminal logged something it did not push. Older serials than the newest known say nothing: terminals push what they
 * stored meanwhile, and a log that began anew is the passes' business. Used by one thread at a time.
 */
final class SerialWatch {

    private long newest = -1;

    /**
     * Takes in what came.
     *
     * @param covered the serials that the journal has, lowest first
     * @return whether something between what was known and what came is missing
     */
    boolean missing(List<SerialLink> links, List<SerialRange> covered) {
        if (!covered.isEmpty()) {
            newest = Math.max(newest, covered.get(covered.size() - 1).last());
        }
        boolean gap = false;
        for (SerialLink link : links) {
            long expected = link.before() == null ? link.serialNo() - 1 : link.before();
            gap |= newest >= 0 && expected > newest;
            newest = Math.max(newest, link.serialNo());
        }
        return gap;
    }
}
