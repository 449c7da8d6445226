package dev.rollcall.receiver.jdbc;

import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.dao.DataIntegrityViolationException;

/** A new event is of a month whose partition was detached. The message is for people. */
final class ArchivedMonthException extends DataIntegrityViolationException {

    private static final long serialVersionUID = 1L;

    ArchivedMonthException(Set<Integer> months, Throwable cause) {
        super(
                "it is new, and its month is archived: attach partition "
                        + months.stream()
                                .map(month -> "event" + Months.suffix(month))
                                .collect(Collectors.joining(", "))
                        + " again to have it stored",
                cause);
    }
}
