package dev.rollcall.simulation;

import dev.rollcall.receiver.store.Store;
import dev.rollcall.receiver.store.StoreFailedException;
import dev.rollcall.receiver.store.UnitOfWork;
import dev.rollcall.receiver.testing.InMemoryStore;
import java.util.function.Function;
import java.util.function.Supplier;

/** Stands between the receiver's logic and its database, which may be away, give way to others, or not tell whether it committed. */
final class Database implements Store {

    private final World world;
    private final Cloud cloud;
    private final Supplier<InMemoryStore> disk;

    Database(World world, Cloud cloud, Supplier<InMemoryStore> disk) {
        this.world = world;
        this.cloud = cloud;
        this.disk = disk;
    }

    @Override
    public <T> T write(Function<UnitOfWork, T> work) {
        Chance chance = world.chance();
        check();
        if (chance.strikes(Fault.DATABASE_GIVES_WAY)) {
            disk.get().attempt(work);
        }
        if (chance.strikes(Fault.COMMIT_FAILED)) {
            disk.get().attempt(work);
            throw new StoreFailedException("simulated: the database could not commit");
        }
        T told = disk.get().write(unit -> {
            T result = work.apply(unit);
            cloud.mayDie("before commit");
            return result;
        });
        world.trace().note("receiver", "commits");
        cloud.mayDie("after commit");
        if (chance.strikes(Fault.COMMIT_UNKNOWN)) {
            throw new StoreFailedException("simulated: connection lost in commit");
        }
        return told;
    }

    @Override
    public <T> T read(Function<UnitOfWork, T> work) {
        check();
        return disk.get().read(work);
    }

    private void check() {
        if (cloud.isDatabaseDown()) {
            throw new StoreFailedException("simulated: the database does not answer");
        }
    }

    @Override
    public int writers() {
        return 1;
    }

    @Override
    public String id() {
        return disk.get().id();
    }
}
