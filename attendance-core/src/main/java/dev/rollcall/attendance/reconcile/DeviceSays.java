package dev.rollcall.attendance.reconcile;

import org.jspecify.annotations.Nullable;

/**
 * What a device itself says of a day.
 *
 * @param how    how that was found out
 * @param events how many records of any class it holds; null if that is not known
 */
public record DeviceSays(How how, @Nullable Long events) {

    /** Nobody asked it, or it did not answer. */
    public static final DeviceSays NOTHING = new DeviceSays(How.NOT_ASKED, null);

    /** Ways to know it. */
    public enum How {
        /** It counted. */
        COUNTED,
        /** Its search told how many there are. */
        SEARCHED,
        /** All its records were read and compared, one by one. */
        READ,
        /** It holds no record that old any more; what was read of it before is kept. */
        READ_BEFORE,
        /** It can neither count nor be read for it. */
        CANNOT_COUNT,
        /** It was not asked, or did not answer. */
        NOT_ASKED
    }

    public DeviceSays {
        boolean counts = how == How.COUNTED || how == How.SEARCHED || how == How.READ;
        if (counts != (events != null)) {
            throw new IllegalArgumentException("a device that was " + how + " does not go with the number " + events);
        }
    }
}
