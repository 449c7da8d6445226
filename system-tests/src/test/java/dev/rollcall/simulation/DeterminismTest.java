package dev.rollcall.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.simulation.planted.PlantedBug;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** One seed is one run, whatever runs beside it. */
class DeterminismTest {

    @Test
    void sameSeed_givesTheSameRun() {
        Set<Long> hashes = new HashSet<>();
        LongStream.rangeClosed(1, 100).forEach(seed -> {
            Verdict first = Lab.run(Schedule.of(seed));
            Verdict second = Lab.run(Schedule.of(seed), new Defect(), true);
            assertThat(second.hash()).as("seed " + seed).isEqualTo(first.hash());
            assertThat(second.struck()).isEqualTo(first.struck());
            hashes.add(first.hash());
        });
        assertThat(hashes).hasSize(100);
    }

    @Test
    void sameSeed_givesTheSameRun_besideOthers_howeverManyThereAre() {
        Map<Long, Long> alone = hashes(1);

        assertThat(hashes(8)).isEqualTo(alone);
    }

    private static Map<Long, Long> hashes(int threads) {
        Map<Long, Long> hashes = new ConcurrentHashMap<>();
        Lab.runAll(1, 20, Defect::new, verdict -> hashes.put(verdict.schedule().seed(), verdict.hash()), threads);
        return new HashMap<>(hashes);
    }

    @Test
    void figures_areTheSame_howeverManyRunAtOnce() {
        assertThat(figures(4)).isEqualTo(figures(1));
    }

    private static List<Object> figures(int threads) {
        Figures figures = new Figures();
        Lab.runAll(1, 30, PlantedBug.CURSOR_AHEAD::plant, figures::add, threads);
        return List.of(
                figures.text(),
                figures.failed().stream()
                        .map(failed -> failed.schedule().seed())
                        .toList());
    }

    @Test
    void leavingAFaultOut_leavesTheOthersAsTheyAre() {
        Schedule whole = Schedule.of(8);
        Chance all = new Chance(whole);
        Chance fewer = new Chance(whole.leavingOut(Fault.DEVICE_CUT));
        for (Fault fault : Fault.values()) {
            if (fault != Fault.DEVICE_CUT) {
                for (int opportunity = 0; opportunity < 50; opportunity++) {
                    assertThat(fewer.strikes(fault)).as(fault.name()).isEqualTo(all.strikes(fault));
                }
            }
        }
    }

    @Test
    void brokenPromise_isToldWithItsSeed_andTheSmallestScheduleThatBreaksIt() {
        Verdict failed = Lab.run(Schedule.of(1), PlantedBug.CURSOR_AHEAD.plant(), false);
        Verdict smallest = new Shrinker(PlantedBug.CURSOR_AHEAD::plant).shrink(failed);

        assertThat(smallest.failsAs(failed)).isTrue();
        assertThat(smallest.schedule().without())
                .hasSizeGreaterThan(failed.schedule().without().size());
        assertThat(smallest.lines()).isNotEmpty();
        assertThat(smallest.schedule().command()).startsWith("./rollcall lab simulation --seed 1 --without ");
        assertThat(Lab.run(smallest.schedule(), PlantedBug.CURSOR_AHEAD.plant(), false)
                        .hash())
                .isEqualTo(smallest.hash());
    }
}
