package dev.rollcall.attendance.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttendanceEventTest {

    private static final DeviceKey DEVICE = DeviceKey.of("GA6820584");
    private static final LocalDateTime AT = LocalDateTime.parse("2026-11-23T09:00:00");
    private static final AttendanceEvent FULL = new AttendanceEvent(
            DEVICE,
            173L,
            time(AT),
            5,
            75,
            EmployeeNumber.of("00012"),
            "4711",
            "Nimal",
            PunchKind.CHECK_IN,
            VerifyMethod.FACE,
            1,
            2,
            EventCategory.PERSON);
    private static final AttendanceEvent BARE = event(null, null, PunchKind.NOT_A_PUNCH, EventCategory.OTHER);

    @ParameterizedTest
    @CsvSource({"12, 4711, true", "12, , true", ", 4711, true", ", , false"})
    void namesSomebody_byNumberOrByCard(@Nullable String person, @Nullable String card, boolean names) {
        assertThat(event(person, card, PunchKind.UNSPECIFIED, EventCategory.OTHER)
                        .namesSomebody())
                .isEqualTo(names);
    }

    @Test
    void filledFrom_takesEverythingItLacks() {
        assertThat(BARE.filledFrom(FULL)).isEqualTo(FULL);
    }

    @Test
    void filledFrom_replacesNothingItHas() {
        AttendanceEvent other = new AttendanceEvent(
                DEVICE,
                174L,
                time(AT.plusHours(1)),
                2,
                1024,
                EmployeeNumber.of("13"),
                "4712",
                "Kamal",
                PunchKind.CHECK_OUT,
                VerifyMethod.CARD,
                3,
                4,
                EventCategory.DOOR);

        assertThat(FULL.filledFrom(other)).isEqualTo(FULL);
        assertThat(FULL.filledFrom(BARE)).isEqualTo(FULL);
    }

    @Test
    void filledFrom_takesADirection_whereItHasAPersonWithoutOne() {
        AttendanceEvent undirected = event("00012", null, PunchKind.UNSPECIFIED, EventCategory.PERSON);

        assertThat(undirected.filledFrom(FULL).kind()).isEqualTo(PunchKind.CHECK_IN);
    }

    @Test
    void filledFrom_takesNoDirectionFromWhatNamesNobody() {
        AttendanceEvent undirected = event("00012", null, PunchKind.UNSPECIFIED, EventCategory.PERSON);

        assertThat(undirected.filledFrom(BARE).kind()).isEqualTo(PunchKind.UNSPECIFIED);
    }

    @Test
    void filledFrom_isNoPunch_whileNeitherNamesAnybody() {
        AttendanceEvent door = event(null, null, PunchKind.UNSPECIFIED, EventCategory.DOOR);

        assertThat(BARE.filledFrom(door).kind()).isEqualTo(PunchKind.NOT_A_PUNCH);
        assertThat(BARE.filledFrom(door).category()).isEqualTo(EventCategory.OTHER);
    }

    @Test
    void filledFrom_isAboutAPerson_onceACardIsKnown() {
        AttendanceEvent denied = event(null, "4711", PunchKind.DENIED, EventCategory.PERSON);

        AttendanceEvent filled = BARE.filledFrom(denied);

        assertThat(filled.kind()).isEqualTo(PunchKind.DENIED);
        assertThat(filled.category()).isEqualTo(EventCategory.PERSON);
    }

    @Test
    void filledFrom_keepsARefusal_ofAPersonItKnows() {
        AttendanceEvent denied = event("00012", null, PunchKind.DENIED, EventCategory.PERSON);

        assertThat(denied.filledFrom(FULL).kind()).isEqualTo(PunchKind.DENIED);
    }

    @Test
    void printedAt_movesTheWallClockAlone() {
        AttendanceEvent moved = FULL.printedAt(AT.plusHours(1));

        assertThat(moved.time().wallClock()).isEqualTo(AT.plusHours(1));
        assertThat(moved.time().occurredAt()).isEqualTo(FULL.time().occurredAt());
        assertThat(moved.printedAt(AT)).isEqualTo(FULL);
    }

    private static AttendanceEvent event(
            @Nullable String person, @Nullable String card, PunchKind kind, EventCategory category) {
        return new AttendanceEvent(
                DEVICE,
                null,
                time(AT),
                5,
                75,
                person == null ? null : EmployeeNumber.of(person),
                card,
                null,
                kind,
                VerifyMethod.UNKNOWN,
                null,
                null,
                category);
    }

    private static EventTime time(LocalDateTime at) {
        return EventTime.resolve(
                at.toString(), at, ZoneOffset.ofHours(3), Zones.UNKNOWN, Instant.parse("2026-11-24T00:00:00Z"));
    }
}
