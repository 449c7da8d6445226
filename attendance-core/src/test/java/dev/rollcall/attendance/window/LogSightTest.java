package dev.rollcall.attendance.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;

class LogSightTest {

    private static final Anchor KNOWN = new Anchor(173, LocalDateTime.parse("2026-11-23T09:00:00"));

    @Test
    void newest_isTheHighestSerial_whateverTheOrder() {
        LogSight sight = LogSight.from(null).with(row(16, 10)).with(row(15, 12)).with(row(14, 13));

        assertThat(sight.newest()).isEqualTo(row(16, 10));
        assertThat(sight.showsReset()).isFalse();
    }

    @Test
    void showsReset_isFalse_whenTheKnownSerialComesBackUnchanged() {
        assertThat(LogSight.from(KNOWN).with(KNOWN).with(row(174, 10)).showsReset())
                .isFalse();
        assertThat(LogSight.from(KNOWN)
                        .with(KNOWN)
                        .with(new Anchor(174, KNOWN.wallClock().plusSeconds(7)))
                        .showsReset())
                .isFalse();
    }

    @Test
    void showsReset_isFalse_forAnEmptyAnswer() {
        assertThat(LogSight.from(KNOWN).showsReset()).isFalse();
    }

    @Test
    void showsReset_isTrue_whenTheKnownSerialNamesAnotherTime() {
        assertThat(LogSight.from(KNOWN)
                        .with(new Anchor(173, KNOWN.wallClock().plusDays(14).plusSeconds(7)))
                        .showsReset())
                .isTrue();
    }

    @Test
    void showsReset_isFalse_forAReprint() {
        assertThat(LogSight.from(KNOWN)
                        .with(new Anchor(173, KNOWN.wallClock().plusHours(1)))
                        .showsReset())
                .isFalse();
    }

    @Test
    void showsReset_isTrue_whenNewerRowsHaveLowerSerials() {
        assertThat(LogSight.from(KNOWN).with(row(1, 10)).with(row(2, 11)).showsReset())
                .isTrue();
    }

    @Test
    void showsReset_isFalse_forOldRowsOfTheOverlap() {
        assertThat(LogSight.from(KNOWN).with(row(171, 7)).with(row(172, 8)).showsReset())
                .isFalse();
    }

    @Test
    void proof_reachesFromTheLowestToTheHighestSerial_whateverTheOrder() {
        assertThat(LogSight.from(null).proof()).isNull();
        assertThat(LogSight.from(KNOWN).newest()).isNull();
        assertThat(LogSight.from(null)
                        .with(row(15, 12))
                        .with(row(17, 14))
                        .with(row(14, 11))
                        .with(row(16, 13))
                        .proof())
                .isEqualTo(new LogProof(row(14, 11), row(17, 14)));
    }

    @Test
    void proof_keepsTheFirstOfTwoRowsWithOneSerial() {
        assertThat(LogSight.from(null).with(row(15, 12)).with(row(15, 13)).proof())
                .isEqualTo(new LogProof(row(15, 12), row(15, 12)));
    }

    @Test
    void showsReset_isTrue_whateverFollowsTheFirstSign() {
        assertThat(LogSight.from(KNOWN).with(row(2, 11)).with(row(1, 7)).showsReset())
                .isTrue();
        assertThat(LogSight.from(KNOWN)
                        .with(new Anchor(173, KNOWN.wallClock().plusSeconds(7)))
                        .with(KNOWN)
                        .with(row(174, 10))
                        .showsReset())
                .isTrue();
    }

    @Test
    void showsReset_isFalse_forARowOfTheSameSecond() {
        assertThat(LogSight.from(KNOWN).with(row(172, 9)).showsReset()).isFalse();
    }

    private static Anchor row(long serial, int hour) {
        return new Anchor(serial, LocalDateTime.of(2026, 11, 23, hour, 0));
    }
}
