package dev.rollcall.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.StringJoiner;

/** What one experiment came to: a line of the laboratory's report, and of what a test prints. */
public final class LabNote {

    /** Where the lines go, one file for each run of the laboratory. */
    static final Path FOLDER = Path.of("system-tests", "target", "lab");

    private static final String FILE = "notes.tsv";

    private final String experiment;
    private final String variant;
    private final long begun = System.nanoTime();
    private long tried;
    private long hit;
    private long lost;
    private long twice;
    private long invented;
    private String more = "";

    private LabNote(String experiment, String variant) {
        this.experiment = experiment;
        this.variant = variant;
    }

    /**
     * Begins an experiment; its time runs from now.
     *
     * @param experiment its name, as the laboratory's command knows it
     * @param variant    what of it, for people
     */
    public static LabNote begin(String experiment, String variant) {
        return new LabNote(experiment, variant);
    }

    /** How often something was done, and how often it struck. */
    public LabNote counted(long triedTimes, long hitTimes) {
        tried = triedTimes;
        hit = hitTimes;
        return this;
    }

    /** What must be nought. */
    public LabNote broken(long lostRows, long rowsTwice, long inventedRows) {
        lost = lostRows;
        twice = rowsTwice;
        invented = inventedRows;
        return this;
    }

    /** What else there is to say, in some words. */
    public LabNote say(String format, Object... values) {
        more = String.format(Locale.ROOT, format, values);
        return this;
    }

    /** Ends it: writes the line and prints it. */
    public void end() {
        StringJoiner line = new StringJoiner("\t", "", "\n");
        line.add(experiment).add(variant);
        for (long number : new long[] {tried, hit, lost, twice, invented, (System.nanoTime() - begun) / 1_000_000}) {
            line.add(Long.toString(number));
        }
        line.add(more.replace('\t', ' ').replace('\n', ' '));
        System.out.printf("Laboratory: %s", line.toString().replace("\t", " | "));
        try {
            Path folder = Path.of(System.getProperty("rollcall.home")).resolve(FOLDER);
            Files.createDirectories(folder);
            Files.writeString(
                    folder.resolve(FILE),
                    line.toString(),
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException unwritten) {
            throw new java.io.UncheckedIOException(unwritten);
        }
    }
}
