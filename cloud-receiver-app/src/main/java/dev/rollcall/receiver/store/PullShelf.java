package dev.rollcall.receiver.store;

import dev.rollcall.isapi.PasswordRefusals;
import java.time.Instant;

/** What has to be remembered of terminals that are fetched from. A terminal is its address here. */
public interface PullShelf {

    /** Returns the salt for hashes of user and password; the one that is proposed, if there is none yet. */
    byte[] salt(byte[] proposed);

    /** Returns what became of a user and password, which are given as their salted hash. */
    PasswordRefusals refusals(String device, String credential);

    /** Notes what became of a user and password. */
    void note(String device, String credential, PasswordRefusals refusals);

    /** Forgets all passwords of a terminal, and returns how many of them it had refused or not answered. */
    int forget(String device);

    /**
     * Takes a terminal for one's own, unless somebody else has it now.
     *
     * @param until when it is free again if it is not given back, as after a crash
     */
    boolean take(String device, String owner, Instant now, Instant until);

    /** Gives a terminal back. */
    void giveBack(String device, String owner);
}
