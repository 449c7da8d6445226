package dev.rollcall.attendance.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
    void number_isInIt_orNot() {
        SerialSet set = SerialSet.ofRanges(List.of(new SerialRange(5, 9), new SerialRange(20, 30)));

        assertThat(List.of(5L, 9L, 25L)).allMatch(set::contains);
        assertThat(List.of(4L, 10L, 31L)).noneMatch(set::contains);
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

    @Test
    void highestSerialOfAll_belongsToTheSet() {
        assertThat(SerialSet.of(List.of(SerialRange.HIGHEST)).highest()).isEqualTo(SerialRange.HIGHEST);
    }

    @Test
    void neighbours_insideARange_areTheNextNumbers() {
        SerialSet set = SerialSet.ofRanges(List.of(new SerialRange(5, 9)));

        assertThat(set.lowestAbove(7)).isEqualTo(8);
        assertThat(set.highestBelow(7)).isEqualTo(6);
        assertThat(set.lowestAbove(8)).isEqualTo(9);
        assertThat(set.highestBelow(6)).isEqualTo(5);
        assertThat(set.highestBelow(40)).isEqualTo(9);
        assertThat(SerialSet.EMPTY.highest()).isNull();
        assertThat(SerialSet.EMPTY.lowest()).isNull();
    }

    @Test
    void isDense_upToAHundredRanges_beyondThatByTheirLength() {
        assertThat(ranges(100, 1).isDense()).isTrue();
        assertThat(ranges(101, 4).isDense()).isTrue();
        assertThat(ranges(101, 4).minus(SerialSet.of(List.of(1L))).isDense()).isFalse();
    }

    @Test
    void sets_areEqualByTheirNumbers_andShownAsRanges() {
        SerialSet set = SerialSet.of(List.of(1L, 2L));

        assertThat(set).isEqualTo(SerialSet.ofRanges(List.of(new SerialRange(1, 2))));
        assertThat(set).isNotEqualTo(SerialSet.of(List.of(1L))).isNotEqualTo(set.ranges());
        assertThat(set).hasSameHashCodeAs(SerialSet.of(List.of(2L, 1L)));
        assertThat(set.hashCode()).isNotEqualTo(SerialSet.of(List.of(7L)).hashCode());
        assertThat(set.toString()).contains("1", "2");
    }

    @Test
    void ranges_thatOverlapOrTouch_areOne() {
        assertThat(SerialSet.ofRanges(List.of(
                                new SerialRange(10, 20),
                                new SerialRange(1, 4),
                                new SerialRange(12, 15),
                                new SerialRange(21, 22),
                                new SerialRange(24, 24)))
                        .ranges())
                .containsExactly(new SerialRange(1, 4), new SerialRange(10, 22), new SerialRange(24, 24));
    }

    @ParameterizedTest
    @CsvSource({"0, 5", "-1, 5", "6, 5", "1, 3000000001"})
    void range_refusesWhatIsEmptyOrOutside(long first, long last) {
        assertThatThrownBy(() -> new SerialRange(first, last)).hasMessageContaining(first + " to " + last);
    }

    @Test
    void range_holdsBothItsEnds() {
        SerialRange range = new SerialRange(5, 9);

        assertThat(LongStream.rangeClosed(1, 12).filter(range::contains)).containsExactly(5L, 6L, 7L, 8L, 9L);
        assertThat(range.size()).isEqualTo(5);
        assertThat(new SerialRange(1, 1).size()).isEqualTo(1);
    }

    /** So many ranges of one length, the first beginning at 1. */
    private static SerialSet ranges(int count, long length) {
        return SerialSet.ofRanges(LongStream.range(0, count)
                .mapToObj(number -> 1 + number * (length + 1))
                .map(first -> new SerialRange(first, first + length - 1))
                .toList());
    }

    private static Set<Long> some(Random random) {
        Set<Long> some = new HashSet<>();
        for (int i = random.nextInt(40); i > 0; i--) {
            some.add(1L + random.nextInt(60));
        }
        return some;
    }
}
