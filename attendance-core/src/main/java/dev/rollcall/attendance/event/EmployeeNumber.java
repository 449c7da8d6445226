package dev.rollcall.attendance.event;

/**
 * The number a terminal knows a person by. It is text: {@code 00012} and {@code 12} are two people.
 *
 * @param value the number exactly as the terminal printed it; never blank
 */
public record EmployeeNumber(String value) {

    public EmployeeNumber {
        if (value.isBlank()) {
            throw new IllegalArgumentException("employee number is blank; leave it out when there is none");
        }
    }

    /** Returns the employee number with exactly this text. */
    public static EmployeeNumber of(String value) {
        return new EmployeeNumber(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
