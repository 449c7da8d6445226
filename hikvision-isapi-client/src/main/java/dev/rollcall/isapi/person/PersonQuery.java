package dev.rollcall.isapi.person;

import java.util.List;

/**
 * Whom to search.
 *
 * @param employeeNos numbers of people, exactly as the device prints them; empty: everybody. A device takes 30 at most (seen on
 *     DS-K1A340FWX V1.2.7). What comes is filtered once more here
 * @param pageSize rows asked for per page, 1 to 30; a device may return fewer
 */
public record PersonQuery(List<String> employeeNos, int pageSize) {

    /** Largest page, and most people that one search can name. */
    public static final int MAX_PAGE_SIZE = 30;

    public PersonQuery {
        employeeNos = List.copyOf(employeeNos);
        if (employeeNos.size() > MAX_PAGE_SIZE) {
            throw new IllegalArgumentException("a search names at most 30 people, not " + employeeNos.size());
        }
        if (employeeNos.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("an employee number is blank");
        }
        if (pageSize < 1 || pageSize > MAX_PAGE_SIZE) {
            throw new IllegalArgumentException("pageSize must be 1 to 30, not " + pageSize);
        }
    }

    /** Everybody. */
    public static PersonQuery everybody() {
        return new PersonQuery(List.of(), MAX_PAGE_SIZE);
    }

    /** The people with these numbers, 30 at most. */
    public static PersonQuery of(String... employeeNos) {
        return new PersonQuery(List.of(employeeNos), MAX_PAGE_SIZE);
    }

    boolean wants(String employeeNo) {
        return employeeNos.isEmpty() || employeeNos.contains(employeeNo);
    }
}
