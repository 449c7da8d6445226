package dev.rollcall.receiver.jdbc;

/**
 * The numbers of new events of one transaction. They come in blocks that nobody else gets, and are asked for under the lock of a
 * device, so that those of one device rise with the order of storing. Used by one thread.
 */
final class EventNumbers {

    private final Sql sql;
    private long next;
    private int left;

    EventNumbers(Sql sql) {
        this.sql = sql;
    }

    /** Tells whether there are so many at hand. */
    boolean suffice(int count) {
        return left >= count;
    }

    /** Takes a block that was asked for together with something else. */
    void take(long first) {
        next = first;
        left = Dialect.REFERENCES;
    }

    long next() {
        if (left == 0) {
            take(sql.of(sql.dialect().nextReferences()).query(Long.class).single());
        }
        left--;
        return next++;
    }
}
