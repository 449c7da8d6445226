package dev.rollcall.agent.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;

/** What is known of a record's time only ever becomes better, and never says more than is known. */
class TimeBoundsTest {

    private static final LocalDateTime NOON = LocalDate.of(2026, 11, 23).atTime(12, 0);

    @Test
    void seenTwice_itWasInBothPieces() {
        TimeBounds wide = TimeBounds.within(NOON, NOON.plusHours(9));
        TimeBounds other = TimeBounds.within(NOON.minusHours(9), NOON.plusHours(1));

        assertThat(wide.narrowedBy(other))
                .isEqualTo(other.narrowedBy(wide))
                .isEqualTo(TimeBounds.within(NOON, NOON.plusHours(1)));
        assertThat(wide.narrowedBy(TimeBounds.UNKNOWN)).isEqualTo(wide);
        assertThat(TimeBounds.UNKNOWN.narrowedBy(wide)).isEqualTo(wide);
        assertThat(new TimeBounds(NOON, null).narrowedBy(other)).isEqualTo(TimeBounds.within(NOON, NOON.plusHours(1)));
    }

    @Test
    void whatCannotBeBoth_isEither() {
        TimeBounds today = TimeBounds.within(NOON, NOON.plusHours(9));
        TimeBounds yesterday = TimeBounds.within(NOON.minusDays(1), NOON.minusHours(20));

        assertThat(today.narrowedBy(yesterday))
                .isEqualTo(yesterday.narrowedBy(today))
                .isEqualTo(TimeBounds.within(NOON.minusDays(1), NOON.plusHours(9)));
        assertThat(new TimeBounds(NOON, null).narrowedBy(yesterday)).isEqualTo(new TimeBounds(NOON.minusDays(1), null));
    }

    @Test
    void ownTime_isBelievedBeforeAnyPlace() {
        TimeBounds day = TimeBounds.within(NOON.minusDays(1), NOON.plusDays(1));

        assertThat(day.narrowedBy(TimeBounds.at(NOON))).isEqualTo(TimeBounds.at(NOON));
        assertThat(TimeBounds.at(NOON).narrowedBy(day)).isEqualTo(TimeBounds.at(NOON));
        assertThat(TimeBounds.at(NOON).isKnown()).isTrue();
    }

    @Test
    void piece_isTouchedBySecondsWithinIt_andByWhatMayHaveBeenAnywhere() {
        TimeBounds morning = TimeBounds.within(NOON.minusHours(12), NOON);

        assertThat(morning.touches(NOON.minusHours(1), NOON)).isTrue();
        assertThat(morning.touches(NOON, NOON.plusHours(1))).isFalse();
        assertThat(morning.touches(NOON.minusHours(14), NOON.minusHours(12))).isFalse();
        assertThat(TimeBounds.UNKNOWN.touches(NOON, NOON.plusSeconds(1))).isTrue();
        assertThat(new TimeBounds(NOON, null).touches(NOON.minusHours(1), NOON)).isFalse();
    }
}
