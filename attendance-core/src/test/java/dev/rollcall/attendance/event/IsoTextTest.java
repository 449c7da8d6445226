package dev.rollcall.attendance.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The quick way against the JDK's. */
class IsoTextTest {

    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);
    private static final int[] UNITS = {1, 1, 1_000, 1_000_000};
    private static final long FROM = LocalDateTime.of(-20, 1, 1, 0, 0).toEpochSecond(ZoneOffset.UTC);
    private static final long TO = LocalDateTime.of(12_000, 1, 1, 0, 0).toEpochSecond(ZoneOffset.UTC);

    @Test
    void times_areWrittenAndReadAsTheJdkDoes() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            Instant instant = Instant.ofEpochSecond(
                    random.nextLong(FROM, TO),
                    i % 5 == 0 ? 0 : random.nextInt(1_000_000_000) / UNITS[i % 4] * UNITS[i % 4]);
            LocalDateTime wallClock = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);

            assertThat(IsoText.of(wallClock)).isEqualTo(SECOND.format(wallClock));
            assertThat(IsoText.of(instant)).isEqualTo(instant.toString());
            assertThat(IsoText.instant(instant.toString())).isEqualTo(instant);
            assertThat(IsoText.wallClock(wallClock.toString())).isEqualTo(wallClock);
            assertThat(IsoText.wallClock(SECOND.format(wallClock))).isEqualTo(wallClock.withNano(0));
        }
        assertThat(IsoText.of(Instant.MAX)).isEqualTo(Instant.MAX.toString());
        assertThat(IsoText.of(Instant.MIN)).isEqualTo(Instant.MIN.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2016-12-31T23:59:60Z",
                "2026-01-31T24:00:00Z",
                "2026-01-31T12:00:00+05:30",
                "2026-01-31T12:00:00.5Z"
            })
    void unusualInstant_isReadAsTheJdkDoes(String text) {
        assertThat(IsoText.instant(text)).isEqualTo(Instant.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2026-02-30T12:00:00", "2026-01-31T24:01:00", "2026-01-31 12:00:00", "2026-01-31T12:00:6x", ""})
    void whatIsNoTime_isRefused(String text) {
        assertThatThrownBy(() -> IsoText.wallClock(text)).isInstanceOf(DateTimeException.class);
        assertThatThrownBy(() -> IsoText.instant(text + "Z")).isInstanceOf(DateTimeException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-31T12:00:00Z",
                "0000-00-00T00:00:00Z",
                "9999-99-99T19:59:59Z",
                "2026-01-31T23:59:59.1Z",
                "2026-01-31T23:59:59.05Z",
                "2026-01-31T23:59:59.123456789Z"
            })
    void usualInstant_isReadDigitByDigit(String text) {
        assertThat(IsoText.isUsualInstant(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Z",
                "2026-01-31T12:00Z",
                "2026-01-31T12:00:0Z",
                "2026-01-31T12:00:00",
                "2026-01-31T12:00:00.Z",
                "2026-01-31T12:00:00z",
                "2026-01-31T12:00:00.1z",
                "2026-01-31T12:00:00:1Z",
                "2026-01-31T12:00:00.1234567890Z",
                "2026-01-31T12:00:00.12/Z",
                "2026-01-31T12:00:00.12:Z",
                "2026-01-31T24:00:00Z",
                "2026-01-31T23:59:60Z"
            })
    void unusualInstant_isLeftToTheJdk(String text) {
        assertThat(IsoText.isUsualInstant(text)).isFalse();
    }

    @Test
    void usualWallClock_isReadDigitByDigit_andNothingThatDiffersInOnePlace() {
        String text = "2026-01-31T12:00:00";

        assertThat(IsoText.isUsualWallClock(text)).isTrue();
        assertThat(IsoText.isUsualWallClock("9999-99-99T99:99:99"))
                .as("digits of any height")
                .isTrue();
        assertThat(IsoText.isUsualWallClock(text + ".5")).isFalse();
        for (int at = 0; at < text.length(); at++) {
            for (char wrong : new char[] {'/', ':', '-', 'T', '.'}) {
                String other = text.substring(0, at) + wrong + text.substring(at + 1);
                assertThat(IsoText.isUsualWallClock(other)).as(other).isEqualTo(other.equals(text));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-999999-06-15T12:00:00.5Z", "-10000-01-01T00:00:00Z", "+999999-06-15T12:00:00.000001Z"})
    void timesFarAway_areWrittenAsTheJdkDoes(String text) {
        Instant instant = Instant.parse(text);

        assertThat(IsoText.of(instant)).isEqualTo(instant.toString());
    }
}
