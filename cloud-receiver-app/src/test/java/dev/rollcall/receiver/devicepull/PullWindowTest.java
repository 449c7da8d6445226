package dev.rollcall.receiver.devicepull;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.attendance.event.DeviceZone;
import dev.rollcall.isapi.system.DeviceTime;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A window in UTC on a terminal's own clock. */
class PullWindowTest {

    private static final Instant FROM = Instant.parse("2026-11-23T04:00:00Z");
    private static final Instant TO = Instant.parse("2026-11-23T09:00:00Z");
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private static DeviceTime clock(String shows, @Nullable String offset, @Nullable String zone) {
        return new DeviceTime(
                "manual",
                shows,
                LocalDateTime.parse(shows),
                offset == null ? null : ZoneOffset.of(offset),
                zone,
                zone == null ? null : DeviceTime.rulesOf(zone),
                Map.of());
    }

    private static String window(DeviceTime clock, @Nullable String zone) {
        PullWindow window = PullWindow.of(FROM, TO, clock, zone == null ? null : DeviceZone.parse(zone), NOW);
        return window.start() + " " + window.end();
    }

    @Test
    void rightClock_showsTheSameMomentsInItsOwnZone() {
        assertThat(window(clock("2026-11-23T17:30:00", "+05:30", "CST-5:30:00"), null))
                .isEqualTo("2026-11-23T09:30+05:30 2026-11-23T14:30+05:30");
    }

    @Test
    void clockThatIsAhead_orBehind_widensTheWindowByAsMuch() {
        assertThat(window(clock("2026-11-23T17:40:00", "+05:30", null), null))
                .isEqualTo("2026-11-23T09:30+05:30 2026-11-23T14:40+05:30");
        assertThat(window(clock("2026-11-23T17:20:00", "+05:30", null), null))
                .isEqualTo("2026-11-23T09:20+05:30 2026-11-23T14:30+05:30");
    }

    @Test
    void zoneThatWasSet_readsTheDigits_andThePrintedOffsetStaysBesideThem() {
        assertThat(window(clock("2026-11-23T17:30:00", "+08:00", "CST-8:00:00"), "Asia/Colombo"))
                .isEqualTo("2026-11-23T09:30+08:00 2026-11-23T14:30+08:00");
    }

    @Test
    void clockOfUnknownZone_isAskedForAnyZonesDigits() {
        assertThat(window(clock("2026-11-24T17:30:00", null, null), null))
                .isEqualTo("2026-11-22T14:00Z 2026-11-23T23:00Z");
    }

    @Test
    void window_neverPassesWhatTheClockShows() {
        PullWindow window =
                PullWindow.of(FROM, NOW.plusSeconds(3600), clock("2026-11-23T17:30:00", "+05:30", null), null, NOW);

        assertThat(window.end()).isEqualTo("2026-11-23T17:30+05:30");
        assertThat(PullWindow.of(
                                NOW.plusSeconds(60),
                                NOW.plusSeconds(90),
                                clock("2026-11-23T17:30:00", "+05:30", null),
                                null,
                                NOW)
                        .isEmpty())
                .isTrue();
    }
}
