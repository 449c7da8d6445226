package dev.rollcall.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FirmwareProfileTest {

    @Test
    void profiles_areFoundByNameInAnyCase() {
        assertThat(FirmwareProfile.named("ds-k1a340fwx")).containsSame(FirmwareProfile.K1A340FWX);
        assertThat(FirmwareProfile.named("k1t342mwx-v3")).containsSame(FirmwareProfile.K1T342MWX_V3);
        assertThat(FirmwareProfile.named("K1T999")).isEmpty();
        assertThat(FirmwareProfile.all())
                .allSatisfy(profile ->
                        assertThat(FirmwareProfile.named(profile.name())).containsSame(profile));
    }

    @Test
    void profiles_haveNamesOfTheirOwn() {
        assertThat(FirmwareProfile.all())
                .extracting(FirmwareProfile::name)
                .doesNotHaveDuplicates()
                .contains("K1A8503MF", "K1T8003MF", "K1T341CMFW", "K1T341BM", "K1T342MWX_V3", "K1T342MWX")
                .contains("K1A340FWX", "K1T502", "K1T805MBFWX", "K1T341AM", "K1T320MFWX", "K1T342EFWX", "KV9503");
    }

    @Test
    void everyProfile_canBeADevice() {
        assertThat(FirmwareProfile.all()).allSatisfy(profile -> {
            SimulatedDevice device =
                    SimulatedDevice.builder().identityOf(profile).build();
            assertThat(device.model()).isEqualTo(profile.model());
        });
    }

    @Test
    void builder_startsFromTheProfileAndLeavesItAlone() {
        FirmwareProfile changed = FirmwareProfile.K1T8003MF.toBuilder("changed")
                .with(SearchTraits.PAGE_LIMIT, 20)
                .nonces(1, Duration.ofSeconds(5), FirmwareProfile.SpentNonce.SILENT)
                .build();
        assertThat(changed.pageLimit()).isEqualTo(20);
        assertThat(changed.nonceUses()).isEqualTo(1);
        assertThat(changed.overLimit()).isEqualTo(FirmwareProfile.OverLimit.REFUSE);
        assertThat(FirmwareProfile.K1T8003MF.pageLimit()).isEqualTo(10);
        assertThat(changed).hasToString("changed");
    }

    @Test
    void trait_thatWasNotSeenIsAsUsual() {
        assertThat(FirmwareProfile.GENERIC.deviations()).isEmpty();
        assertThat(FirmwareProfile.K1T502.deviations()).containsOnlyKeys(PushTraits.RESUMES_AFTER_REBOOT);
        assertThat(FirmwareProfile.K1T502.get(SearchTraits.PAGE_LIMIT)).isEqualTo(SearchTraits.PAGE_LIMIT.usual());
    }

    @Test
    void strictTimes_refusesEveryOtherForm() {
        FirmwareProfile strict =
                FirmwareProfile.GENERIC.toBuilder("strict").strictTimes(true).build();
        assertThat(strict.get(SearchTraits.REFUSED_TIMES)).containsExactlyInAnyOrder(SearchTraits.TimeForm.values());
        assertThat(strict.strictTimes()).isTrue();
        FirmwareProfile loose = strict.toBuilder("loose")
                .with(SearchTraits.REFUSED_TIMES, Set.of(SearchTraits.TimeForm.ZULU))
                .build();
        assertThat(loose.strictTimes()).isFalse();
    }
}
