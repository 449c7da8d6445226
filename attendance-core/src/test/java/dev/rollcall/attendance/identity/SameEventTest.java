package dev.rollcall.attendance.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class SameEventTest {

    private final Events punch = Events.punch();

    @Test
    void relate_isSameId_forTheSameObservation() {
        assertRelated(punch, punch, Relation.SAME_ID);
    }

    @Test
    void relate_isSerialMissing_whenOneChannelLacksTheSerial() {
        assertRelated(punch, punch.serial(null), Relation.SERIAL_MISSING);
        assertRelated(punch, punch.serial(null).reader(null), Relation.SERIAL_MISSING);
    }

    @Test
    void relate_isDifferent_whenSerialIsMissingAndSomethingElseDiffers() {
        assertRelated(punch, punch.serial(null).at("2026-11-23T09:00:01"), Relation.DIFFERENT);
        assertRelated(punch, punch.serial(null).code(5, 38), Relation.DIFFERENT);
        assertRelated(punch, punch.serial(null).code(4, 75), Relation.DIFFERENT);
        assertRelated(punch, punch.serial(null).person("00013"), Relation.DIFFERENT);
        assertRelated(punch, punch.serial(null).person(null), Relation.DIFFERENT);
        assertRelated(punch, punch.serial(null).door(2), Relation.DIFFERENT);
        assertRelated(punch, punch.serial(null).device("FY0597362"), Relation.DIFFERENT);
    }

    @Test
    void relate_comparesCards_whenNoPersonIsNamedOnOneSide() {
        Events card = punch.code(5, 1).person(null).card("77");

        assertRelated(card, card.serial(null), Relation.SERIAL_MISSING);
        assertRelated(card.person("5"), card.serial(null), Relation.SERIAL_MISSING);
        assertRelated(card, card.serial(null).card("78"), Relation.DIFFERENT);
    }

    @Test
    void relate_takesEmptyAndZeroPersonsForAbsent() {
        Events door = punch.code(5, 22).person(null);

        assertRelated(door, door.serial(null).person("0"), Relation.SERIAL_MISSING);
        assertRelated(door, door.serial(null).card(" "), Relation.SERIAL_MISSING);
        assertRelated(door.door(null), door.serial(null).door(0), Relation.SERIAL_MISSING);
    }

    @Test
    void relate_isReprint_underAnotherOffset() {
        assertRelated(punch, punch.at("2026-11-23T10:00:00"), Relation.REPRINT);
        assertRelated(punch, punch.at("2026-11-23T08:45:00"), Relation.REPRINT);
        assertRelated(punch, punch.at("2026-11-24T11:00:00"), Relation.REPRINT);
    }

    @Test
    void relate_isDifferent_whenTheShiftIsNoZoneChange() {
        assertRelated(punch, punch.at("2026-11-23T09:00:01"), Relation.DIFFERENT);
        assertRelated(punch, punch.at("2026-11-23T09:20:00"), Relation.DIFFERENT);
        assertRelated(punch, punch.at("2026-11-24T11:15:00"), Relation.DIFFERENT);
        assertRelated(punch, punch.at("2026-11-23T10:00:00").person("00013"), Relation.DIFFERENT);
        assertRelated(punch, punch.at("2026-11-23T10:00:00").code(5, 38), Relation.DIFFERENT);
        assertRelated(punch, punch.at("2026-11-23T10:00:00").serial(174L), Relation.DIFFERENT);
    }

    @Test
    void relate_isDifferent_whenTheSerialRestarted() {
        assertRelated(punch, punch.at("2026-12-07T11:13:52"), Relation.DIFFERENT);
    }

    @Test
    void relate_isDifferent_forTwoSerialsInOneSecond() {
        assertRelated(punch, punch.serial(174L), Relation.DIFFERENT);
    }

    @Test
    void digestOf_takesEmptyZeroAndAbsentForEqual() {
        Events door = punch.person(null);

        assertThat(EventIdentity.digestOf(door.person("0").build())).isEqualTo(EventIdentity.digestOf(door.build()));
        assertThat(EventIdentity.digestOf(punch.build())).isNotEqualTo(EventIdentity.digestOf(door.build()));
        assertThat(EventIdentity.digestOf(punch.build()).hex()).isEqualTo("3d09e06b76916e34b1553027b23ad71b");
        assertThat(EventIdentity.digestOf(door.build()).hex()).isEqualTo("ee09e81e2b706b225cc7c0931807b69e");
    }

    @Test
    void contradict_isFalse_forAFieldThatOneSideLacks() {
        assertThat(EventIdentity.contradict(punch.build(), punch.person(null).build()))
                .isFalse();
        assertThat(EventIdentity.contradict(punch.person(null).build(), punch.build()))
                .isFalse();
    }

    @Test
    void contradict_isTrue_forAnotherPerson() {
        assertThat(EventIdentity.contradict(punch.build(), punch.person("12").build()))
                .isTrue();
    }

    @Test
    void contradict_isFalse_forAReprint() {
        assertThat(EventIdentity.contradict(
                        punch.build(), punch.at("2026-11-23T10:00:00").build()))
                .isFalse();
    }

    @Test
    void contradict_isTrue_forAnotherSecond_andForAnotherCode() {
        assertThat(EventIdentity.contradict(
                        punch.build(), punch.at("2026-11-23T09:00:01").build()))
                .isTrue();
        assertThat(EventIdentity.contradict(punch.build(), punch.code(4, 75).build()))
                .isTrue();
        assertThat(EventIdentity.contradict(punch.build(), punch.code(5, 76).build()))
                .isTrue();
        assertThat(EventIdentity.contradict(punch.build(), punch.build())).isFalse();
    }

    @Test
    void contradict_isTrue_forAnotherHour_whereNoSerialShowsAReprint() {
        assertThat(EventIdentity.contradict(
                        punch.build(),
                        punch.serial(174L).at("2026-11-23T10:00:00").build()))
                .isTrue();
        assertThat(EventIdentity.contradict(
                        punch.serial(null).build(),
                        punch.serial(null).at("2026-11-23T10:00:00").build()))
                .isTrue();
    }

    @Test
    void relate_isDifferent_whenOnlyOneSideNamesAnybody() {
        Events nobody = punch.person(null);

        assertRelated(nobody, nobody.serial(null), Relation.SERIAL_MISSING);
        assertRelated(nobody, nobody.serial(null).card("77"), Relation.DIFFERENT);
        assertRelated(nobody.card("77"), nobody.serial(null), Relation.DIFFERENT);
        assertRelated(nobody.card("77"), nobody.serial(null).person("5"), Relation.DIFFERENT);
    }

    @Test
    void namesPerson_isFalse_forEmptyZeroAndCards() {
        assertThat(EventIdentity.namesPerson(punch.build())).isTrue();
        assertThat(EventIdentity.namesPerson(punch.person("0").build())).isFalse();
        assertThat(EventIdentity.namesPerson(punch.person(null).card("77").build()))
                .isFalse();
    }

    @Test
    void digestOf_anExportsValues_isThatOfTheEvent() {
        assertThat(EventIdentity.digestOf(punch.wallClock(), 5, 75, " 00012 "))
                .isEqualTo(EventIdentity.digestOf(punch.build()));
        assertThat(EventIdentity.digestOf(punch.wallClock(), 5, 75, "0"))
                .isEqualTo(EventIdentity.digestOf(punch.person(null).build()));
    }

    @Test
    void zoneShift_isAtLeastAQuarterHour_andAtMostTheWidestZoneChange() {
        LocalDateTime at = punch.wallClock();

        assertThat(Reprint.isZoneShift(at, at)).isFalse();
        assertThat(Reprint.isZoneShift(at, at.plusMinutes(15))).isTrue();
        assertThat(Reprint.isZoneShift(at, at.minusMinutes(15))).isTrue();
        assertThat(Reprint.isZoneShift(at, at.plusHours(26))).isTrue();
        assertThat(Reprint.isZoneShift(at, at.minusHours(26).minusMinutes(15))).isFalse();
    }

    @Test
    void relate_withoutAnySerial_isSameId_onlyWhereAllElseIsTheSame() {
        Events bare = punch.serial(null);
        Events card = bare.person(null).card("77");
        Events nobody = bare.person(null);

        assertRelated(bare, bare, Relation.SAME_ID);
        assertRelated(bare.card("77"), bare.card("78"), Relation.SAME_ID);
        assertRelated(card, card.person("0"), Relation.SAME_ID);
        assertRelated(nobody.door(null).reader(0), nobody.door(0).reader(null), Relation.SAME_ID);
        for (Events other : List.of(
                bare.at("2026-11-23T10:00:00"), bare.door(2), bare.reader(2), bare.person("13"), card, nobody)) {
            assertRelated(bare, other, Relation.DIFFERENT);
        }
        assertRelated(card, card.card("78"), Relation.DIFFERENT);
        assertRelated(card, nobody, Relation.DIFFERENT);
    }

    private static void assertRelated(Events a, Events b, Relation expected) {
        assertThat(EventIdentity.relate(a.build(), b.build())).isEqualTo(expected);
        assertThat(EventIdentity.relate(b.build(), a.build())).isEqualTo(expected);
        assertThat(EventIdentity.sameEvent(a.build(), b.build())).isEqualTo(expected != Relation.DIFFERENT);
    }
}
