package dev.rollcall.attendance.reconcile;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a receiver states of a device's days, in a form that is signed: whoever has the events and the receiver's public key can check
 * it without the receiver.
 *
 * @param store         the id of the receiver's database
 * @param device        the device's key
 * @param from          the first day asked for, ISO-8601; null in the first form
 * @param to            the day after the last day asked for: each day before it has its place in {@code days}; null in the first form
 * @param issuedAt      when it was made, ISO-8601 UTC
 * @param completeUntil the device's wall clock before which nothing can be missing, ISO-8601 local; null if there is none
 * @param checkedAt     when an agent last compared, ISO-8601 UTC; null if none ever did
 * @param missing       what is missing or may be, of these days or of none, in words; empty in the first form
 * @param days          the days, in order
 */
public record Statement(
        String store,
        String device,
        @Nullable String from,
        @Nullable String to,
        String issuedAt,
        @Nullable String completeUntil,
        @Nullable String checkedAt,
        List<String> missing,
        List<Day> days) {

    /** The form in which statements are made. */
    public static final String FORM = "rollcall completeness statement 2";

    /** The form that statements had first: it says neither which days were asked for nor what is missing. */
    public static final String FIRST_FORM = "rollcall completeness statement 1";

    private static final String NONE = "-";

    public Statement {
        // What was signed in the first form has no such field.
        missing = missing == null ? List.of() : List.copyOf(missing);
        days = List.copyOf(days);
    }

    /**
     * One day.
     *
     * @param day     ISO-8601, by the device's clock
     * @param verdict a name of {@link Verdict}
     * @param why     why it is not known to be complete, in words; null if that is known or named elsewhere, and in the first form
     * @param device  how many records the device says it has; null if it does not say
     * @param journal how many the journal has; null if no agent told
     * @param events  how many events the receiver has
     * @param root    {@link MerkleTree#rootOf} over them
     */
    public record Day(
            String day,
            String verdict,
            @Nullable String why,
            @Nullable Long device,
            @Nullable Long journal,
            long events,
            String root) {}

    /** Returns the form: that of now if it has anything that the first one had not, so that nothing can be added to one that was signed. */
    public String form() {
        boolean isFirst =
                from == null && to == null && missing.isEmpty() && days.stream().allMatch(day -> day.why() == null);
        return isFirst ? FIRST_FORM : FORM;
    }

    /** Returns the text that is signed, as UTF-8: one field a line, nothing in it that could be read in two ways. */
    public String canonical() {
        boolean isFirst = form().equals(FIRST_FORM);
        StringBuilder text = new StringBuilder(form());
        line(text, "store", store);
        line(text, "device", device);
        if (!isFirst) {
            line(text, "from", from);
            line(text, "to", to);
        }
        line(text, "issued", issuedAt);
        line(text, "complete until", completeUntil);
        line(text, "checked", checkedAt);
        missing.forEach(what -> line(text, "missing", what));
        for (Day day : days) {
            line(text, "day", line(day) + (isFirst ? "" : " " + (day.why() == null ? NONE : day.why())));
        }
        return text.append('\n').toString();
    }

    private static String line(Day day) {
        return String.join(
                " ",
                day.day(),
                day.verdict(),
                orNone(day.device()),
                orNone(day.journal()),
                Long.toString(day.events()),
                day.root());
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
