package dev.rollcall.attendance.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class LostTimeTest {

    private static final Instant NOW = Instant.parse("2026-11-23T04:00:00Z");
    private static final LocalDateTime FRIDAY = LocalDateTime.of(2026, 11, 20, 17, 0);
    private static final LocalDateTime MONDAY = LocalDateTime.of(2026, 11, 23, 8, 0);
    private static final LostTime LOST = new LostTime(FRIDAY, MONDAY, NOW);
    private static final LostTime OPEN = new LostTime(FRIDAY, null, NOW);

    @Test
    void eventMayBeLost_betweenTheTimesThatAreKnown() {
        LocalDateTime from = LocalDateTime.parse("2026-11-23T09:00:00");
        LostTime closed = new LostTime(from, from.plusHours(5), Instant.EPOCH);
        LostTime open = new LostTime(from, null, Instant.EPOCH);

        assertThat(closed.covers(from)).isTrue();
        assertThat(closed.covers(from.plusHours(5))).isTrue();
        assertThat(closed.covers(from.minusSeconds(1))).isFalse();
        assertThat(closed.covers(from.plusHours(6))).isFalse();
        assertThat(open.covers(from.plusYears(1))).isTrue();
    }

    @Test
    void logThatHoldsWhatItHeld_hasLostNothing() {
        assertThat(LostTime.after(List.of(), new LostTime.Held(), NOW)).isEmpty();
        assertThat(LostTime.after(List.of(LOST), new LostTime.Held(), NOW)).containsExactly(LOST);
    }

    @Test
    void logThatBeganAnew_hasLostTheTimeSinceTheLastKnownEvent() {
        assertThat(LostTime.after(List.of(), new LostTime.Begun(FRIDAY, MONDAY), NOW))
                .containsExactly(LOST);
    }

    @Test
    void lossThatIsNoticedAgain_isOne() {
        assertThat(LostTime.after(List.of(LOST), new LostTime.Begun(FRIDAY, MONDAY), NOW.plusSeconds(60)))
                .containsExactly(LOST);
        assertThat(LostTime.after(List.of(LOST), new LostTime.Begun(FRIDAY, MONDAY.plusHours(1)), NOW))
                .containsExactly(new LostTime(FRIDAY, MONDAY.plusHours(1), NOW));
    }

    @Test
    void lossAfterAnother_isAnother() {
        LocalDateTime later = MONDAY.plusDays(1);

        assertThat(LostTime.after(List.of(LOST), new LostTime.Begun(later, later.plusHours(1)), NOW))
                .containsExactly(LOST, new LostTime(later, later.plusHours(1), NOW));
    }

    @Test
    void clockThatWasSetBack_turnsNothingRound() {
        assertThat(LostTime.after(List.of(), new LostTime.Begun(MONDAY, FRIDAY), NOW))
                .containsExactly(LOST);
    }

    @Test
    void logThatShowsNothing_mayHaveLostWhatCameSince_untilItShowsAnything() {
        List<LostTime> open = LostTime.after(List.of(), new LostTime.Nothing(FRIDAY), NOW);
        assertThat(open).containsExactly(OPEN);
        assertThat(LostTime.after(open, new LostTime.Nothing(MONDAY), NOW)).isEqualTo(open);

        assertThat(LostTime.after(open, new LostTime.Held(), NOW)).isEmpty();
        assertThat(LostTime.after(open, new LostTime.Begun(FRIDAY.plusHours(60), MONDAY), NOW))
                .containsExactly(LOST);
    }
}
