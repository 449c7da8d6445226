package dev.rollcall.receiver.web;

import dev.rollcall.receiver.store.StoreFailedException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.util.unit.DataSize;

/**
 * How much large bodies may hold in memory together, from their reading until they are stored. Small ones need no leave: there are
 * no more of them than threads. Thread-safe.
 */
final class BodyMemory {

    /** Up to this a body is small. */
    static final int SMALL = 16 * 1024;

    private final Semaphore kilobytes;
    private final int most;
    private final Duration patience;

    /**
     * Makes it.
     *
     * @param size     how much there is
     * @param patience how long one waits for others to be done
     */
    BodyMemory(DataSize size, Duration patience) {
        this.most = Math.toIntExact(size.toKilobytes());
        this.kilobytes = new Semaphore(most, true);
        this.patience = patience;
    }

    /** What is done with a body while it is in memory. */
    interface Use {
        void with(byte[] body) throws IOException;
    }

    /**
     * Reads a body up to a limit and hands it on.
     *
     * @param declared how long it says it is; negative if it does not
     * @throws StoreFailedException if others hold too much; it is to be sent again
     */
    void read(InputStream stream, int limit, long declared, Use use) throws IOException {
        byte[] beginning = stream.readNBytes(Math.min(SMALL, limit));
        if (beginning.length < SMALL) {
            use.with(beginning);
            return;
        }
        long size = declared < 0 ? limit : Math.min(declared, limit);
        int needed = (int) Math.min(most, size / 1024 + 1);
        acquire(needed);
        try {
            byte[] rest = stream.readNBytes(limit - beginning.length);
            byte[] body = new byte[beginning.length + rest.length];
            System.arraycopy(beginning, 0, body, 0, beginning.length);
            System.arraycopy(rest, 0, body, beginning.length, rest.length);
            use.with(body);
        } finally {
            kilobytes.release(needed);
        }
    }

    private void acquire(int needed) {
        try {
            if (kilobytes.tryAcquire(needed, patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        throw new StoreFailedException(
                "large bodies hold all of rollcall.intake.memory; one more is answered so that it is sent again");
    }
}
