package dev.rollcall.agent.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.agent.collect.SourceException;
import dev.rollcall.agent.schedule.Step;
import dev.rollcall.agent.schedule.StepListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RoomGuardTest {

    private static final long NEEDED = 64L << 20;

    private final List<Step> told = new ArrayList<>();
    private Long free = NEEDED;
    private final StepListener guarded = new RoomGuard(Path.of("data"), NEEDED, folder -> free).before(told::add);

    @ParameterizedTest
    @EnumSource(
            value = Step.class,
            names = {"CLOCK_READ", "PAGE_READ"})
    void diskWithoutRoom_endsThePass_beforeItReadsOrStores(Step step) {
        free = NEEDED - 1;

        assertThatThrownBy(() -> guarded.reached(step))
                .isInstanceOfSatisfying(
                        SourceException.class,
                        failure -> assertThat(failure.reason())
                                .contains(
                                        "data",
                                        "63 MiB free",
                                        "64 MiB are needed",
                                        "limits.minFreeBytes",
                                        "nothing is lost"));
        assertThat(told).isEmpty();
    }

    @Test
    void diskWithoutRoom_holdsUpNothingElse() {
        free = 0L;

        guarded.reached(Step.PAGE_COMMITTED);
        guarded.reached(Step.BATCH_SENT);

        assertThat(told).containsExactly(Step.PAGE_COMMITTED, Step.BATCH_SENT);
    }

    @Test
    void justEnoughRoom_orRoomThatCannotBeTold_isNoReasonToStop() {
        guarded.reached(Step.PAGE_READ);
        free = null;
        guarded.reached(Step.CLOCK_READ);

        assertThat(told).containsExactly(Step.PAGE_READ, Step.CLOCK_READ);
    }
}
