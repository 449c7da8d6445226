package dev.rollcall.agent.command;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table through which commands are handed to a running daemon. Every method is one short transaction. */
public interface CommandTable {

    /** Asks for an order to be carried out; returns the number of the command. */
    long ask(Order order, Instant at);

    /** Returns a command; null if there is none of this number. */
    @Nullable Asked find(long id);

    /** Withdraws a command that nobody has begun; returns whether that was so. */
    boolean withdraw(long id);

    /** Withdraws a command, begun or not, because the asking process does it itself; it holds the instance lock. */
    void takeOver(long id);

    /** Tells whether another process may have written since this was last asked. Costs next to nothing. */
    boolean changed();

    /** Begins the command asked for first; null if none is. */
    @Nullable Asked begin(Instant at);

    /** Notes that a command is still being carried out. */
    void beat(long id, List<DeviceProgress> progress, Instant at);

    /**
     * Ends a command.
     *
     * @param state {@link Asked.State#DONE} or {@link Asked.State#FAILED}
     */
    void finish(long id, Asked.State state, Outcome outcome, Instant at);

    /** Returns the commands that are asked for or being carried out, oldest first. */
    List<Asked> open();

    /** Forgets commands that ended before this time. */
    void forget(Instant before);

    /** Puts a command that an ended daemon left behind back to be begun again. */
    void askAgain(long id);
}
