package dev.rollcall.receiver.dashboard;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The page of completeness, ready to be shown.
 *
 * @param wanted  the key or the name of the only device shown; null if all are
 * @param first   the first day shown, ISO-8601
 * @param last    the last one
 * @param named   whether the last day was asked for
 * @param left    how many devices are not shown, because they are too many
 * @param devices the devices
 */
record CompletenessPage(
        @Nullable String wanted, String first, String last, boolean named, int left, List<DevicePart> devices) {

    /**
     * One device.
     *
     * @param key     its key
     * @param title   its name, or its key
     * @param until   until when it is complete
     * @param checked when that was checked, in words
     * @param held    why that is earlier than an agent told, in words; null if it is not
     * @param lost    what is of no day, in words
     * @param days    its days, the latest first
     */
    record DevicePart(
            String key,
            String title,
            Page.Mark until,
            String checked,
            @Nullable String held,
            List<String> lost,
            List<DayPart> days) {}

    /**
     * One day.
     *
     * @param day      ISO-8601
     * @param verdict  the verdict in words
     * @param why      why it is not known; null if it is
     * @param device   what the device says
     * @param journal  what the journal says
     * @param receiver what the receiver says
     * @param channels how the events came, such as {@code 12 read, 30 pushed}
     * @param findings what does not agree, in words
     */
    record DayPart(
            String day,
            Page.Mark verdict,
            @Nullable String why,
            String device,
            String journal,
            String receiver,
            String channels,
            List<String> findings) {}
}
