package dev.rollcall.agent.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.agent.doctor.Inspector.Firmware;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Borders of the table of known weaknesses: the last version that has one, the first that has not, and models beside. */
class FirmwareTableTest {

    @ParameterizedTest
    @CsvSource({
        "DS-K1T804AMF, V1.3.99, build 230101, true",
        "DS-K1T804AMF, V1.4.0, build 221211, true",
        "DS-K1T804AMF, V1.4.0, build 221212, false",
        "DS-K1T804AMF, V1.4.0, build 221213, false",
        "DS-K1T804AMF, V1.10.0, build 200101, false",
        "DS-K1T804BMF, V1.3.0, build 200101, false",
        "DS-K1T341AM, V3.2.30, build 221222, true",
        "DS-K1T671TM, V3.2.30, build 221223, false",
        "DS-K1T343MFWX, V3.14.0, build 230116, true",
        "DS-K1T343MFWX, V3.14.0, build 230117, false",
        "DS-K1T341CMFW, V3.3.8, build 230111, true",
        "DS-K1T341CMFW, V3.3.8, build 230112, false",
        "DS-K1T320MFWX, V3.5.0, build 220705, true",
        "DS-K1T320MFWX, V3.5.0, build 220706, false",
        "ds-k1t320mfwx, 3.4.9, , true",
        "DS-K1T341BM, V3.2.0, build 200101, false"
    })
    void sessionWeakness_endsWithTheVersionThatMendsIt(String model, String version, String build, boolean weak) {
        assertThat(has("CVE-2023-28809", model, version, build)).isEqualTo(weak);
        assertThat(has("CVE-2023-28810", model, version, build)).isEqualTo(weak);
    }

    @ParameterizedTest
    @CsvSource({
        "DS-K1T331W, V3.7.79, true",
        "DS-K1T331W, V3.7.80, false",
        "DS-K1T672M, V3.7.9, true",
        "DS-K1T680DG, V3.10.0, false",
        "DS-K1T981D, V2.99.99, true",
        "DS-K1T342MWX, V3.7.0, false"
    })
    void searchWeakness_endsWithVersion3780(String model, String version, boolean weak) {
        assertThat(has("CVE-2025-66176", model, version, null)).isEqualTo(weak);
    }

    @ParameterizedTest
    @CsvSource({
        "V5.1.99, false",
        "V5.2.0, true",
        "V5.4.40, true",
        "V5.4.41, false",
        "V5.5.0, false",
    })
    void openDoor_isOfCamerasBetweenTwoVersions(String version, boolean weak) {
        assertThat(has("CVE-2017-7921", "DS-2CD2032-I", version, null)).isEqualTo(weak);
    }

    /** An equal version without a build date may be the mended one: nothing is claimed that is not known. */
    @Test
    void equalVersion_withoutBuild_isNotClaimedToBeWeak() {
        assertThat(has("CVE-2023-28809", "DS-K1T804AMF", "V1.4.0", null)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"unknown", "V", "''", "V12345678901234567890.1"})
    void versionThatIsNone_isNotReadable(String version) {
        Firmware strange = new Firmware("DS-K1T804AMF", version, null);

        assertThat(FirmwareTable.isReadable(strange)).isFalse();
        assertThat(FirmwareTable.weaknesses(strange)).isEmpty();
        assertThat(FirmwareTable.isReadable(new Firmware(null, null, null))).isFalse();
    }

    @Test
    void table_hasADate() {
        assertThat(LocalDate.parse(FirmwareTable.AS_OF)).isAfter(LocalDate.of(2026, 1, 13));
        assertThat(Check.DEVICE_FIRMWARE.meaning()).contains(FirmwareTable.AS_OF);
    }

    private static boolean has(String weakness, String model, String version, String build) {
        return FirmwareTable.weaknesses(new Firmware(model, version, build)).stream()
                .anyMatch(text -> text.startsWith(weakness));
    }
}
