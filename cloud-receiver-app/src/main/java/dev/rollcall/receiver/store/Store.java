package dev.rollcall.receiver.store;

import java.util.function.Function;

/**
 * The database of one receiver. Thread-safe.
 *
 * <p>All that do work throw {@link StoreFailedException} if the database cannot be reached or refuses; nothing of the work is
 * stored then, or (if the answer to a commit was lost) all of it. Repeating the work is always safe.
 */
public interface Store {

    /**
     * Does work in one transaction that is on disk when this returns; an exception of the work undoes all of it. The work may be
     * done several times, when the database says that another transaction was in the way: it must change nothing but the unit.
     */
    <T> T write(Function<UnitOfWork, T> work);

    /** Does work that only reads; it sees what is committed and waits for no writer. */
    <T> T read(Function<UnitOfWork, T> work);

    /**
     * Does work that only reads and asks several questions whose answers have to fit: it sees what was committed when it began, and
     * nothing that comes meanwhile. May be done several times, like {@link #write}.
     *
     * <p>A store that shows one state to each {@link #read} need not do more.
     */
    default <T> T snapshot(Function<UnitOfWork, T> work) {
        return read(work);
    }

    /** Returns how many transactions that write are worth doing at once; more only wait for one another. */
    int writers();

    /** Returns the id of this database, made once when it was created; agents notice a restored or new one by it. */
    String id();
}
