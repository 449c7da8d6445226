package dev.rollcall.receiver.store;

import java.time.Instant;

/**
 * A person who logs in.
 *
 * @param id        the account's number, never given to another one
 * @param name      what is typed to log in, in lower case
 * @param password  the hash of the password, with the way it was made in front
 * @param role      what the person may do: {@link Role#READER} or {@link Role#ADMIN}
 * @param createdAt when it was made
 * @param changedAt when password or role were changed last; sessions that began before are over
 */
public record Account(long id, String name, String password, Role role, Instant createdAt, Instant changedAt) {

    /** Says nothing of the password. */
    @Override
    public String toString() {
        return "Account[" + name + ", " + role + "]";
    }
}
