package dev.rollcall.isapi.access;

import org.jspecify.annotations.Nullable;

/** What was learnt of one device's event search, from its capabilities or its refusals. Thread-safe. */
final class EventHabits {

    private volatile boolean refusesGroupZero;
    private volatile @Nullable Integer maxPosition;

    boolean refusesGroupZero() {
        return refusesGroupZero;
    }

    void rememberRefusedGroupZero() {
        refusesGroupZero = true;
    }

    boolean isBeyond(int position) {
        Integer max = maxPosition;
        return max != null && position > max;
    }

    void rememberMaxPosition(@Nullable Integer position) {
        if (position != null && position > 0) {
            maxPosition = position;
        }
    }
}
