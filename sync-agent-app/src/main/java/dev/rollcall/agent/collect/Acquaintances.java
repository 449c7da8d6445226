package dev.rollcall.agent.collect;

import dev.rollcall.attendance.event.DeviceKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which device was met last under which configured name, to notice one that is configured twice. The earlier entry of the
 * configuration goes on reading it. Safe from any thread.
 */
public final class Acquaintances {

    private final List<String> order;
    private final Map<String, DeviceKey> met = new HashMap<>();

    /**
     * Begins without knowing any device.
     *
     * @param names the configured names, in their order
     */
    public Acquaintances(List<String> names) {
        this.order = List.copyOf(names);
    }

    /**
     * Notes a meeting.
     *
     * @return the earlier configured name under which the same device was met last; null if there is none
     */
    @Nullable String met(String name, DeviceKey key) {
        synchronized (met) {
            met.put(name, key);
            List<String> earlier = new ArrayList<>(order.subList(0, Math.max(0, order.indexOf(name))));
            return earlier.stream()
                    .filter(other -> key.equals(met.get(other)))
                    .findFirst()
                    .orElse(null);
        }
    }
}
