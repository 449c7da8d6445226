package dev.rollcall.isapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.isapi.CertificateFingerprint.Covers;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("any-jackson")
final class CertificateFingerprintTest {

    private static final String HEX = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

    @ParameterizedTest
    @ValueSource(
            strings = {
                HEX,
                " 00112233445566778899AABBCCDDEEFF00112233445566778899AABBCCDDEEFF ",
                "00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF:00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF",
                "sha256 Fingerprint=00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF:00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff",
                "SHA-256: 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
            })
    void parse_readsWhatCommonProgramsPrint(String text) {
        assertThat(CertificateFingerprint.parse(text)).isEqualTo(new CertificateFingerprint(Covers.CERTIFICATE, HEX));
    }

    @Test
    void toString_isReadBack() {
        for (Covers covers : Covers.values()) {
            CertificateFingerprint fingerprint = new CertificateFingerprint(covers, HEX);
            assertThat(CertificateFingerprint.parse(fingerprint.toString())).isEqualTo(fingerprint);
        }
        assertThat(new CertificateFingerprint(Covers.PUBLIC_KEY, HEX))
                .hasToString("sha256/ABEiM0RVZneImaq7zN3u/wARIjNEVWZ3iJmqu8zd7v8=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "on", "0011", "sha256/AAAA", "sha256/###", "SHA-1: 00112233"})
    void parse_refusesTheRest(String text) {
        assertThatThrownBy(() -> CertificateFingerprint.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("SHA-256");
    }

    @Test
    void pinned_needsAFingerprint() {
        assertThatThrownBy(() -> DeviceTls.pinned(Set.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
