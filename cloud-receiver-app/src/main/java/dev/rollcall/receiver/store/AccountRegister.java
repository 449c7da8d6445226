package dev.rollcall.receiver.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The people who may log in, and the links that make the first of them. */
public interface AccountRegister {

    /** Enters an account; empty if there is one of this name. */
    Optional<Account> add(String name, String password, Role role, Instant now);

    /** Returns the account of this name. */
    Optional<Account> byName(String name);

    /** Returns the account of this number. */
    Optional<Account> byId(long id);

    /** Returns all accounts, in the order of their names. */
    List<Account> all();

    /** Gives an account another password. */
    void password(long id, String password, Instant now);

    /** Removes an account. */
    void remove(long id);

    /** Keeps the hash of a link that may be used once until a time; forgets the links that are over. */
    void addLink(String hash, Instant now, Instant expiresAt);

    /** Tells whether there is a link of this hash that is not over. */
    boolean hasLink(String hash, Instant now);

    /** Takes a link away, and with it every other one; false if it was not there (any more). */
    boolean useLink(String hash, Instant now);
}
