package dev.rollcall.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten thousand schedules with fixed seeds (or as many as {@code rollcall.simulation.schedules} says): no promise is broken, and every kind of fault was there. */
@Tag("simulation")
class SimulationIT {

    private static final long SCHEDULES = Long.getLong("rollcall.simulation.schedules", 10_000);
    private static final long EACH_KIND = 100;

    @Test
    void noPromiseIsBroken_inSchedulesWithFixedSeeds(@TempDir Path folder) throws IOException {
        int processes = Runtime.getRuntime().availableProcessors();
        Figures figures = new Apart(1, SCHEDULES, processes, folder.resolve("run")).run(System.out::println);
        System.out.print(figures.text());

        figures.failed().stream()
                .limit(1)
                .forEach(failed -> assertThat(Figures.explain(failed))
                        .as("a promise is broken")
                        .isEmpty());
        assertThat(figures.schedules()).isEqualTo(SCHEDULES);
        for (Fault fault : Fault.values()) {
            assertThat(figures.struck(fault))
                    .as("how often " + fault + " struck")
                    .isGreaterThan(EACH_KIND * SCHEDULES / 10_000);
        }
    }
}
