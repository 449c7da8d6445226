package dev.rollcall.simulator;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Somebody registered on the simulated device.
 *
 * @param employeeNo the employee number as text, 1 to 32 characters; leading zeros are significant ("00012" is not "12")
 * @param name any Unicode text, may be empty
 * @param cardNo the card number as text, or null if the person has no card
 */
public record Person(
        String employeeNo, String name, @Nullable String cardNo) {

    public Person {
        Objects.requireNonNull(name, "name");
        if (employeeNo.isEmpty() || employeeNo.length() > 32) {
            throw new IllegalArgumentException(
                    "employeeNo must have 1 to 32 characters, has " + employeeNo.length() + ": \"" + employeeNo + "\"");
        }
    }

    /** A person without a card. */
    public static Person of(String employeeNo, String name) {
        return new Person(employeeNo, name, null);
    }
}
