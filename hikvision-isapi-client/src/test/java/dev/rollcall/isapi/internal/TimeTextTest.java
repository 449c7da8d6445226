package dev.rollcall.isapi.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TimeTextTest {

    @ParameterizedTest
    @CsvSource({
        "2026-07-06T00:33:53+03:00, 2026-07-06T00:33:53, +03:00",
        "2026-07-06T00:33:53-04:00, 2026-07-06T00:33:53, -04:00",
        "2026-07-06T00:33:53Z, 2026-07-06T00:33:53, Z",
        "2026-07-06T00:33:53+0530, 2026-07-06T00:33:53, +05:30",
        "2026-07-06T00:33:53+08, 2026-07-06T00:33:53, +08:00",
        "2026-07-06 00:33:53 +03:00, 2026-07-06T00:33:53, +03:00",
        "2026-07-06T00:33:53.125+03:00, 2026-07-06T00:33:53.125, +03:00"
    })
    void parse_readsEveryForm(String text, LocalDateTime wallClock, ZoneOffset offset) {
        assertThat(TimeText.parse(text)).isEqualTo(new TimeText(wallClock, offset));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-07-06T00:33:53",
                "2026-07-06 00:33:53",
                "2026-07-06T00:33:53+99:00",
                "2026-07-06T00:33:53 CST"
            })
    void parse_inventsNoOffset(String text) {
        assertThat(TimeText.parse(text)).isEqualTo(new TimeText(LocalDateTime.parse("2026-07-06T00:33:53"), null));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "now", "2026-02-30T00:00:00", "2026-07-06", "2026-07-06T25:00:00Z", "20260706T003353"})
    void parse_inventsNoTime(String text) {
        assertThat(TimeText.parse(text)).isNull();
    }

    @Test
    void parse_keepsNanoseconds() {
        assertThat(TimeText.parse("2026-07-06T00:33:53.0000000019Z").wallClock())
                .isEqualTo("2026-07-06T00:33:53.000000001");
    }
}
