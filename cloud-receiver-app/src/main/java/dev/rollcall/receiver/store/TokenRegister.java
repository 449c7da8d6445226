package dev.rollcall.receiver.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The tokens of this receiver, without their secrets. */
public interface TokenRegister {

    /** Enters a token and returns its number. */
    long add(Role role, String name, String hash, Set<Integer> devices, Instant now);

    /** Returns the token of this hash, revoked or not. */
    Optional<Token> byHash(String hash);

    /** Returns all tokens, oldest first. */
    List<Token> all();

    /** Revokes a token; one that is revoked stays as it is. */
    void revoke(long id, Instant now);

    /** Lets a token end at a time. */
    void expire(long id, Instant at);

    /** Notes that a token was used. */
    void touch(long id, Instant now);
}
