package dev.rollcall.receiver.cli;

import dev.rollcall.attendance.reconcile.Statement;
import dev.rollcall.attendance.reconcile.Verdict;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether each field of a statement has its form, so that the border between two of them cannot be shifted without the signature noticing. */
final class StatementFields {

    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
    private static final Pattern ROOT = Pattern.compile("[0-9a-f]{64}");

    private StatementFields() {}

    /** Returns what has not its form, in words; empty if all has. */
    static Optional<String> fault(Statement statement) {
        boolean times = isOf(statement.issuedAt(), Instant::parse)
                && isNullOr(statement.checkedAt(), Instant::parse)
                && isNullOr(statement.completeUntil(), LocalDateTime::parse);
        if (!times) {
            return Optional.of("a time is none");
        }
        if (!isNullOr(statement.from(), StatementFields::day) || !isNullOr(statement.to(), StatementFields::day)) {
            return Optional.of("the days it speaks of are none");
        }
        return statement.days().stream()
                .filter(day -> !isSound(day))
                .findFirst()
                .map(day -> "the day '" + day.day() + "' has a field that is none");
    }

    private static boolean isSound(Statement.Day day) {
        return isOf(day.day(), StatementFields::day)
                && Arrays.stream(Verdict.values())
                        .anyMatch(verdict -> verdict.name().equals(day.verdict()))
                && day.events() >= 0
                && day.root() != null
                && ROOT.matcher(day.root()).matches();
    }

    private static void day(String text) {
        if (!DAY.matcher(text).matches()) {
            throw new DateTimeException("no day");
        }
        LocalDate.parse(text);
    }

    private static boolean isNullOr(@Nullable String text, Consumer<String> reading) {
        return text == null || isOf(text, reading);
    }

    // A statement comes from JSON of unknown origin: any field may be null whatever its type says.
    private static boolean isOf(@Nullable String text, Consumer<String> reading) {
        if (text == null) {
            return false;
        }
        try {
            reading.accept(text);
            return true;
        } catch (DateTimeException none) {
            return false;
        }
    }
}
