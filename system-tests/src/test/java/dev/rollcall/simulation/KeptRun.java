package dev.rollcall.simulation;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Properties;

/**
 * A long run that may be broken off: its figures are kept in a file after each piece, and the next start goes on after the last one. It goes
 * on only with the same seeds and, as far as the first of them show, the same code.
 */
final class KeptRun {

    private static final int PROBES = 20;

    private final Path file;
    private final long first;
    private final long count;
    private final String print;
    private final Properties kept;

    private KeptRun(Path file, Properties kept, long first, long count) {
        this.file = file;
        this.kept = kept;
        this.first = first;
        this.count = count;
        this.print = print(first, count);
    }

    /**
     * Opens what was kept, or begins.
     *
     * @param from the first seed; null for that of the file, or for any
     * @throws IllegalArgumentException if the file is of other seeds or other code
     */
    static KeptRun open(Path file, Long from, long count) throws IOException {
        if (!Files.exists(file)) {
            return new KeptRun(file, new Properties(), from == null ? freshSeed() : from, count);
        }
        Properties kept = read(file);
        long first = from == null ? Long.parseLong(kept.getProperty("first")) : from;
        KeptRun run = new KeptRun(file, kept, first, count);
        run.mustBe("first", Long.toString(first));
        run.mustBe("count", Long.toString(count));
        run.mustBe("print", run.print);
        return run;
    }

    /** Returns the figures of a file, whatever run it is of. */
    static Figures figuresIn(Path file) throws IOException {
        return Figures.of(read(file));
    }

    private static Properties read(Path file) throws IOException {
        Properties kept = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            kept.load(in);
        }
        return kept;
    }

    /** Returns a seed that nobody tried yet, with room for many after it. */
    static long freshSeed() {
        return Math.abs(new SecureRandom().nextLong() / 4);
    }

    long first() {
        return first;
    }

    /** The figures so far. */
    Figures figures() {
        return kept.isEmpty() ? new Figures() : Figures.of(kept);
    }

    /** Returns how many seconds were spent on them. */
    double seconds() {
        return Double.parseDouble(kept.getProperty("seconds", "0"));
    }

    /** Keeps the figures of all seeds up to here; whole, or those before. */
    void keep(Figures figures, double seconds) throws IOException {
        kept.clear();
        figures.keepIn(kept);
        kept.setProperty("first", Long.toString(first));
        kept.setProperty("count", Long.toString(count));
        kept.setProperty("print", print);
        kept.setProperty("seconds", Double.toString(seconds));
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try (OutputStream out = Files.newOutputStream(fresh)) {
            kept.store(out, "a run of the simulation");
        }
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private void mustBe(String name, String wanted) {
        if (!wanted.equals(kept.getProperty(name))) {
            throw new IllegalArgumentException(file + " is of another run: its " + name + " is "
                    + kept.getProperty(name) + ", not " + wanted + "; name another file, or remove it to begin anew");
        }
    }

    private static String print(long first, long count) {
        long print = 0;
        for (long seed = first; seed < first + Math.min(PROBES, count); seed++) {
            print = 31 * print + Lab.run(Schedule.of(seed)).hash();
        }
        return Long.toHexString(print);
    }
}
