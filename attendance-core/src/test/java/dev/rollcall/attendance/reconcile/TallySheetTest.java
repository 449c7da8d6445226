package dev.rollcall.attendance.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TallySheetTest {

    private static final Tally ONE = Keys.tally(Keys.some(1, 1));
    private static final Tally TWO = Keys.tally(Keys.some(2, 2));
    private static final Tally THREE = Keys.tally(Keys.some(3, 3));
    private static final TallySheet SHEET = TallySheet.of(
            Map.of(at("2026-11-23T08:59:59"), ONE, at("2026-11-23T09:00:00"), TWO, at("2026-11-24T00:00:00"), THREE));

    @Test
    void hours_areThoseOfTheWallClock_andOnesThatCountNothingAreLeftOut() {
        TallySheet sheet = TallySheet.of(Map.of(
                at("2026-11-23T08:10:00"), ONE, at("2026-11-23T08:50:00"), TWO, at("2026-11-23T10:00:00"), Tally.ZERO));

        assertThat(sheet.hours()).containsExactly(Map.entry(at("2026-11-23T08:00:00"), ONE.plus(TWO)));
        assertThat(TallySheet.of(
                        Map.of(at("2026-11-23T08:10:00"), ONE, at("2026-11-23T08:50:00"), Tally.ZERO.minus(ONE))))
                .isEqualTo(TallySheet.EMPTY);
    }

    @Test
    void days_addUpTheirHours() {
        assertThat(SHEET.days())
                .containsExactly(
                        Map.entry(LocalDate.parse("2026-11-23"), ONE.plus(TWO)),
                        Map.entry(LocalDate.parse("2026-11-24"), THREE));
        assertThat(SHEET.day(LocalDate.parse("2026-11-23"))).isEqualTo(ONE.plus(TWO));
        assertThat(SHEET.day(LocalDate.parse("2026-11-25"))).isEqualTo(Tally.ZERO);
        assertThat(SHEET.total()).isEqualTo(ONE.plus(TWO).plus(THREE));
    }

    @Test
    void within_takesTheFirstHourAndLeavesTheLast() {
        LocalDateTime nine = at("2026-11-23T09:00:00");
        LocalDateTime midnight = at("2026-11-24T00:00:00");

        assertThat(SHEET.within(nine, midnight).total()).isEqualTo(TWO);
        assertThat(SHEET.within(null, nine).total()).isEqualTo(ONE);
        assertThat(SHEET.within(midnight, null).total()).isEqualTo(THREE);
        assertThat(SHEET.within(null, null)).isEqualTo(SHEET);
    }

    @Test
    void within_ofAWindowThatEndsBeforeItBegins_isNothing() {
        LocalDateTime nine = at("2026-11-23T09:00:00");

        assertThat(SHEET.within(nine, nine.minusHours(1))).isEqualTo(TallySheet.EMPTY);
        assertThat(SHEET.within(nine, nine)).isEqualTo(TallySheet.EMPTY);
    }

    @Test
    void plus_addsHourByHour() {
        assertThat(SHEET.plus(SHEET).total()).isEqualTo(SHEET.total().plus(SHEET.total()));
        assertThat(SHEET.plus(TallySheet.EMPTY)).isEqualTo(SHEET).hasSameHashCodeAs(SHEET);
        assertThat(SHEET).isNotEqualTo(TallySheet.EMPTY).isNotEqualTo("sheet");
        assertThat(SHEET.toString()).contains("2026-11-23T08:00");
    }

    @Test
    void differing_namesWhatOneLacks_andWhatIsToldOtherwise() {
        SortedMap<String, TallySum> mine = new TreeMap<>(
                Map.of("equal", ONE.sum(), "other", TWO.sum(), "mine", THREE.sum(), "empty", TallySum.ZERO));
        SortedMap<String, TallySum> theirs = new TreeMap<>(
                Map.of("equal", ONE.sum(), "other", ONE.sum(), "theirs", THREE.sum(), "nothing", TallySum.ZERO));

        assertThat(TallySheet.differing(mine, theirs))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("other", ONE.sum(), "theirs", THREE.sum(), "mine", TallySum.ZERO));
        assertThat(TallySheet.differing(mine, mine)).isEmpty();
        assertThat(TallySheet.sums(SHEET.days(), LocalDate::toString))
                .containsEntry("2026-11-24", THREE.sum())
                .hasSize(2);
    }

    @Test
    void sheets_spreadInHashTables() {
        assertThat(SHEET.hashCode()).isNotEqualTo(SHEET.plus(SHEET).hashCode());
    }

    private static LocalDateTime at(String text) {
        return LocalDateTime.parse(text);
    }
}
