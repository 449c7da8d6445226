package dev.rollcall.attendance.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class SliceTest {

    private static final LocalDateTime NINE = LocalDateTime.parse("2026-11-23T09:00:00");

    @Test
    void contains_isHalfOpen() {
        Slice slice = Slice.of(NINE, NINE.plusHours(1));

        assertThat(slice.contains(NINE)).isTrue();
        assertThat(slice.contains(NINE.plusHours(1).minusSeconds(1))).isTrue();
        assertThat(slice.contains(NINE.plusHours(1))).isFalse();
        assertThat(slice.contains(NINE.minusSeconds(1))).isFalse();
    }

    @Test
    void of_dropsFractions() {
        assertThat(Slice.of(NINE.plusNanos(5), NINE.plusSeconds(1).plusNanos(9)))
                .isEqualTo(Slice.of(NINE, NINE.plusSeconds(1)));
    }

    @Test
    void of_refusesEmptyAndReversed() {
        assertThatThrownBy(() -> Slice.of(NINE, NINE)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Slice.of(NINE, NINE.minusSeconds(1))).hasMessageContaining("2026-11-23T09:00");
    }

    @Test
    void split_givesTwoHalvesThatAreTheWhole() {
        Slice slice = Slice.of(NINE, NINE.plusSeconds(3));
        List<Slice> halves = slice.split();

        assertThat(halves)
                .containsExactly(
                        Slice.of(NINE, NINE.plusSeconds(1)), Slice.of(NINE.plusSeconds(1), NINE.plusSeconds(3)));
    }

    @Test
    void split_refusesASingleSecond() {
        Slice second = Slice.of(NINE, NINE.plusSeconds(1));

        assertThat(second.isSplittable()).isFalse();
        assertThatThrownBy(second::split).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void twoSeconds_areSplitIntoSingleOnes() {
        assertThat(Slice.of(NINE, NINE.plusSeconds(2)).split())
                .containsExactly(
                        Slice.of(NINE, NINE.plusSeconds(1)), Slice.of(NINE.plusSeconds(1), NINE.plusSeconds(2)));
    }
}
