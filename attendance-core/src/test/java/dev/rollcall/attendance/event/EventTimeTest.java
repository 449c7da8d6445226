package dev.rollcall.attendance.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventTimeTest {

    private static final Instant SEEN_AT = Instant.parse("2026-11-24T00:00:00Z");
    private static final DeviceZone COLOMBO = DeviceZone.parse("Asia/Colombo");
    private static final DeviceZone BERLIN = DeviceZone.parse("Europe/Berlin");

    @Test
    void resolve_usesTheConfiguredZone_first() {
        EventTime time = resolve("2026-11-23T09:00:00", "+05:30", new Zones(COLOMBO, BERLIN));

        assertThat(time.occurredAt()).isEqualTo(Instant.parse("2026-11-23T03:30:00Z"));
        assertThat(time.zone()).isEqualTo("Asia/Colombo");
        assertThat(time.quality()).isEqualTo(TimeQuality.GOOD);
    }

    @Test
    void resolve_flagsAPrintedOffsetThatTheConfiguredZoneNeverHad() {
        EventTime time = resolve("2026-11-23T09:00:00", "+08:00", Zones.configured(COLOMBO));

        assertThat(time.occurredAt()).isEqualTo(Instant.parse("2026-11-23T03:30:00Z"));
        assertThat(time.quality()).isEqualTo(TimeQuality.OFFSET_DISAGREES);
        assertThat(time.printedOffset()).isEqualTo(ZoneOffset.ofHours(8));
    }

    @Test
    void resolve_usesTheDevicesOwnZone_whenItsOffsetAgrees() {
        EventTime time = resolve("2026-11-23T09:00:00", "+05:30", Zones.reported(COLOMBO));

        assertThat(time.occurredAt()).isEqualTo(Instant.parse("2026-11-23T03:30:00Z"));
        assertThat(time.quality()).isEqualTo(TimeQuality.GOOD);
    }

    @Test
    void resolve_fallsBackToThePrintedOffset_flagged_whenTheDevicesZoneDisagrees() {
        EventTime time = resolve("2026-11-23T09:00:00", "+08:00", Zones.reported(COLOMBO));

        assertThat(time.occurredAt()).isEqualTo(Instant.parse("2026-11-23T01:00:00Z"));
        assertThat(time.zone()).isNull();
        assertThat(time.quality()).isEqualTo(TimeQuality.OFFSET_DISAGREES);
    }

    @Test
    void resolve_usesTheDevicesOwnZone_whenNoOffsetIsPrinted() {
        EventTime time = resolve("2026-11-23T09:00:00", null, Zones.reported(COLOMBO));

        assertThat(time.occurredAt()).isEqualTo(Instant.parse("2026-11-23T03:30:00Z"));
        assertThat(time.quality()).isEqualTo(TimeQuality.GOOD);
    }

    @Test
    void resolve_flagsAnOffsetWithoutAZone() {
        EventTime time = resolve("2026-11-23T09:00:00", "+05:30", Zones.UNKNOWN);

        assertThat(time.occurredAt()).isEqualTo(Instant.parse("2026-11-23T03:30:00Z"));
        assertThat(time.quality()).isEqualTo(TimeQuality.OFFSET_ONLY);
    }

    @Test
    void resolve_inventsNoInstant_whenNothingIsKnown() {
        EventTime time = resolve("2026-11-23T09:00:00", null, Zones.UNKNOWN);

        assertThat(time.occurredAt()).isNull();
        assertThat(time.quality()).isEqualTo(TimeQuality.UNRESOLVED);
        assertThat(time.wallClock()).isEqualTo(LocalDateTime.parse("2026-11-23T09:00:00"));
    }

    @Test
    void resolve_flagsTheRepeatedHour_andTakesTheEarlierInstant() {
        EventTime time = resolve("2026-10-25T02:30:00", null, Zones.configured(BERLIN));

        assertThat(time.occurredAt()).isEqualTo(Instant.parse("2026-10-25T00:30:00Z"));
        assertThat(time.quality()).isEqualTo(TimeQuality.AMBIGUOUS);
    }

    @Test
    void resolve_letsThePrintedOffsetDecideTheRepeatedHour() {
        EventTime time = resolve("2026-10-25T02:30:00", "+01:00", Zones.configured(BERLIN));

        assertThat(time.occurredAt()).isEqualTo(Instant.parse("2026-10-25T01:30:00Z"));
        assertThat(time.quality()).isEqualTo(TimeQuality.GOOD);
    }

    @Test
    void resolve_flagsTheSkippedHour() {
        EventTime time = resolve("2026-03-29T02:30:00", null, Zones.configured(BERLIN));

        assertThat(time.occurredAt()).isEqualTo(Instant.parse("2026-03-29T01:30:00Z"));
        assertThat(time.quality()).isEqualTo(TimeQuality.NONEXISTENT);
    }

    @Test
    void resolve_flagsAClockThatWasNeverSet() {
        assertThat(resolve("1970-01-01T00:03:00", "+05:30", Zones.configured(COLOMBO))
                        .quality())
                .isEqualTo(TimeQuality.IMPLAUSIBLE);
        assertThat(resolve("2026-12-25T09:00:00", "+05:30", Zones.configured(COLOMBO))
                        .quality())
                .isEqualTo(TimeQuality.IMPLAUSIBLE);
    }

    @Test
    void resolve_dropsFractionsOfASecond_butKeepsTheText() {
        EventTime time = EventTime.resolve(
                "2026-11-23 09:00:00.750",
                LocalDateTime.parse("2026-11-23T09:00:00.750"),
                null,
                Zones.configured(COLOMBO),
                SEEN_AT);

        assertThat(time.wallClock()).isEqualTo(LocalDateTime.parse("2026-11-23T09:00:00"));
        assertThat(time.raw()).isEqualTo("2026-11-23 09:00:00.750");
    }

    @Test
    void constructor_refusesAnUnresolvedTimeWithAnInstant() {
        assertThatThrownBy(() -> new EventTime(
                        "x", LocalDateTime.parse("2026-11-23T09:00:00"), null, SEEN_AT, null, TimeQuality.UNRESOLVED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'x'");
    }

    @Test
    void constructor_refusesAResolvedTimeWithoutAnInstant() {
        assertThatThrownBy(() -> new EventTime(
                        "x", LocalDateTime.parse("2026-11-23T09:00:00"), null, null, null, TimeQuality.GOOD))
                .hasMessageContaining("GOOD");
    }

    @Test
    void resolve_believesWhatIsUpToADayAhead_andTheFirstSecondOf2000() {
        assertThat(resolve("2026-11-25T03:00:00", "+03:00", Zones.UNKNOWN).quality())
                .isEqualTo(TimeQuality.OFFSET_ONLY);
        assertThat(resolve("2026-11-25T03:00:01", "+03:00", Zones.UNKNOWN).quality())
                .isEqualTo(TimeQuality.IMPLAUSIBLE);
        assertThat(resolve("2000-01-01T00:00:00", "+03:00", Zones.UNKNOWN).quality())
                .isEqualTo(TimeQuality.OFFSET_ONLY);
        assertThat(resolve("1999-12-31T23:59:59", "+03:00", Zones.UNKNOWN).quality())
                .isEqualTo(TimeQuality.IMPLAUSIBLE);
    }

    @Test
    void resolve_usesTheDevicesOwnZone_inTheRepeatedHourTheOffsetDecides() {
        assertThat(resolve("2026-10-25T02:30:00", "+01:00", Zones.reported(BERLIN))
                        .occurredAt())
                .isEqualTo(Instant.parse("2026-10-25T01:30:00Z"));
    }

    private static EventTime resolve(String wallClock, @Nullable String offset, Zones zones) {
        return EventTime.resolve(
                wallClock,
                LocalDateTime.parse(wallClock),
                offset == null ? null : ZoneOffset.of(offset),
                zones,
                SEEN_AT);
    }
}
