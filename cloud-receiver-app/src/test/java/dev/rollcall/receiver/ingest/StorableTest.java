package dev.rollcall.receiver.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.attendance.event.Observation;
import dev.rollcall.receiver.testing.Punch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StorableTest {

    private static final Punch PUNCH = Punch.at("STO000001");

    @Test
    void refusal_isEmpty_forAnOrdinaryPunch() {
        assertThat(Storable.refusal(PUNCH.person("王 😀").observation())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1\u0000", "\ud800", "\udc00x"})
    void refusal_namesAPersonThatNoColumnHolds(String person) {
        assertThat(Storable.refusal(PUNCH.person(person).observation()))
                .hasValueSatisfying(reason -> assertThat(reason).contains("employeeNo"));
    }

    @Test
    void refusal_namesWhatIsTooLong_andYearsThatNoColumnHolds() {
        assertThat(Storable.refusal(PUNCH.person("1".repeat(201)).observation()))
                .isPresent();
        assertThat(Storable.refusal(PUNCH.time("+10000-01-01T00:00:00").observation()))
                .hasValueSatisfying(reason -> assertThat(reason).contains("wallClock"));
    }

    @Test
    void cleaned_changesOnlyTheName() {
        Observation seen = PUNCH.name("a\u0000b\ud800").observation();

        Observation cleaned = Storable.cleaned(seen);

        assertThat(cleaned.event()).isEqualTo(PUNCH.name("a\uFFFDb\uFFFD").event());
        assertThat(cleaned.raw()).isEqualTo(seen.raw());
        assertThat(Storable.cleaned(PUNCH.name("x".repeat(300)).observation())
                        .event()
                        .name())
                .hasSize(200);
    }
}
