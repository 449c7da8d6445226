package dev.rollcall.receiver.security;

import dev.rollcall.receiver.store.Account;
import dev.rollcall.receiver.store.Role;
import java.io.Serializable;
import java.security.Principal;
import java.time.Instant;

/**
 * A person who has logged in with a password.
 *
 * @param id        the account's number
 * @param name      its name
 * @param role      what the person may do
 * @param changedAt when the account was changed last, as of the login
 */
public record Person(long id, String name, Role role, Instant changedAt) implements Principal, Serializable {

    static Person of(Account account) {
        return new Person(account.id(), account.name(), account.role(), account.changedAt());
    }

    @Override
    public String getName() {
        return name;
    }
}
