package dev.rollcall.attendance.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The names of hours, as they are stored and travel. */
class HourNameTest {

    @Test
    void nameOf_isThatOfTheHour_andReadBack() {
        LocalDateTime hour = LocalDateTime.parse("2026-11-23T08:00:00");

        assertThat(TallySheet.nameOf(hour.plusMinutes(59))).isEqualTo("2026-11-23T08");
        assertThat(TallySheet.hourNamed("2026-11-23T08")).isEqualTo(hour);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2026-11-23", "2026-11-23T08:30", "2026-11-23T24", "now"})
    void hourNamed_refusesWhatIsNoHour(String name) {
        assertThatExceptionOfType(DateTimeException.class).isThrownBy(() -> TallySheet.hourNamed(name));
    }
}
