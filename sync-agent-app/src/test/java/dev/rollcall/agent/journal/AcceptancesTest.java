package dev.rollcall.agent.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.rollcall.attendance.window.LostTime;
import dev.rollcall.attendance.window.SerialGap;
import dev.rollcall.attendance.window.SerialGap.Kind;
import dev.rollcall.attendance.window.SerialRange;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is accepted lies over what is known of losses, which may be more or less by now. */
class AcceptancesTest {

    private static final Instant NOTICED = Instant.parse("2026-11-23T04:00:00Z");
    private static final LocalDateTime MORNING = LocalDateTime.parse("2026-11-20T08:00:00");
    private static final Acceptance JAN = new Acceptance(NOTICED.plusSeconds(60), "jan", "asked");
    private static final Acceptance ANN = new Acceptance(NOTICED.plusSeconds(90), "ann", "asked again");

    @Test
    void gapThatIsAcceptedInPart_isToldInParts() {
        Acceptances accepted = new Acceptances(List.of(
                AcceptedLoss.of(gap(4, 6, Kind.OVERWRITTEN), JAN), AcceptedLoss.of(gap(6, 7, Kind.OVERWRITTEN), ANN)));

        assertThat(accepted.ofGaps(List.of(gap(5, 9, Kind.OVERWRITTEN))))
                .containsExactly(
                        new Judged<>(gap(5, 5, Kind.OVERWRITTEN), JAN),
                        new Judged<>(gap(6, 7, Kind.OVERWRITTEN), ANN),
                        new Judged<>(gap(8, 9, Kind.OVERWRITTEN), null));
        assertThat(accepted.open(List.of(gap(5, 9, Kind.OVERWRITTEN)))).containsExactly(gap(8, 9, Kind.OVERWRITTEN));
    }

    /** Overwritten and read elsewhere, or never there: then there is nothing to accept, whatever was accepted before. */
    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"ABSENT", "ELSEWHERE"})
    void gapThatTurnsOutToBeNoLoss_isToldAsThat(Kind kind) {
        Acceptances accepted = new Acceptances(List.of(AcceptedLoss.of(gap(5, 9, Kind.DELETED), JAN)));

        assertThat(accepted.ofGaps(List.of(gap(5, 9, kind)))).containsExactly(new Judged<>(gap(5, 9, kind), null));
        assertThat(accepted.open(List.of(gap(5, 9, kind)))).isEmpty();
        assertThat(accepted.open(List.of(gap(5, 9, Kind.OVERWRITTEN))))
                .as("of another kind")
                .isEmpty();
    }

    @Test
    void gapThatWasNoticedAtAnotherTime_isAnother() {
        SerialGap other = new SerialGap(new SerialRange(5, 9), null, null, Kind.OVERWRITTEN, NOTICED.plusSeconds(1));
        Acceptances accepted = new Acceptances(List.of(AcceptedLoss.of(gap(5, 9, Kind.OVERWRITTEN), JAN)));

        assertThat(accepted.open(List.of(other))).containsExactly(other);
        assertThat(accepted.openTimes(List.of(time(8, 9)))).as("no time").hasSize(1);
    }

    @Test
    void timeThatIsAccepted_isAcceptedAsFarAsItWasKnown() {
        Acceptances accepted = new Acceptances(List.of(AcceptedLoss.of(time(9, 12), JAN)));

        assertThat(accepted.openTimes(List.of(time(9, 12), time(10, 11)))).isEmpty();
        assertThat(accepted.ofTimes(List.of(time(8, 14))))
                .containsExactly(
                        new Judged<>(time(8, 9), null),
                        new Judged<>(time(9, 12), JAN),
                        new Judged<>(time(12, 14), null));
        assertThat(accepted.ofTimes(List.of(time(9, null))))
                .as("the log shows nothing once more")
                .containsExactly(new Judged<>(time(9, 12), JAN), new Judged<>(time(12, null), null));
        assertThat(accepted.openTimes(List.of(time(7, 9), time(12, 13), time(13, null))))
                .hasSize(3);
        assertThat(accepted.openTimes(List.of(time(9, 9)))).as("a second alone").isEmpty();
    }

    @Test
    void ofTwoThatAcceptTheSameTime_theLastOneCounts() {
        Acceptances accepted =
                new Acceptances(List.of(AcceptedLoss.of(time(9, 12), JAN), AcceptedLoss.of(time(11, 13), ANN)));

        assertThat(accepted.ofTimes(List.of(time(9, 14))))
                .extracting(part -> part.loss().notBefore(), Judged::acceptance)
                .containsExactly(tuple(hour(9), JAN), tuple(hour(11), ANN), tuple(hour(13), null));
    }

    private static SerialGap gap(long first, long last, Kind kind) {
        return new SerialGap(new SerialRange(first, last), MORNING, MORNING.plusHours(1), kind, NOTICED);
    }

    private static LostTime time(int from, @Nullable Integer to) {
        return new LostTime(hour(from), to == null ? null : hour(to), NOTICED);
    }

    private static LocalDateTime hour(int hour) {
        return MORNING.withHour(hour);
    }
}
