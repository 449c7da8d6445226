package dev.rollcall.isapi.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PosixZoneTest {

    @ParameterizedTest
    @CsvSource({
        "CST-3:00:00, +03:00",
        "CST-8:00:00, +08:00",
        "CST+4:00:00, -04:00",
        "CST-5:30:00, +05:30",
        "CST0:00:00, Z",
        "CST-05:45:00, +05:45",
        "GMT-0:00, Z"
    })
    void parse_turnsTheSignRound(String text, String offset) {
        ZoneRules rules = PosixZone.parse(text);
        assertThat(rules.isFixedOffset()).isTrue();
        assertThat(rules.getOffset(LocalDateTime.parse("2026-07-01T00:00:00")).getId())
                .isEqualTo(offset);
    }

    @ParameterizedTest
    @CsvSource({
        "'CST-1:00:00DST01:00:00,M3.5.0/02:00:00,M10.5.0/03:00:00', Europe/Berlin",
        "'CST+5:00:00DST01:00:00,M3.2.0/02:00:00,M11.1.0/02:00:00', America/New_York",
        "'CST-10:00:00DST01:00:00,M10.1.0/02:00:00,M4.1.0/03:00:00', Australia/Sydney",
        "'CST-1:00:00DST-2:00:00,M3.5.0/02:00:00,M10.5.0/03:00:00', Europe/Berlin"
    })
    void parse_followsDaylightSaving(String text, String like) {
        ZoneRules rules = PosixZone.parse(text);
        ZoneRules real = ZoneId.of(like).getRules();
        for (LocalDateTime hour = LocalDateTime.parse("2025-01-01T00:30:00");
                hour.getYear() < 2028;
                hour = hour.plusHours(1)) {
            assertThat(rules.getValidOffsets(hour)).as(text + " " + hour).isEqualTo(real.getValidOffsets(hour));
        }
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "CST",
                "Asia/Colombo",
                "CST-99:00:00",
                "CST-1:00:00DST01:00:00,M13.5.0/02:00:00,M10.5.0/03:00:00",
                "CST-1:00:00DST01:00:00,M3.5.0/25:00:00,M10.5.0/03:00:00",
                "CST-1:00:00DST01:00:00"
            })
    void parse_isNullForWhatItDoesNotUnderstand(String text) {
        assertThat(PosixZone.parse(text)).isNull();
    }

    @Test
    void ofName_knowsNamedZones() {
        assertThat(PosixZone.ofName("Asia/Shanghai"))
                .isEqualTo(ZoneId.of("Asia/Shanghai").getRules());
        assertThat(PosixZone.ofName("Nowhere/Land")).isNull();
        assertThat(PosixZone.ofName(null)).isNull();
    }
}
