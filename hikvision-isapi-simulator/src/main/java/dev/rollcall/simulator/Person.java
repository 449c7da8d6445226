package dev.rollcall.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Somebody registered on the simulated device.
 *
 * @param employeeNo the employee number as text, 1 to 32 characters; leading zeros are significant ("00012" is not "12")
 * @param name any Unicode text, may be empty
 * @param cardNo the card number as text, or null if the person has no card; may exceed 63 bits
 * @param credentials what else identifies the person
 */
public record Person(
        String employeeNo, String name, @Nullable String cardNo, Credentials credentials) {

    public Person {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(credentials, "credentials");
        if (employeeNo.isEmpty() || employeeNo.length() > 32) {
            throw new IllegalArgumentException(
                    "employeeNo must have 1 to 32 characters, has " + employeeNo.length() + ": \"" + employeeNo + "\"");
        }
    }

    /** A person with a card at most. */
    public Person(String employeeNo, String name, @Nullable String cardNo) {
        this(employeeNo, name, cardNo, Credentials.NONE);
    }

    /** A person without a card. */
    public static Person of(String employeeNo, String name) {
        return new Person(employeeNo, name, null);
    }

    public Person withCredentials(Credentials value) {
        return new Person(employeeNo, name, cardNo, value);
    }

    /** All card numbers, the first card first. */
    public List<String> cards() {
        List<String> cards = new ArrayList<>();
        if (cardNo != null) {
            cards.add(cardNo);
        }
        cards.addAll(credentials.moreCards());
        return List.copyOf(cards);
    }
}
