package dev.rollcall.attendance.reconcile;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a receiver states of a device's days, in a form that is signed: whoever has the events and the receiver's public key can check
 * it without the receiver.
 *
 * @param store         the id of the receiver's database
 * @param device        the device's key
 * @param issuedAt      when it was made, ISO-8601 UTC
 * @param completeUntil the device's wall clock before which nothing can be missing, ISO-8601 local; null if there is none
 * @param checkedAt     when an agent last compared, ISO-8601 UTC; null if none ever did
 * @param days          the days, in order
 */
public record Statement(
        String store,
        String device,
        String issuedAt,
        @Nullable String completeUntil,
        @Nullable String checkedAt,
        List<Day> days) {

    /** The form described here. */
    public static final String FORM = "rollcall completeness statement 1";

    private static final String NONE = "-";

    public Statement {
        days = List.copyOf(days);
    }

    /**
     * One day.
     *
     * @param day     ISO-8601, by the device's clock
     * @param verdict a name of {@link Verdict}
     * @param device  how many records the device says it has; null if it does not say
     * @param journal how many the journal has; null if no agent told
     * @param events  how many events the receiver has
     * @param root    {@link MerkleTree#rootOf} over them
     */
    public record Day(
            String day,
            String verdict,
            @Nullable Long device,
            @Nullable Long journal,
            long events,
            String root) {}

    /** Returns the text that is signed, as UTF-8: one field a line, nothing in it that could be read in two ways. */
    public String canonical() {
        StringBuilder text = new StringBuilder(FORM);
        line(text, "store", store);
        line(text, "device", device);
        line(text, "issued", issuedAt);
        line(text, "complete until", completeUntil);
        line(text, "checked", checkedAt);
        for (Day day : days) {
            line(
                    text,
                    "day",
                    String.join(
                            " ",
                            day.day(),
                            day.verdict(),
                            orNone(day.device()),
                            orNone(day.journal()),
                            Long.toString(day.events()),
                            day.root()));
        }
        return text.append('\n').toString();
    }

    private static void line(StringBuilder text, String name, @Nullable String value) {
        String shown = value == null ? NONE : value;
        text.append('\n')
                .append(name)
                .append(": ")
                .append(shown.replace("\\", "\\\\").replace("\n", "\\n"));
    }

    private static String orNone(@Nullable Long number) {
        return number == null ? NONE : number.toString();
    }
}
