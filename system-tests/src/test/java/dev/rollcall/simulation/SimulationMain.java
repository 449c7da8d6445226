package dev.rollcall.simulation;

import dev.rollcall.simulation.planted.PlantedBug;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * The laboratory from the command line: {@code COUNT} runs so many fresh seeds, {@code --seed SEED} runs one again and prints all that happens,
 * {@code --keep FILE} lets a long run go on after it was broken off, {@code --plant
 * NAME|all} looks for planted bugs; with {@code --page} their published page is written.
 */
public final class SimulationMain {

    private static final long PIECE = 5_000;
    private static final Path PAGE = Path.of("../docs/reliability-planted-bugs.md");

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private long count = 10_000;
    private Long from;
    private Long seed;
    private Set<Fault> without = Set.of();
    private long hours;
    private int events = Schedule.ALL_EVENTS;
    private String plant;
    private boolean page;
    private Path kept;
    private boolean brief;
    private int processes = Runtime.getRuntime().availableProcessors();

    private SimulationMain(String... arguments) {
        Deque<String> left = new ArrayDeque<>(Arrays.asList(arguments));
        while (!left.isEmpty()) {
            String next = left.remove();
            switch (next) {
                case "--seed" -> seed = Long.valueOf(left.remove());
                case "--from" -> from = Long.valueOf(left.remove());
                case "--without" -> without = Schedule.faults(left.remove());
                case "--hours" -> hours = Long.parseLong(left.remove());
                case "--events" -> events = Integer.parseInt(left.remove());
                case "--plant" -> plant = left.remove();
                case "--page" -> page = true;
                case "--keep" -> kept = Path.of(left.remove());
                case "--brief" -> brief = true;
                case "--processes" -> processes = Integer.parseInt(left.remove());
                default -> count = Long.parseLong(next);
            }
        }
    }

    public static void main(String[] arguments) throws IOException {
        System.exit(new SimulationMain(arguments).run() ? 0 : 1);
    }

    private boolean run() throws IOException {
        if (seed != null) {
            return again(new Schedule(seed, without, hours, events));
        }
        return plant == null ? many() : planted();
    }

    private boolean again(Schedule schedule) {
        Defect defect = plant == null ? new Defect() : PlantedBug.valueOf(plant).plant();
        Verdict verdict = Lab.run(schedule, defect, true);
        verdict.lines().forEach(out::println);
        out.println("faults: " + verdict.struck());
        out.println(
                verdict.isFine() ? "every promise is kept" : verdict.violation().getMessage());
        return verdict.isFine();
    }

    private boolean many() throws IOException {
        Path file = kept != null
                ? kept
                : Files.createTempDirectory("rollcall-simulation").resolve("run");
        KeptRun run = KeptRun.open(file, from, count);
        out.println("seeds " + run.first() + " to " + (run.first() + count - 1));
        Figures figures = processes > 1 ? apart(run, file) : here(run);
        out.print(figures.text());
        if (!brief) {
            figures.failed().forEach(failed -> out.println(Figures.explain(failed)));
        }
        return figures.violations() == 0;
    }

    /** The parts keep and tell how long they took, over all starts. */
    private Figures apart(KeptRun run, Path file) throws IOException {
        run.keep(run.figures(), run.seconds());
        Figures figures = new Apart(run.first(), count, processes, file).run(out::println);
        run.keep(figures, run.seconds());
        return figures;
    }

    private Figures here(KeptRun run) throws IOException {
        Figures figures = run.figures();
        double before = run.seconds();
        long begun = System.nanoTime();
        while (figures.schedules() < count) {
            long done = figures.schedules();
            Lab.runAll(run.first() + done, Math.min(PIECE, count - done), Defect::new, judged(figures), 1);
            double seconds = before + (System.nanoTime() - begun) / 1e9;
            out.printf(
                    "%,d schedules in %,.0f s (%.0f a second), %,d violations%n",
                    figures.schedules(), seconds, figures.schedules() / seconds, figures.violations());
            run.keep(figures, seconds);
            if (out.checkError()) {
                throw new IOException("nobody listens any more");
            }
        }
        return figures;
    }

    private Consumer<Verdict> judged(Figures figures) {
        return verdict -> {
            figures.add(verdict);
            if (brief && !verdict.isFine()) {
                out.println("seed " + verdict.schedule().seed() + " breaks "
                        + verdict.violation().getMessage());
            }
        };
    }

    private boolean planted() {
        List<PlantedBug> some = plant.equals("all") ? List.of(PlantedBug.values()) : List.of(PlantedBug.valueOf(plant));
        Queue<PlantedBug> left = new ConcurrentLinkedQueue<>(some);
        Map<PlantedBug, Hunt> hunts = new ConcurrentHashMap<>();
        Lab.onThreads(processes, () -> {
            for (PlantedBug bug = left.poll(); bug != null; bug = left.poll()) {
                Hunt hunt = Hunt.of(bug, count);
                hunts.put(bug, hunt);
                out.println(
                        bug + "\t" + (hunt.isFound() ? hunt.seed() : "not found in " + count) + "\t" + hunt.promise());
            }
        });
        if (page) {
            write(HuntPage.of(some.stream().map(hunts::get).toList()));
        }
        return hunts.values().stream().allMatch(Hunt::isFound);
    }

    private void write(String text) {
        out.print(text);
        try {
            Files.writeString(PAGE, text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
