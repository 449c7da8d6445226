package dev.rollcall.attendance.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SerialSetTest {

    @Test
    void numbersInARow_areOneRange_andThoseOutsideAreLeftOut() {
        SerialSet set = SerialSet.of(List.of(3L, 1L, 2L, 7L, 7L, 0L, -5L, SerialRange.HIGHEST + 1, 4_000_000_000L));

        assertThat(set.ranges()).containsExactly(new SerialRange(1, 3), new SerialRange(7, 7));
        assertThat(set.size()).isEqualTo(4);
        assertThat(set.lowest()).isEqualTo(1);
        assertThat(set.highest()).isEqualTo(7);
    }

    @Test
    void neighbours_areFound() {
        SerialSet set = SerialSet.ofRanges(List.of(new SerialRange(5, 9), new SerialRange(20, 30)));

        assertThat(set.highestBelow(15)).isEqualTo(9);
        assertThat(set.highestBelow(5)).isNull();
        assertThat(set.highestBelow(25)).isEqualTo(24);
        assertThat(set.lowestAbove(9)).isEqualTo(20);
        assertThat(set.lowestAbove(2)).isEqualTo(5);
        assertThat(set.lowestAbove(30)).isNull();
    }

    @Test
    void isDense_isFalse_whereHolesAreEverywhere() {
        List<Long> everyOther = new ArrayList<>();
        for (long serial = 1; serial < 1_000; serial += 2) {
            everyOther.add(serial);
        }

        assertThat(SerialSet.of(everyOther).isDense()).isFalse();
        assertThat(SerialSet.of(everyOther.subList(0, 50)).isDense()).isTrue();
        assertThat(SerialSet.EMPTY.isDense()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void plusAndMinus_areThoseOfSets(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            Set<Long> a = some(random);
            Set<Long> b = some(random);
            Set<Long> union = new HashSet<>(a);
            union.addAll(b);
            Set<Long> difference = new HashSet<>(a);
            difference.removeAll(b);

            assertThat(SerialSet.of(a).plus(SerialSet.of(b))).isEqualTo(SerialSet.of(union));
            assertThat(SerialSet.of(a).minus(SerialSet.of(b))).isEqualTo(SerialSet.of(difference));
        }
    }

    private static Set<Long> some(Random random) {
        Set<Long> some = new HashSet<>();
        for (int i = random.nextInt(40); i > 0; i--) {
            some.add(1L + random.nextInt(60));
        }
        return some;
    }
}
