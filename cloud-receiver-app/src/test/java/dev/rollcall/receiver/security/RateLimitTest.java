package dev.rollcall.receiver.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateLimitTest {

    private final AtomicLong nanos = new AtomicLong(-5_000_000_000L);
    private final RateLimit limit = new RateLimit(10, 4, nanos::get);

    private long admitted(String key, int tries) {
        return IntStream.range(0, tries)
                .filter(each -> limit.take(key).allowed())
                .count();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void burst_isTakenAtOnce_andThenSoManyASecond() {
        assertThat(admitted("a", 10)).isEqualTo(4);
        pass(Duration.ofMillis(100));
        assertThat(admitted("a", 10)).isEqualTo(1);
        pass(Duration.ofSeconds(1));
        assertThat(admitted("a", 10)).isEqualTo(4);
    }

    @Test
    void tenSeconds_letThroughTheBurstAndAHundred_howeverManyAreTried() {
        long all = 0;
        for (int step = 0; step < 1000; step++) {
            all += admitted("a", 3);
            pass(Duration.ofMillis(10));
        }

        assertThat(all).isBetween(103L, 104L);
    }

    @Test
    void answer_saysWhatIsLeft_andHowLongToWait() {
        assertThat(limit.take("a").remaining()).isEqualTo(3);
        admitted("a", 3);
        RateLimit.Taken refused = limit.take("a");

        assertThat(refused.remaining()).isZero();
        assertThat(refused.pause()).isEqualTo(Duration.ofMillis(100));
        pass(refused.pause());
        assertThat(limit.take("a").allowed()).isTrue();
    }

    @Test
    void neighbours_areUnharmed() {
        admitted("a", 1000);

        assertThat(admitted("b", 10)).isEqualTo(4);
    }

    @Test
    void memory_isBounded_whoeverComes() {
        IntStream.range(0, 200_000).forEach(sender -> limit.take("10.0." + sender));

        assertThat(limit.keys()).isLessThanOrEqualTo(50_000);
    }

    @Test
    void zero_isNoLimit() {
        RateLimit none = new RateLimit(0, 1, nanos::get);

        assertThat(IntStream.range(0, 1000).allMatch(each -> none.take("a").allowed()))
                .isTrue();
        assertThat(none.isLimited()).isFalse();
    }
}
