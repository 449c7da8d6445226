package dev.rollcall.agent.export;

import org.jspecify.annotations.Nullable;

/** Keeps a spreadsheet from running what somebody has typed into a terminal as a name or number. */
final class FormulaGuard {

    private static final String DANGEROUS = "=+-@\t\r\n";

    private FormulaGuard() {}

    static ExportRow guarded(ExportRow row) {
        return new ExportRow(
                text(row.device()),
                text(row.deviceName()),
                orNull(row.employeeNo()),
                orNull(row.cardNo()),
                orNull(row.name()),
                row.localTime(),
                offset(row.offset()),
                row.instant(),
                row.timeQuality(),
                row.kind(),
                row.verifyMethod(),
                row.major(),
                row.minor(),
                row.serialNo(),
                row.id(),
                row.delivered());
    }

    static String text(String text) {
        return !text.isEmpty() && DANGEROUS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    /** An offset begins with a sign: written as {@code UTC+05:30}, which is no formula and still exact. */
    private static @Nullable String offset(@Nullable String offset) {
        return offset == null ? null : offset.equals("Z") ? "UTC" : "UTC" + offset;
    }

    private static @Nullable String orNull(@Nullable String text) {
        return text == null ? null : text(text);
    }
}
