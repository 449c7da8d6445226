package dev.rollcall.isapi.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class NonceMemoryTest {

    private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 5);
    private final NonceMemory memory = new NonceMemory(nanoTime::get);

    @Test
    void worthReusing_onlyWhileItIsWarm() {
        assertThat(memory.worthReusing()).isFalse();
        memory.used();
        assertThat(memory.worthReusing()).isTrue();
        nanoTime.addAndGet(Duration.ofSeconds(19).toNanos());
        assertThat(memory.worthReusing()).isTrue();
        nanoTime.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(memory.worthReusing()).isFalse();
    }

    @Test
    void worthReusing_respectsALimitSeenTwice() {
        for (int round = 0; round < 2; round++) {
            for (int use = 0; use < 3; use++) {
                assertThat(memory.worthReusing()).isEqualTo(use > 0);
                memory.used();
            }
            memory.reuseRefused();
        }
        memory.used();
        assertThat(memory.worthReusing()).isTrue();
        memory.used();
        assertThat(memory.worthReusing()).isFalse();
        memory.fresh();
        memory.used();
        assertThat(memory.worthReusing()).isTrue();
    }

    @Test
    void worthReusing_takesNoLimitFromOneRefusal() {
        memory.used();
        memory.used();
        memory.used();
        memory.reuseRefused();
        memory.used();
        memory.used();
        assertThat(memory.worthReusing()).isTrue();
    }

    @Test
    void worthReusing_givesUpAtNineTenthsOfAnAgeSeenTwice() {
        for (int round = 0; round < 2; round++) {
            for (int second = 0; second < 31; second++) {
                memory.used();
                nanoTime.addAndGet(Duration.ofSeconds(1).toNanos());
            }
            memory.reuseRefused();
        }
        int taken = 0;
        do {
            memory.used();
            taken++;
            nanoTime.addAndGet(Duration.ofSeconds(1).toNanos());
        } while (memory.worthReusing());
        assertThat(taken).isEqualTo(27);
    }

    @Test
    void worthReusing_learnsThatANonceServesOnce() {
        for (int round = 0; round < 2; round++) {
            memory.used();
            assertThat(memory.worthReusing()).isTrue();
            memory.used();
            memory.reuseRefused();
        }
        memory.used();
        assertThat(memory.worthReusing()).isFalse();
    }
}
