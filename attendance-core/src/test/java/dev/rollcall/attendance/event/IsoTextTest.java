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
}
