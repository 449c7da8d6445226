package dev.rollcall.simulator;

import java.util.List;

/** Users and credentials. */
final class PeopleResources {
    private PeopleResources() {}

    static List<String> cardsOf(List<Person> people) {
        return people.stream()
                .flatMap(person -> person.cardNo() == null
                        ? java.util.stream.Stream.of()
                        : java.util.stream.Stream.of(person.cardNo()))
                .toList();
    }
}
