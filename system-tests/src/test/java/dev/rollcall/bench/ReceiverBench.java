package dev.rollcall.bench;

import dev.rollcall.house.Artifacts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * How fast the packaged receiver is, each benchmark beside what it is compared with, in one run. {@code mvn -Pbench verify}; see
 * docs/performance.md.
 */
final class ReceiverBench {

    private ReceiverBench() {}

    /**
     * Measures.
     *
     * @param args the folder of the clone, the folder for reports, and which benchmark: B1, B2, B6, B8 or all
     */
    public static void main(String[] args) throws Exception {
        Path reports = Path.of(args[1]);
        BenchHouse house = new BenchHouse(new Artifacts(Path.of(args[0])), reports.resolve("work"));
        for (String name : List.of("B1", "B2", "B6", "B8")) {
            if (args[2].equalsIgnoreCase(name) || args[2].equalsIgnoreCase("all")) {
                String text = measured(name, house);
                System.out.println(text);
                Files.createDirectories(reports);
                Files.writeString(reports.resolve(name.toLowerCase(Locale.ROOT) + ".md"), text);
            }
        }
        BenchHouse.remove(reports.resolve("work"));
        System.exit(0);
    }

    private static String measured(String name, BenchHouse house) throws Exception {
        return switch (name) {
            case "B1" -> new BatchBench(house).run();
            case "B2" -> new WebhookBench(house).run();
            case "B6" -> new ProofBench(house).run();
            default -> new GrowthBench(house).run();
        };
    }
}
