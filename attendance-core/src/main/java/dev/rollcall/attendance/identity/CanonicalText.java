package dev.rollcall.attendance.identity;

import com.google.common.hash.Hashing;
import dev.rollcall.attendance.event.AttendanceEvent;
import dev.rollcall.attendance.event.IsoText;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Writes fields of an event as one unambiguous text, the form that is hashed: one field a line, an absent one as a hyphen.
 * A change here changes every id ever computed; the golden files guard it.
 */
final class CanonicalText {

    private static final String ABSENT = "-";
    private static final int BYTES = 16;

    private final StringBuilder text;

    private CanonicalText(String version) {
        this.text = new StringBuilder(version);
    }

    static CanonicalText version(String version) {
        return new CanonicalText(version);
    }

    CanonicalText add(String field) {
        boolean plain = field.indexOf('\\') < 0 && field.indexOf('\n') < 0;
        text.append('\n').append(plain ? field : field.replace("\\", "\\\\").replace("\n", "\\n"));
        return this;
    }

    CanonicalText add(long number) {
        text.append('\n').append(number);
        return this;
    }

    CanonicalText add(LocalDateTime wallClock) {
        return add(IsoText.of(wallClock));
    }

    /** Adds a number of which zero means the same as absence. */
    CanonicalText addOrAbsent(@Nullable Integer number) {
        return add(number == null || number == 0 ? ABSENT : Integer.toString(number));
    }

    /** Adds the person if one is named, else the card, else that there is neither. */
    CanonicalText addPersonOrCard(AttendanceEvent event) {
        String person = personOf(event);
        String card = cardOf(event);
        if (person != null) {
            return add("person " + person);
        }
        return add(card != null ? "card " + card : ABSENT);
    }

    /** Returns the first 128 bits of SHA-256 over the text in UTF-8, as 32 lower-case hexadecimal digits. */
    String hash() {
        byte[] digest =
                Hashing.sha256().hashString(text, StandardCharsets.UTF_8).asBytes();
        return HexFormat.of().formatHex(digest, 0, BYTES);
    }

    /** Returns the text itself. */
    @Override
    public String toString() {
        return text.toString();
    }

    /** Returns the person named; null where it is absent, empty or zero, which terminals use alike. */
    static @Nullable String personOf(AttendanceEvent event) {
        return event.employeeNo() == null ? null : present(event.employeeNo().value());
    }

    /** Returns the card named; null where it is absent, empty or zero. */
    static @Nullable String cardOf(AttendanceEvent event) {
        return event.cardNo() == null ? null : present(event.cardNo());
    }

    static @Nullable String present(String text) {
        String stripped = text.strip();
        return stripped.isEmpty() || stripped.equals("0") ? null : stripped;
    }
}
