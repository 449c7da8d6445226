package dev.rollcall.attendance.exchange;

/** An event message that cannot be read. The sender's fault; sending it again as it is will not help. */
public final class InvalidMessageException extends RuntimeException {

    private static final int LONGEST_VALUE = 80;

    private final String field;

    InvalidMessageException(String field) {
        super("field '" + field + "' is missing");
        this.field = field;
    }

    InvalidMessageException(String field, String value, Throwable cause) {
        super("field '" + field + "' cannot be read: '" + shortened(value) + "'", cause);
        this.field = field;
    }

    /** Returns the name of the field at fault. */
    public String field() {
        return field;
    }

    private static String shortened(String value) {
        return value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + "…";
    }
}
