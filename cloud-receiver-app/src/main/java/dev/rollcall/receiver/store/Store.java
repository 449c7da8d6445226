package dev.rollcall.receiver.store;

import java.util.function.Function;

/**
 * The database of one receiver. Thread-safe.
 *
 * <p>Both methods throw {@link StoreFailedException} if the database cannot be reached or refuses; nothing of the work is
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

    /** Returns how many transactions that write are worth doing at once; more only wait for one another. */
    int writers();

    /** Returns the id of this database, made once when it was created; agents notice a restored or new one by it. */
    String id();
}
