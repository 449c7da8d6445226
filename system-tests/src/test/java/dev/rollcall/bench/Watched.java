package dev.rollcall.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A process under way, with what it takes of memory and processor time. Not thread-safe. */
final class Watched implements AutoCloseable {

    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final Pattern COLLECTED = Pattern.compile("Pause .* \\d+M->(\\d+)M\\((\\d+)M\\)");

    private final Process process;
    private final Path collections;
    private final long begun = System.nanoTime();
    private final List<Long> residentKb = new ArrayList<>();
    private Duration processor = Duration.ZERO;

    Watched(Process process, Path collections) {
        this.process = process;
        this.collections = collections;
    }

    /** Takes a sample. */
    void look() throws IOException {
        processor = process.info().totalCpuDuration().orElse(processor);
        try {
            Matcher status = RESIDENT.matcher(Files.readString(Path.of("/proc/" + process.pid() + "/status")));
            if (status.find()) {
                residentKb.add(Long.valueOf(status.group(1)));
            }
        } catch (NoSuchFileException endedOrNotLinux) {
            return;
        }
    }

    boolean ended(long waitMillis) throws InterruptedException {
        return process.waitFor(waitMillis, TimeUnit.MILLISECONDS);
    }

    int exitCode() {
        return process.exitValue();
    }

    double seconds() {
        return (System.nanoTime() - begun) / 1e9;
    }

    /** Processor time up to the last look, user and system, of all threads. */
    Duration processor() {
        return processor;
    }

    /** Resident megabytes at each look. */
    List<Double> residentMb() {
        return residentKb.stream().map(kb -> kb / 1024.0).toList();
    }

    /** Megabytes of heap in use after each collection. */
    List<Integer> heapAfterCollections() throws IOException {
        List<Integer> used = new ArrayList<>();
        for (String line : Files.readAllLines(collections)) {
            Matcher matcher = COLLECTED.matcher(line);
            if (matcher.find()) {
                used.add(Integer.valueOf(matcher.group(1)));
            }
        }
        return used;
    }

    /** Asks it to stop, as a service does, and kills it if it does not. */
    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!ended(20_000)) {
            process.destroyForcibly();
        }
    }
}
