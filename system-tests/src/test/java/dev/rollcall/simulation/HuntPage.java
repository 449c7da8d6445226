package dev.rollcall.simulation;

import java.util.List;
import java.util.Locale;

/** The published page of the planted bugs. */
final class HuntPage {

    private static final String HEAD = """
            # Planted bugs

            Each line is a mistake that is made on purpose, to test the tests: a port is wrapped or a setting is changed, for one run of the
            simulation. The seed is the first one, from 1 on, that finds it; the invariant is the promise that is broken then
            ([what they mean](reliability-lab.md#what-is-checked)). With nothing planted the same seed breaks none. `PlantedBugsTest` runs each line
            in `mvn verify`, with the bug and without.

            Seeds belong to a version. `./rollcall lab simulation --plant all --page` looks for all of them again and writes this page; it takes some
            minutes. `./rollcall lab simulation --seed SEED --plant NAME` shows one.

            """;

    private HuntPage() {}

    static String of(List<Hunt> hunts) {
        StringBuilder page = new StringBuilder(HEAD);
        page.append("| Found within | Bugs of ").append(hunts.size()).append(" |\n|---|---|\n");
        for (long seeds = 10; seeds <= 10_000; seeds *= 10) {
            long most = seeds;
            long found = hunts.stream().filter(hunt -> hunt.isFoundWithin(most)).count();
            page.append(String.format(Locale.ROOT, "| %,d seeds | %d |%n", seeds, found));
        }
        page.append("\nMedian: seed ").append(median(hunts)).append(".\n\n");
        page.append("| Bug | What is wrong | Seed | Invariant |\n|---|---|---|---|\n");
        for (Hunt hunt : hunts) {
            page.append("| `")
                    .append(hunt.bug())
                    .append("` | ")
                    .append(hunt.bug().says())
                    .append(" | ")
                    .append(hunt.isFound() ? hunt.seed() : "not found")
                    .append(" | ")
                    .append(hunt.promise())
                    .append(" |\n");
        }
        return page.toString().replace(System.lineSeparator(), "\n");
    }

    private static long median(List<Hunt> hunts) {
        List<Long> seeds =
                hunts.stream().filter(Hunt::isFound).map(Hunt::seed).sorted().toList();
        return seeds.isEmpty() ? 0 : seeds.get(seeds.size() / 2);
    }
}
