package dev.rollcall.bench;

import dev.rollcall.house.Artifacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Where the benchmarks of the agent find what was packaged, and where they work. */
final class BenchHouse {

    private final Artifacts artifacts;
    private final Path work;

    /**
     * Creates a house.
     *
     * @param artifacts what was packaged
     * @param work      a folder for journals, emptied where a benchmark begins anew
     */
    BenchHouse(Artifacts artifacts, Path work) {
        this.artifacts = artifacts;
        this.work = work;
    }

    Artifacts artifacts() {
        return artifacts;
    }

    /** Returns an agent in an empty folder of its own. */
    BenchAgent agent(String name) throws IOException {
        return new BenchAgent(artifacts, empty(name));
    }

    /** Returns an empty folder. */
    Path empty(String name) throws IOException {
        Path folder = work.resolve(name);
        remove(folder);
        return Files.createDirectories(folder);
    }

    /** Removes a folder. */
    static void remove(Path folder) throws IOException {
        if (Files.exists(folder)) {
            List<Path> deepestFirst;
            try (Stream<Path> found = Files.walk(folder)) {
                deepestFirst = found.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        }
    }

    /** Returns a number that the command line may set: {@code -Dbench.NAME=N}. */
    int number(String name, int unlessSet) {
        String set = System.getProperty("bench." + name, "");
        return set.isBlank() ? unlessSet : Integer.parseInt(set);
    }

    static void check(long got, long expected) {
        if (got != expected) {
            throw new IllegalStateException("the receiver has " + got + " events instead of " + expected);
        }
    }

    static String line(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
