package dev.rollcall.simulator;

import java.util.List;

/**
 * Who may log in to the device, and what he may call. Value series terminals have a single account (supportUserNums 1 on
 * DS-K1A340FWX V1.2.7), others let an administrator add operators. Immutable.
 *
 * @param name as {@code admin}
 * @param password never printed
 * @param allowedPaths beginnings of the paths he may call; anything else is 403 lowPrivilege
 */
public record Account(String name, String password, List<String> allowedPaths) {

    public Account {
        allowedPaths = List.copyOf(allowedPaths);
    }

    /** Somebody who may call everything. */
    public static Account administrator(String name, String password) {
        return new Account(name, password, List.of("/"));
    }

    /** Somebody who may call only what begins so, as {@code /ISAPI/System/}; with no path he may just log in. */
    public static Account operator(String name, String password, String... allowedPaths) {
        return new Account(name, password, List.of(allowedPaths));
    }

    boolean mayCall(String path) {
        return path.equals(UserCheckEndpoint.PATH) || allowedPaths.stream().anyMatch(path::startsWith);
    }

    @Override
    public String toString() {
        return "Account[" + name + ", allowed " + allowedPaths + "]";
    }
}
