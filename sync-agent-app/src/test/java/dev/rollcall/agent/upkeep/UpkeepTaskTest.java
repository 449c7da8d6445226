package dev.rollcall.agent.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.agent.config.AgentConfig;
import dev.rollcall.agent.journal.Upkeep;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UpkeepTaskTest {

    private static final Duration BETWEEN_STEPS = Duration.ofSeconds(10);
    private static final Duration BETWEEN_ROUNDS = Duration.ofHours(1);
    private static final AgentConfig.Keep SETTINGS =
            new AgentConfig.Keep(Duration.ofDays(90), 0, 200, 500, BETWEEN_STEPS, BETWEEN_ROUNDS);

    private final Kept kept = new Kept();
    private final UpkeepTask task = new UpkeepTask(kept, SETTINGS, InstantSource.fixed(Instant.EPOCH));

    @Test
    void everythingIsVerified_thenPruned_thenALongPauseBegins() {
        kept.toVerify = 3;
        kept.toPrune = 2;

        assertThat(Stream.generate(task::step).limit(6))
                .containsExactly(
                        BETWEEN_STEPS, BETWEEN_STEPS, BETWEEN_STEPS, BETWEEN_STEPS, BETWEEN_ROUNDS, BETWEEN_STEPS);
        assertThat(kept.done).containsExactly("verify", "verify", "verify", "prune", "prune", "verify");
    }

    @Test
    void someOfIt_isAllOfIt_whereThereIsLittle() {
        kept.toVerify = 2;
        kept.toPrune = 1;

        task.some();

        assertThat(kept.done).containsExactly("verify", "verify", "keep", "prune");
    }

    @Test
    void someOfIt_isBounded_whereThereIsMuch() {
        kept.toVerify = 1_000_000;
        kept.toPrune = 1_000_000;

        task.some();

        assertThat(kept.done).hasSizeLessThan(50).contains("verify", "keep", "prune");
    }

    /** An upkeep that takes so many steps. */
    private static final class Kept implements Upkeep {

        private final List<String> done = new ArrayList<>();
        private int toVerify;
        private int toPrune;

        @Override
        public boolean verifySome(int entries, Instant now) {
            assertThat(entries).isEqualTo(SETTINGS.verifyRows());
            done.add("verify");
            return --toVerify <= 0;
        }

        @Override
        public void keepPlace() {
            done.add("keep");
        }

        @Override
        public boolean prune(Duration keep, Instant now, int rows) {
            assertThat(keep).isEqualTo(SETTINGS.keep());
            assertThat(rows).isEqualTo(SETTINGS.pruneRows());
            done.add("prune");
            return --toPrune > 0;
        }
    }
}
