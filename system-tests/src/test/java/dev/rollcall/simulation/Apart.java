package dev.rollcall.simulation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Runs the seeds of a range in several processes, a part in each, since threads of one process hinder one another here. */
final class Apart {

    private static final List<String> MACHINE = List.of("-Xmx768m", "-Xmn384m", "-XX:+UseSerialGC", "-Xshare:auto");

    private final long first;
    private final long count;
    private final int processes;
    private final Path file;

    /**
     * A run that is still to be begun, or to go on.
     *
     * @param file where figures are kept; each process has its own beside it
     */
    Apart(long first, long count, int processes, Path file) {
        this.first = first;
        this.count = count;
        this.processes = processes;
        this.file = file;
    }

    /**
     * Runs what has not been run yet.
     *
     * @param lines is told what the processes say, from any thread
     * @return the figures of all
     */
    Figures run(Consumer<String> lines) throws IOException {
        AtomicInteger next = new AtomicInteger();
        Lab.onThreads(processes, () -> runPart(next.getAndIncrement(), lines));
        Figures all = new Figures();
        for (int part = 0; part < processes; part++) {
            Figures figures = KeptRun.figuresIn(fileOf(part));
            if (figures.schedules() != begin(part + 1) - begin(part)) {
                throw new IllegalStateException("process " + part + " has run " + figures.schedules()
                        + " schedules only; what it said is above, and the same command goes on");
            }
            all.add(figures);
        }
        return all;
    }

    private void runPart(int part, Consumer<String> lines) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder command = new ProcessBuilder(java);
        command.command().addAll(MACHINE);
        command.command().addAll(List.of("-cp", System.getProperty("java.class.path"), SimulationMain.class.getName()));
        command.command().add(Long.toString(begin(part + 1) - begin(part)));
        command.command().addAll(List.of("--from", Long.toString(first + begin(part))));
        command.command().addAll(List.of("--keep", fileOf(part).toString(), "--processes", "1", "--brief"));
        try {
            Process process = command.redirectErrorStream(true).start();
            try (BufferedReader said = process.inputReader()) {
                said.lines().forEach(lines);
                process.waitFor();
            } finally {
                process.destroy();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns how many schedules the parts before one have. */
    private long begin(int part) {
        return count * part / processes;
    }

    private Path fileOf(int part) {
        return file.resolveSibling(file.getFileName() + "." + part);
    }
}
