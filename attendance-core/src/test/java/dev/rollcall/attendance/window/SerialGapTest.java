package dev.rollcall.attendance.window;

import static dev.rollcall.attendance.window.SerialGap.Kind.DELETED;
import static dev.rollcall.attendance.window.SerialGap.Kind.ELSEWHERE;
import static dev.rollcall.attendance.window.SerialGap.Kind.OVERWRITTEN;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SerialGapTest {

    private static final LocalDateTime BEFORE = LocalDateTime.parse("2026-11-23T09:00:00");
    private static final LocalDateTime AFTER = LocalDateTime.parse("2026-11-25T09:00:00");
    private static final Instant NOTICED = Instant.parse("2026-11-26T09:00:00Z");

    @Test
    void kinds_tellWhatIsLost_andWhatTheDeviceCanShowNoMore() {
        assertThat(Stream.of(SerialGap.Kind.values())
                        .filter(kind -> gap(5, 9, kind).isLost()))
                .containsExactly(OVERWRITTEN, DELETED);
        assertThat(Stream.of(SerialGap.Kind.values())
                        .filter(kind -> gap(5, 9, kind).isOver()))
                .containsExactly(OVERWRITTEN, ELSEWHERE);
    }

    @Test
    void eventOfAGap_hasItsNumber_andATimeThatAnyOffsetMayPrint() {
        SerialGap gap = gap(5, 9, OVERWRITTEN);

        assertThat(gap.mayHold(5, BEFORE)).isTrue();
        assertThat(gap.mayHold(9, AFTER.plusHours(20))).isTrue();
        assertThat(gap.mayHold(5, BEFORE.minusHours(20))).isTrue();
        assertThat(gap.mayHold(4, BEFORE)).isFalse();
        assertThat(gap.mayHold(5, BEFORE.minusDays(3))).isFalse();
        assertThat(gap.mayHold(9, AFTER.plusDays(3))).isFalse();
        assertThat(unbounded(null, AFTER).mayHold(5, BEFORE.minusYears(3))).isTrue();
        assertThat(unbounded(BEFORE, null).mayHold(5, AFTER.plusYears(3))).isTrue();
    }

    @Test
    void gap_isPartedByWhatIsElsewhere_andBecomesWholeAgainInItsParts() {
        List<SerialGap> parts = gap(5, 9, OVERWRITTEN).parted(SerialSet.of(List.of(4L, 6L, 7L, 10L)));

        assertThat(parts).containsExactly(gap(5, 5, OVERWRITTEN), gap(6, 7, ELSEWHERE), gap(8, 9, OVERWRITTEN));
        assertThat(parts.get(1).parted(SerialSet.EMPTY)).containsExactly(gap(6, 7, OVERWRITTEN));
        assertThat(gap(5, 9, OVERWRITTEN).parted(SerialSet.EMPTY)).containsExactly(gap(5, 9, OVERWRITTEN));
        assertThat(gap(5, 9, ELSEWHERE).parted(SerialSet.of(List.of(5L, 6L, 7L, 8L, 9L))))
                .containsExactly(gap(5, 9, ELSEWHERE));
    }

    @Test
    void partsOfAGap_areThoseOfItsOwnNumbers() {
        assertThat(gap(5, 9, DELETED).among(SerialSet.of(List.of(4L, 5L, 6L, 9L, 10L))))
                .containsExactly(gap(5, 6, DELETED), gap(9, 9, DELETED));
        assertThat(gap(5, 9, DELETED).among(SerialSet.EMPTY)).isEmpty();
    }

    private static SerialGap gap(long first, long last, SerialGap.Kind kind) {
        return new SerialGap(new SerialRange(first, last), BEFORE, AFTER, kind, NOTICED);
    }

    private static SerialGap unbounded(@Nullable LocalDateTime from, @Nullable LocalDateTime to) {
        return new SerialGap(new SerialRange(5, 9), from, to, OVERWRITTEN, NOTICED);
    }
}
