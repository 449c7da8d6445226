package dev.rollcall.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsExchange;
import java.io.IOException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The time that every answer takes: from the arrival of the whole request until the answer leaves, what it took to make it included.
 * Never less, and hardly more. Safe for several threads.
 */
final class Latency {
    /** The end of the wait is watched awake: a thread that sleeps to the end oversleeps by about this. */
    private static final long AWAKE_NANOS = 200_000;

    /** Between the thread that sees a request and the one that answers it; longer than that and the request came in pieces. */
    private static final long LONGEST_HAND_OVER_NANOS = 1_000_000;

    private final Supplier<Duration> length;
    private final Arrivals arrivals;
    private final CountDownLatch closing;

    Latency(Supplier<Duration> length, Arrivals arrivals, CountDownLatch closing) {
        this.length = length;
        this.arrivals = arrivals;
        this.closing = closing;
    }

    /**
     * When the request had come, asked before its body is read.
     *
     * @return {@link System#nanoTime}; empty for a request that is still coming or was yet to be decrypted, which counts from its end
     */
    OptionalLong arrival(HttpExchange exchange) throws IOException {
        long came = arrivals.ofThisRequest();
        boolean handedOver = System.nanoTime() - came < LONGEST_HAND_OVER_NANOS;
        return handedOver && !(exchange instanceof HttpsExchange) && bodyIsThere(exchange)
                ? OptionalLong.of(came)
                : OptionalLong.empty();
    }

    /** Waits until the time is over that began with {@code arrival}, but no longer than until the simulator closes. */
    void waitSince(long arrival) throws InterruptedException {
        long wanted = length.get().toNanos();
        if (wanted == 0) {
            return;
        }
        long asleep = wanted - AWAKE_NANOS - (System.nanoTime() - arrival);
        boolean closes = asleep > 0 && closing.await(asleep, TimeUnit.NANOSECONDS);
        while (!closes && System.nanoTime() - arrival < wanted) {
            Thread.onSpinWait();
            closes = closing.getCount() == 0;
        }
        if (closes) {
            throw new InterruptedException("the simulator is closing");
        }
    }

    private static boolean bodyIsThere(HttpExchange exchange) throws IOException {
        String length = exchange.getRequestHeaders().getFirst("Content-Length");
        if (length == null) {
            return !exchange.getRequestHeaders().containsKey("Transfer-Encoding");
        }
        return exchange.getRequestBody().available() >= Long.parseLong(length);
    }
}
