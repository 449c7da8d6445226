package dev.rollcall.bench;

import dev.rollcall.house.Artifacts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * How fast the packaged agent is, each benchmark beside what it is compared with, in one run. {@code mvn -Pbench verify}; see
 * docs/performance.md.
 */
final class AgentBench {

    private AgentBench() {}

    /**
     * Measures.
     *
     * @param args the folder of the clone, the folder for reports, and which benchmark: B3, B4, B5, B9 or all
     */
    public static void main(String[] args) throws Exception {
        Path reports = Path.of(args[1]);
        BenchHouse house = new BenchHouse(new Artifacts(Path.of(args[0])), reports.resolve("work"));
        for (String name : List.of("B3", "B4", "B5", "B9")) {
            if (args[2].equalsIgnoreCase(name) || args[2].equalsIgnoreCase("all")) {
                report(name, machine() + measured(name, house), reports);
            }
        }
        BenchHouse.remove(reports.resolve("work"));
        System.exit(0);
    }

    private static String measured(String name, BenchHouse house) throws Exception {
        return switch (name) {
            case "B3" -> new LatencyBench(house).run();
            case "B4" -> new OriginalBench(house).run();
            case "B5" -> new FootprintBench(house).run();
            default -> new BacklogBench(house).run();
        };
    }

    private static void report(String name, String text, Path reports) throws Exception {
        System.out.println(text);
        Files.createDirectories(reports);
        Files.writeString(reports.resolve(name.toLowerCase(Locale.ROOT) + ".md"), text);
    }

    private static String machine() {
        return BenchHouse.line(
                "Agent: packaged jar, %s. Java %s on %s %s, %d processors. Every event a punch.%n",
                BenchAgent.SETTINGS,
                Runtime.version().feature(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors());
    }
}
