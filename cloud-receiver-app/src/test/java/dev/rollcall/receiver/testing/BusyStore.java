package dev.rollcall.receiver.testing;

import dev.rollcall.receiver.store.Store;
import dev.rollcall.receiver.store.UnitOfWork;
import java.util.function.Function;

/**
 * A store in which others are at work as well.
 *
 * @param store      the store itself
 * @param beforeRead what others do before each read that stands alone
 * @param afterWrite what others do after each write
 */
public record BusyStore(Store store, Runnable beforeRead, Runnable afterWrite) implements Store {

    @Override
    public <T> T write(Function<UnitOfWork, T> work) {
        T done = store.write(work);
        afterWrite.run();
        return done;
    }

    @Override
    public <T> T read(Function<UnitOfWork, T> work) {
        beforeRead.run();
        return store.read(work);
    }

    @Override
    public <T> T snapshot(Function<UnitOfWork, T> work) {
        return store.snapshot(work);
    }

    @Override
    public int writers() {
        return store.writers();
    }

    @Override
    public String id() {
        return store.id();
    }
}
