package dev.rollcall.simulation.planted;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.simulation.Lab;
import dev.rollcall.simulation.Schedule;
import dev.rollcall.simulation.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The published table of planted bugs: each is found by the seed that stands there, and without it that seed finds nothing. */
class PlantedBugsTest {

    private static final Path TABLE = Path.of("../docs/reliability-planted-bugs.md");
    private static final Pattern ROW = Pattern.compile("\\| `([A-Z_]+)` \\| (.+) \\| (\\d+) \\| (\\w+) \\|");
    private static final int FEWEST = 40;
    private static final long ALL_WITHIN = 10_000;
    private static final long MOST_WITHIN = 1_000;

    private record Found(long seed, String promise, String says) {}

    @Test
    void table_hasEachBugOnce_andWhatItSays() throws IOException {
        Map<PlantedBug, Found> table = table();

        assertThat(table.keySet()).containsExactly(PlantedBug.values());
        assertThat(table).hasSizeGreaterThanOrEqualTo(FEWEST);
        table.forEach((bug, found) -> assertThat(found.says()).as(bug.name()).isEqualTo(bug.says()));
    }

    @Test
    void everyBug_isFoundWithinTenThousandSeeds_nineOfTenWithinOneThousand() throws IOException {
        Map<PlantedBug, Found> table = table();
        long soon = table.values().stream()
                .filter(found -> found.seed() <= MOST_WITHIN)
                .count();

        assertThat(table.values()).allMatch(found -> found.seed() <= ALL_WITHIN);
        assertThat(soon * 10).isGreaterThanOrEqualTo(table.size() * 9L);
    }

    @Test
    void recordedSeed_findsItsBug_andNothingWithoutIt() throws IOException {
        Map<PlantedBug, Found> table = table();
        Set<Long> seeds = table.values().stream().map(Found::seed).collect(Collectors.toSet());
        seeds.parallelStream()
                .forEach(seed -> assertThat(Lab.run(Schedule.of(seed)).violation())
                        .as("seed " + seed + " with nothing planted")
                        .isNull());
        table.entrySet().parallelStream().forEach(row -> findsItsBug(row.getKey(), row.getValue()));
    }

    private static void findsItsBug(PlantedBug bug, Found found) {
        Verdict with = Lab.run(Schedule.of(found.seed()), bug.plant(), false);

        assertThat(with.isFine()).as(bug + " under seed " + found.seed()).isFalse();
        assertThat(with.violation().invariant()).as(bug.name()).isEqualTo(found.promise());
    }

    private static Map<PlantedBug, Found> table() throws IOException {
        Map<PlantedBug, Found> table = new EnumMap<>(PlantedBug.class);
        Matcher rows = ROW.matcher(Files.readString(TABLE));
        while (rows.find()) {
            PlantedBug bug = Arrays.stream(PlantedBug.values())
                    .filter(known -> known.name().equals(rows.group(1)))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no such bug: " + rows.group(1)));
            Found found = new Found(Long.parseLong(rows.group(3)), rows.group(4), rows.group(2));
            assertThat(table.put(bug, found)).as(bug + " stands there twice").isNull();
        }
        return table;
    }
}
