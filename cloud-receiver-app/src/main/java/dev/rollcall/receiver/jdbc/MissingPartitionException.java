package dev.rollcall.receiver.jdbc;

import java.util.Set;

/** The month of an event has no place yet: the transaction is to be undone, the place made, and the work done again. */
final class MissingPartitionException extends RuntimeException {

    private final transient Set<Integer> months;

    MissingPartitionException(Set<Integer> months, Throwable cause) {
        super("no partition yet for months " + months, cause);
        this.months = Set.copyOf(months);
    }

    Set<Integer> months() {
        return months;
    }
}
