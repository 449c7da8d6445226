package dev.rollcall.agent.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ThreadSchedulerTest {

    private final ThreadScheduler scheduler = new ThreadScheduler(Duration.ofMillis(200));
    private final CountDownLatch never = new CountDownLatch(1);

    @AfterEach
    void stop() {
        scheduler.stop(Duration.ofSeconds(5));
    }

    @Test
    void errorInALoop_endsAllLoops() throws InterruptedException {
        AtomicInteger other = new AtomicInteger();
        scheduler.start("other", () -> {
            other.incrementAndGet();
            return Duration.ofHours(1);
        });
        scheduler.start("broken", () -> {
            throw new OutOfMemoryError("test");
        });
        scheduler.awaitStop();

        assertThat(scheduler.broken()).isInstanceOf(OutOfMemoryError.class);
        assertThat(scheduler.stop(Duration.ofSeconds(5))).isTrue();
    }

    @Test
    void errorBesideTheLoops_endsThemToo_evenIfNobodyAsks() throws InterruptedException {
        ThreadCrew crew = new ThreadCrew(error -> scheduler.breakDown("beside", error));
        crew.begin(() -> {
            throw new StackOverflowError("test");
        });
        scheduler.awaitStop();

        assertThat(scheduler.broken()).isInstanceOf(StackOverflowError.class);
        assertThat(crew.stop(Duration.ofSeconds(5))).isTrue();
    }

    @Test
    void stepThatNeverReturns_isNoticed_withItsPlace() throws InterruptedException {
        scheduler.start("stuck", () -> {
            awaitForEver();
            return Duration.ZERO;
        });
        scheduler.awaitStop();

        assertThat(scheduler.broken()).hasMessageContaining("stuck gets no further");
        assertThat(scheduler.broken().getStackTrace())
                .anyMatch(frame -> frame.getMethodName().equals("awaitForEver"));
    }

    @Test
    void longStepThatGetsOn_andALoopThatWaits_areLeftAlone() {
        AtomicInteger steps = new AtomicInteger();
        scheduler.start("waits", () -> Duration.ofHours(1));
        scheduler.start("long", () -> {
            for (int i = 0; i < 60; i++) {
                scheduler.signOfLife();
                scheduler.waitFor(Duration.ofMillis(10));
            }
            steps.incrementAndGet();
            return Duration.ofHours(1);
        });
        Awaitility.await().until(() -> steps.get() == 1);

        assertThat(scheduler.broken()).isNull();
    }

    @Test
    void ordinaryFailure_breaksNothing() {
        AtomicInteger steps = new AtomicInteger();
        scheduler.start("fails", () -> {
            steps.incrementAndGet();
            throw new IllegalStateException("test");
        });
        Awaitility.await().until(() -> steps.get() == 1);

        assertThat(scheduler.broken()).isNull();
        assertThat(scheduler.isStopping()).isFalse();
    }

    @Test
    void agents_areSpreadOverTheJitter() {
        Set<Duration> moments = new TreeSet<>();
        for (int agent = 0; agent < 1_000; agent++) {
            Duration moment = Starts.momentOf("agent-" + agent * 7_919, Duration.ofSeconds(30));
            assertThat(moment).isBetween(Duration.ZERO, Duration.ofSeconds(30));
            moments.add(moment.truncatedTo(java.time.temporal.ChronoUnit.SECONDS));
        }

        assertThat(moments).hasSize(30);
        assertThat(Starts.momentOf("agent", Duration.ZERO)).isZero();
    }

    private void awaitForEver() {
        try {
            never.await();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
