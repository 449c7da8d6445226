package dev.rollcall.attendance.reconcile;

import dev.rollcall.attendance.window.SerialGap;
import dev.rollcall.attendance.window.SerialRange;
import dev.rollcall.attendance.window.SerialSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a device's answer makes of a stretch of its log that was never read. */
public enum GapResolution {
    /** It shows all of it: read now. */
    FOUND,
    /** It shows some of it; what is left is a smaller gap. */
    PARTLY_FOUND,
    /** It shows the numbers before and after, and nothing between them. */
    ABSENT,
    /** Its oldest record comes after it. */
    OVERWRITTEN,
    /** It shows too little to tell. */
    OPEN;

    /**
     * Resolves a gap.
     *
     * @param gap    the gap
     * @param shown  the serials that the device showed when it was asked for the gap and its two neighbours
     * @param oldest the lowest serial that the device holds; null if that is not known
     */
    public static GapResolution of(SerialRange gap, SerialSet shown, @Nullable Long oldest) {
        SerialSet lost = SerialSet.ofRanges(List.of(gap));
        SerialSet left = lost.minus(shown);
        if (left.isEmpty()) {
            return FOUND;
        }
        if (left.size() < gap.size()) {
            return PARTLY_FOUND;
        }
        if (oldest != null && oldest > gap.last()) {
            return OVERWRITTEN;
        }
        Long below = shown.highestBelow(gap.first());
        Long above = shown.lowestAbove(gap.last());
        boolean neighbours = below != null && below == gap.first() - 1 && above != null && above == gap.last() + 1;
        return neighbours ? ABSENT : OPEN;
    }

    /** Returns the kind that a gap has after that. */
    public SerialGap.Kind kind(SerialGap.Kind before) {
        return switch (this) {
            case ABSENT -> SerialGap.Kind.ABSENT;
            case OVERWRITTEN -> SerialGap.Kind.OVERWRITTEN;
            case FOUND, PARTLY_FOUND, OPEN -> before;
        };
    }
}
