package dev.rollcall.agent.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FairTurnTest {

    @Test
    void turn_isOneAtATime() throws InterruptedException {
        FairTurn turn = new FairTurn();
        AtomicInteger inside = new AtomicInteger();
        AtomicBoolean overlapped = new AtomicBoolean();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Thread thread = new Thread(() -> {
                for (int round = 0; round < 200; round++) {
                    turn.take(() -> {
                        overlapped.compareAndSet(false, inside.incrementAndGet() > 1);
                        Thread.yield();
                        return inside.decrementAndGet();
                    });
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join(10_000);
        }

        assertThat(overlapped).isFalse();
    }

    @Test
    void waiting_endsWhenInterrupted() throws InterruptedException {
        FairTurn turn = new FairTurn();
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        AtomicBoolean cancelled = new AtomicBoolean();
        Thread holder = new Thread(() -> turn.take(() -> {
            held.countDown();
            try {
                return release.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException stopping) {
                return false;
            }
        }));
        holder.start();
        held.await();
        Thread waiter = new Thread(() -> {
            try {
                turn.take(() -> true);
            } catch (CancellationException stopping) {
                cancelled.set(true);
            }
        });
        waiter.start();
        waiter.interrupt();
        waiter.join(10_000);
        release.countDown();
        holder.join(10_000);

        assertThat(cancelled).isTrue();
    }

    @Test
    void turnThatDoesNotCome_isGivenUp_byWorkThatCanDoWithout() throws InterruptedException {
        FairTurn turn = new FairTurn();
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        Thread pass = new Thread(() -> turn.take(() -> {
            inside.countDown();
            try {
                return done.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException stopped) {
                return false;
            }
        }));
        pass.start();
        inside.await(10, TimeUnit.SECONDS);

        assertThat(turn.takeWithin(Duration.ofMillis(20), () -> "asked")).isEmpty();
        done.countDown();
        pass.join(10_000);
        assertThat(turn.takeWithin(Duration.ofMillis(20), () -> "asked")).contains("asked");
    }
}
