package dev.rollcall.attendance.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {

    @ParameterizedTest
    @CsvSource({
        "DS-K1A340FWX20240102V010207ENJ59360966, J59360966",
        "DS-K1T342MWX20230922V031601ENGA6820584, GA6820584",
        "GA6820584, GA6820584",
        "' GA6820584 ', GA6820584",
        "ds-lowercase-serial, ds-lowercase-serial",
        "SHORT1, SHORT1",
    })
    void fromSerialNumber_takesTheShortSerial(String serialNumber, String key) {
        assertThat(DeviceKey.fromSerialNumber(serialNumber)).isEqualTo(DeviceKey.of(key));
    }

    @Test
    void fromSerialNumber_survivesAFirmwareUpgrade() {
        assertThat(DeviceKey.fromSerialNumber("DS-K1A340FWX20240102V010207ENJ59360966"))
                .isEqualTo(DeviceKey.fromSerialNumber("DS-K1A340FWX20250711V010301ENJ59360966"));
    }

    @Test
    void deviceKey_refusesBlankAndOverlong() {
        assertThatThrownBy(() -> DeviceKey.of(" ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> DeviceKey.of("X".repeat(65))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void employeeNumber_keepsLeadingZeros_andRefusesBlank() {
        assertThat(EmployeeNumber.of("00012")).isNotEqualTo(EmployeeNumber.of("12"));
        assertThatThrownBy(() -> EmployeeNumber.of(" ")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @EnumSource(EventCategory.class)
    void goesToReceiver_isForPeopleClockPowerAndResets(EventCategory category) {
        boolean expected = switch (category) {
            case PERSON, CLOCK, POWER, RESET -> true;
            case DOOR, OPERATION, OTHER -> false;
        };
        assertThat(category.goesToReceiver()).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(PunchKind.class)
    void isPunch_isFalse_forRefusalsAndOtherEvents(PunchKind kind) {
        assertThat(kind.isPunch()).isEqualTo(kind != PunchKind.DENIED && kind != PunchKind.NOT_A_PUNCH);
    }

    @Test
    void onlyAPoll_confirms() {
        assertThat(Channel.values()).filteredOn(Channel::confirms).containsExactly(Channel.POLL);
    }

    @Test
    void rawRecord_tellsUtf8FromOtherBytes_andKeepsBoth() {
        byte[] broken = {'a', (byte) 0xFF};

        assertThat(RawRecord.ofText("Нимал").isUtf8()).isTrue();
        assertThat(RawRecord.ofText("Нимал").text()).isEqualTo("Нимал");
        assertThat(RawRecord.of(broken).isUtf8()).isFalse();
        assertThat(RawRecord.of(broken).text()).isEqualTo("a\uFFFD");
        assertThat(RawRecord.of(broken).toByteArray()).isEqualTo(broken);
    }

    @Test
    void rawRecord_isImmutable_equalByBytes_andSaysNothing() {
        byte[] bytes = "secret name".getBytes(StandardCharsets.UTF_8);
        RawRecord raw = RawRecord.of(bytes);
        bytes[0] = 'X';
        raw.toByteArray()[0] = 'Y';

        assertThat(raw).isEqualTo(RawRecord.ofText("secret name")).hasSameHashCodeAs(RawRecord.ofText("secret name"));
        assertThat(raw).isNotEqualTo(RawRecord.ofText("other"));
        assertThat(raw.toString()).isEqualTo("RawRecord[11 bytes]");
    }

    @Test
    void clockOffset_isPositive_whenTheDeviceIsAhead() {
        Instant reference = Instant.parse("2026-11-23T09:00:00Z");
        ClockOffset offset = ClockOffset.between(reference.plusSeconds(92), reference);

        assertThat(offset.ahead()).isEqualTo(Duration.ofSeconds(92));
        assertThat(offset.exceeds(Duration.ofSeconds(90))).isTrue();
        assertThat(ClockOffset.between(reference.minusSeconds(92), reference).exceeds(Duration.ofSeconds(90)))
                .isTrue();
        assertThat(offset.exceeds(Duration.ofSeconds(92))).isFalse();
    }

    @Test
    void deviceKey_hasUpTo64Characters_andIsSortedAndShownByThem() {
        String longest = "X".repeat(64);

        assertThat(DeviceKey.of(longest)).hasToString(longest);
        assertThat(DeviceKey.of("FY0597362")).isLessThan(DeviceKey.of("GA6820584"));
        assertThat(DeviceKey.of("GA6820584")).isGreaterThan(DeviceKey.of("FY0597362"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "9", "a", "f"})
    void eventId_isOfLowerCaseHexadecimalDigits(String digit) {
        String hex = digit.repeat(32);

        assertThat(EventId.of(hex)).hasToString(hex);
        assertThat(EventId.isForm(digit.repeat(31))).isFalse();
        assertThat(EventId.isForm(digit.repeat(33))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", ":", "`", "g", "A", "F", " "})
    void eventId_refusesOtherCharacters_whereverTheyStand(String wrong) {
        for (int at = 0; at < 32; at++) {
            String hex = "a".repeat(at) + wrong + "0".repeat(31 - at);
            assertThat(EventId.isForm(hex)).as(hex).isFalse();
        }
    }

    @Test
    void rawRecord_isNoText_andSpreadsInHashTables() {
        assertThat(RawRecord.ofText("one")).isNotEqualTo("one");
        assertThat(RawRecord.ofText("one").hashCode())
                .isNotEqualTo(RawRecord.ofText("two").hashCode());
    }
}
