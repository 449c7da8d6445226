package dev.rollcall.attendance.hikvision;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.rollcall.attendance.event.EventCategory;
import dev.rollcall.attendance.event.VerifyMethod;
import org.jspecify.annotations.Nullable;

/**
 * What the pair (major, minor) of a terminal's log tells. The same minor means different things under different majors
 * (2/1024 power on, 3/1024 remote open; seen on DS-K1T341BM V3.7.80), so both are always used.
 */
final class EventCodes {

    private static final int EXCEPTION = 2;
    private static final int OPERATION = 3;
    private static final int EVENT = 5;

    /** The codes of major 5 by which somebody was let through, with the factor used. 5/38 is a fingerprint. */
    private static final ImmutableMap<Integer, VerifyMethod> PASSED = ImmutableMap.<Integer, VerifyMethod>builder()
            .put(1, VerifyMethod.CARD)
            .put(2, VerifyMethod.COMBINED)
            .put(16, VerifyMethod.UNKNOWN)
            .put(34, VerifyMethod.UNKNOWN)
            .put(38, VerifyMethod.FINGERPRINT)
            .put(40, VerifyMethod.COMBINED)
            .put(43, VerifyMethod.COMBINED)
            .put(46, VerifyMethod.COMBINED)
            .put(69, VerifyMethod.COMBINED)
            .put(72, VerifyMethod.COMBINED)
            .put(75, VerifyMethod.FACE)
            .put(77, VerifyMethod.COMBINED)
            .put(101, VerifyMethod.COMBINED)
            .put(153, VerifyMethod.COMBINED)
            .put(179, VerifyMethod.PIN)
            .put(181, VerifyMethod.PIN)
            .buildOrThrow();

    /** The codes of major 5 by which somebody was refused, with the factor tried. */
    private static final ImmutableMap<Integer, VerifyMethod> REFUSED = refused();

    private static final ImmutableSet<Integer> REMOTE_DOOR =
            ImmutableSet.of(1024, 1025, 1026, 1027, 1039, 1052, 1053, 1054);
    private static final ImmutableSet<Integer> CLOCK_SET = ImmutableSet.of(1028, 1029);
    private static final ImmutableSet<Integer> RESTORED = ImmutableSet.of(1031, 1034);
    private static final int REMOTE_REBOOT = 123;
    private static final ImmutableSet<Integer> POWER = ImmutableSet.of(1024, 1025, 1026);

    private EventCodes() {}

    /** Tells whether the code says that somebody was let through. */
    static boolean isPass(int major, int minor) {
        return major == EVENT && PASSED.containsKey(minor);
    }

    /** Tells whether the code says that somebody was refused. */
    static boolean isRefusal(int major, int minor) {
        return major == EVENT && REFUSED.containsKey(minor);
    }

    /** Returns the factor the code tells of. */
    static VerifyMethod methodOf(int major, int minor) {
        if (major != EVENT) {
            return VerifyMethod.UNKNOWN;
        }
        @Nullable VerifyMethod passed = PASSED.get(minor);
        return passed != null ? passed : REFUSED.getOrDefault(minor, VerifyMethod.UNKNOWN);
    }

    /** Returns what an event of this code is about when it names nobody. */
    static EventCategory categoryOf(int major, int minor) {
        return switch (major) {
            case EXCEPTION -> POWER.contains(minor) ? EventCategory.POWER : EventCategory.OTHER;
            case OPERATION -> operation(minor);
            case EVENT -> isPass(major, minor) || isRefusal(major, minor) ? EventCategory.OTHER : EventCategory.DOOR;
            default -> EventCategory.OTHER;
        };
    }

    private static EventCategory operation(int minor) {
        if (CLOCK_SET.contains(minor)) {
            return EventCategory.CLOCK;
        }
        if (RESTORED.contains(minor)) {
            return EventCategory.RESET;
        }
        if (minor == REMOTE_REBOOT) {
            return EventCategory.POWER;
        }
        return REMOTE_DOOR.contains(minor) ? EventCategory.DOOR : EventCategory.OPERATION;
    }

    private static ImmutableMap<Integer, VerifyMethod> refused() {
        ImmutableMap.Builder<Integer, VerifyMethod> codes = ImmutableMap.builder();
        putAll(codes, VerifyMethod.CARD, 6, 7, 8, 9, 10, 12, 13, 113, 119, 162, 163, 164, 168, 169, 170, 171);
        putAll(codes, VerifyMethod.COMBINED, 3, 4, 5, 41, 42, 44, 45, 47, 48, 70, 71, 73, 74, 78, 79, 102, 103, 154);
        putAll(codes, VerifyMethod.FINGERPRINT, 39, 49);
        putAll(codes, VerifyMethod.FACE, 76, 80);
        putAll(codes, VerifyMethod.PIN, 151, 180);
        putAll(codes, VerifyMethod.UNKNOWN, 11, 14, 15, 35, 36, 94, 117, 118, 152, 155);
        return codes.buildOrThrow();
    }

    private static void putAll(ImmutableMap.Builder<Integer, VerifyMethod> codes, VerifyMethod method, int... minors) {
        for (int minor : minors) {
            codes.put(minor, method);
        }
    }
}
