package dev.rollcall.receiver.config;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class UpkeepSettingsTest {

    private static final Duration NEGATIVE = Duration.ofMinutes(-1);

    @Test
    void negative_isRefusedWithTheSettingNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new UpkeepSettings(-1, 1000, Duration.ZERO, Duration.ZERO))
                .withMessageContaining("rollcall.upkeep.raw-days");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new UpkeepSettings(0, 1000, NEGATIVE, Duration.ZERO))
                .withMessageContaining("rollcall.upkeep.epochs-every");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new UpkeepSettings(0, 1000, Duration.ZERO, NEGATIVE))
                .withMessageContaining("rollcall.upkeep.recount-every");
    }
}
