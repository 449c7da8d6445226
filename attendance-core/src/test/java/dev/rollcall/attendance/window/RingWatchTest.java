package dev.rollcall.attendance.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RingWatchTest {

    private static final Instant START = Instant.parse("2026-11-23T09:00:00Z");

    /** A device for 1,000 events that logs ten an hour. */
    private final RingWatch watch = RingWatch.from(1_000L, 500, START).read(null, 620, after(12));

    @ParameterizedTest
    @CsvSource({"0, 0", "49, 0", "50, 50", "79, 50", "80, 80", "94, 80", "95, 95", "1000, 95"})
    void level_risesWithTheTimeNobodyRead(int hours, int level) {
        assertThat(watch.level(after(12 + hours))).isEqualTo(level);
    }

    @Test
    void fill_isTheUnreadShareOfTheMemory_atMostAll() {
        assertThat(watch.fill(after(12 + 42))).isCloseTo(0.42, Offset.offset(0.001));
        assertThat(watch.fill(after(12 + 9_999))).isEqualTo(1);
        assertThat(watch.fill(after(3))).as("our clock went back").isEqualTo(0);
    }

    @Test
    void fill_isUnknown_withoutCapacityOrRate() {
        assertThat(RingWatch.from(null, 1, START).read(null, 90, after(5)).fill(after(50)))
                .isNull();
        assertThat(RingWatch.from(1_000L, 1, START).fill(after(50))).isNull();
        assertThat(RingWatch.from(null, 1, START).level(after(50))).isZero();
    }

    @Test
    void clearedLogOrClockSetBack_beginTheRateAnew() {
        assertThat(watch.read(null, 3, after(13)).fill(after(500))).isNull();
        assertThat(watch.read(null, 700, after(1)).fill(after(500))).isNull();
    }

    @Test
    void rate_isThatOfTheLastWeeks() {
        RingWatch quiet = watch;
        for (int day = 1; day <= 30; day++) {
            quiet = quiet.read(null, 620, after(12 + day * 24));
        }

        assertThat(quiet.perHour()).isZero();
    }

    @Test
    void rate_isKnown_afterAnHour_andZeroBefore() {
        RingWatch begun = RingWatch.from(1_000L, 500, START);

        assertThat(begun.perHour()).isZero();
        assertThat(begun.read(null, 520, after(1)).perHour()).isEqualTo(20);
        assertThat(begun.read(null, 520, after(1)).fill(after(2))).isCloseTo(0.02, Offset.offset(0.001));
        assertThat(begun.read(null, 520, after(1).minusSeconds(1)).fill(after(2)))
                .isNull();
    }

    @Test
    void readingOfNothingNew_goesOnWithTheRate_andSoDoesOneAtTheSameTime() {
        assertThat(watch.read(null, 620, after(24)).perHour()).isEqualTo(5);
        assertThat(watch.read(null, 680, after(12)).perHour()).isEqualTo(15);
    }

    @Test
    void rate_isCountedFromTheLastReading_onceItIsOlderThanAWeek() {
        RingWatch week = watch.read(null, 1_620, after(7 * 24));
        RingWatch older = watch.read(null, 1_620, after(7 * 24 + 1));

        assertThat(week.read(null, 1_700, after(7 * 24 + 10)))
                .isEqualTo(new RingWatch(1_000L, 500, START, 1_700, after(7 * 24 + 10)));
        assertThat(older.read(null, 1_700, after(7 * 24 + 10)))
                .isEqualTo(new RingWatch(1_000L, 1_620, after(7 * 24 + 1), 1_700, after(7 * 24 + 10)));
    }

    @Test
    void capacity_isTheLastOneTold() {
        assertThat(watch.read(2_000L, 620, after(13)).capacity()).isEqualTo(2_000);
        assertThat(watch.read(null, 620, after(13)).capacity()).isEqualTo(1_000);
        assertThat(watch.read(2_000L, 3, after(13)).capacity()).isEqualTo(2_000);
    }

    @ParameterizedTest
    @CsvSource({"-1, ", "0, ", "1, 1.0"})
    void fill_isUnknown_whereTheDeviceClaimsToHoldNothing(long capacity, @Nullable Double fill) {
        assertThat(watch.read(capacity, 620, after(12)).fill(after(500))).isEqualTo(fill);
    }

    private static Instant after(int hours) {
        return START.plus(Duration.ofHours(hours));
    }
}
