package dev.rollcall.attendance.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.attendance.event.AttendanceEvent;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.EmployeeNumber;
import dev.rollcall.attendance.event.EventCategory;
import dev.rollcall.attendance.event.EventId;
import dev.rollcall.attendance.event.EventTime;
import dev.rollcall.attendance.event.PunchKind;
import dev.rollcall.attendance.event.VerifyMethod;
import dev.rollcall.attendance.event.Zones;
import dev.rollcall.attendance.identity.ContentDigest;
import dev.rollcall.attendance.identity.EventIdentity;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TalliedEventTest {

    private static final EventId THERE = EventId.of("f".repeat(32));
    private static final LocalDateTime AT = LocalDateTime.parse("2026-11-23T09:00:00");

    @Test
    void acknowledged_whatCountsThereAsItWasSent_isTheJournalsVersionUnderTheirId() {
        AttendanceEvent mine = punch("12", AT);

        assertThat(TalliedEvent.acknowledged(mine, THERE, null, null))
                .isEqualTo(new TalliedEvent(AT, new EventKey(THERE, EventIdentity.digestOf(mine))));
        assertThat(TalliedEvent.acknowledged(punch(null, AT), THERE, null, null))
                .isEqualTo(TalliedEvent.of(punch(null, AT), THERE));
        assertThat(TalliedEvent.of(mine, THERE).hour()).isEqualTo(AT);
        assertThat(TalliedEvent.acknowledged(mine, THERE, null, null).tally())
                .isEqualTo(Tally.of(THERE, EventIdentity.digestOf(mine)));
    }

    @Test
    void acknowledged_aReprintThatCountsThere_isTakenAsItCountsThere() {
        AttendanceEvent mine = punch("12", AT);
        ContentDigest there = EventIdentity.digestOf(punch("12", AT.plusHours(1)));

        assertThat(TalliedEvent.acknowledged(mine, THERE, AT.plusHours(1), there))
                .isEqualTo(new TalliedEvent(AT.plusHours(1), new EventKey(THERE, there)));
    }

    @Test
    void acknowledged_aPersonThatOnlyTheReceiverKnows_isTaken() {
        AttendanceEvent mine = punch(null, AT);
        ContentDigest there = EventIdentity.digestOf(punch("12", AT));

        assertThat(TalliedEvent.acknowledged(mine, THERE, null, there))
                .isEqualTo(new TalliedEvent(AT, new EventKey(THERE, there)));
    }

    @Test
    void acknowledged_aContradiction_staysADifference() {
        AttendanceEvent mine = punch("12", AT);
        TalliedEvent own = TalliedEvent.acknowledged(mine, THERE, null, null);

        assertThat(TalliedEvent.acknowledged(mine, THERE, null, EventIdentity.digestOf(punch("13", AT))))
                .isEqualTo(own);
        assertThat(TalliedEvent.acknowledged(
                        mine, THERE, AT.plusHours(1), EventIdentity.digestOf(punch("13", AT.plusHours(1)))))
                .isEqualTo(own);
        assertThat(TalliedEvent.acknowledged(
                        mine, THERE, AT.plusMinutes(7), EventIdentity.digestOf(punch("12", AT.plusMinutes(7)))))
                .isEqualTo(own);
    }

    private static AttendanceEvent punch(@Nullable String person, LocalDateTime at) {
        return new AttendanceEvent(
                DeviceKey.of("GA6820584"),
                7L,
                EventTime.resolve(at.toString(), at, ZoneOffset.ofHours(3), Zones.UNKNOWN, Instant.EPOCH),
                5,
                75,
                person == null ? null : EmployeeNumber.of(person),
                "4711",
                null,
                PunchKind.UNSPECIFIED,
                VerifyMethod.UNKNOWN,
                1,
                1,
                EventCategory.PERSON);
    }
}
