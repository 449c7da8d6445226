package dev.rollcall.attendance.hikvision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.attendance.event.EventCategory;
import dev.rollcall.attendance.event.VerifyMethod;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventCodesTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 16, 34, 38, 40, 43, 46, 69, 72, 75, 77, 101, 153, 179, 181})
    void isPass_isTrue_forEverySuccessCodeOfMajor5_andOnlyThere(int minor) {
        assertThat(EventCodes.isPass(5, minor)).isTrue();
        assertThat(EventCodes.isRefusal(5, minor)).isFalse();
        assertThat(EventCodes.isPass(2, minor)).isFalse();
        assertThat(EventCodes.isPass(3, minor)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 6, 7, 8, 9, 10, 39, 49, 76, 151, 155})
    void isRefusal_isTrue_forFailedVerifications(int minor) {
        assertThat(EventCodes.isRefusal(5, minor)).isTrue();
        assertThat(EventCodes.isPass(5, minor)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"1, CARD", "38, FINGERPRINT", "75, FACE", "181, PIN", "40, COMBINED", "76, FACE", "22, UNKNOWN"})
    void methodOf_tellsTheFactorOfMajor5(int minor, VerifyMethod method) {
        assertThat(EventCodes.methodOf(5, minor)).isEqualTo(method);
    }

    @Test
    void methodOf_isUnknown_forOtherMajors() {
        assertThat(EventCodes.methodOf(3, 75)).isEqualTo(VerifyMethod.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "2, 1024, POWER",
        "2, 39, OTHER",
        "3, 1024, DOOR",
        "3, 1029, CLOCK",
        "3, 1028, CLOCK",
        "3, 123, POWER",
        "3, 1031, RESET",
        "3, 112, OPERATION",
        "5, 21, DOOR",
        "5, 22, DOOR",
        "5, 25, DOOR",
        "5, 76, OTHER",
        "1, 1028, OTHER",
        "9, 9, OTHER",
    })
    void categoryOf_readsThePair_neverTheMinorAlone(int major, int minor, EventCategory category) {
        assertThat(EventCodes.categoryOf(major, minor)).isEqualTo(category);
    }
}
