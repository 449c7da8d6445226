package dev.rollcall.disklab;

import dev.rollcall.house.JarProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Records real work on a journal with strace: a process works and is killed, another one goes on and closes. */
final class WorkRecorder {

    private static final long SECONDS = 300;

    private final Path folder;

    /** Records in an empty folder. */
    WorkRecorder(Path folder) {
        this.folder = folder;
    }

    /**
     * Records.
     *
     * @param pagesOfLog after how many pages the write-ahead log is checked in; 0 for as many as usual
     * @param steps      of each of the two processes
     */
    Recording record(long seed, int pagesOfLog, int steps) throws IOException, InterruptedException {
        Path data = Files.createDirectory(folder.resolve("data"));
        StraceReader reader = new StraceReader(data, folder.resolve("notes"));
        reader.read(work(data, seed, pagesOfLog, steps, 0, "halt"));
        reader.read(work(data, seed, pagesOfLog, steps, steps, "close"));
        return reader.recording();
    }

    private Path work(Path data, long seed, int pagesOfLog, int steps, int begun, String end)
            throws IOException, InterruptedException {
        String prefix = "trace-" + end;
        List<String> command = new ArrayList<>(List.of("strace"));
        command.addAll(StraceReader.OPTIONS);
        command.addAll(List.of("-o", folder.resolve(prefix).toString()));
        command.addAll(JarProcess.java());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), JournalWorkMain.class.getName()));
        command.addAll(List.of(
                data.resolve("journal.db").toString(), folder.resolve("notes").toString()));
        for (long number : new long[] {seed, pagesOfLog, steps, begun}) {
            command.add(Long.toString(number));
        }
        command.add(end);
        JarProcess process = JarProcess.start(command, folder, prefix);
        int exitCode = process.exitCode(SECONDS);
        if (exitCode != 0) {
            throw new IllegalStateException("recording ended with " + exitCode + ": " + process.complained());
        }
        return threadThatWorked(prefix);
    }

    private Path threadThatWorked(String prefix) throws IOException {
        String journal = HexFormat.of()
                .withPrefix("\\x")
                .formatHex(
                        folder.resolve("data").resolve("journal.db").toString().getBytes(StandardCharsets.UTF_8));
        List<Path> worked = new ArrayList<>();
        try (Stream<Path> traces = Files.list(folder)) {
            for (Path trace : traces.filter(
                            path -> path.getFileName().toString().startsWith(prefix + "."))
                    .toList()) {
                if (Files.readString(trace, StandardCharsets.ISO_8859_1).contains(journal)) {
                    worked.add(trace);
                }
            }
        }
        if (worked.size() != 1) {
            throw new IllegalStateException("the journal's calls come from " + worked.size() + " threads");
        }
        return worked.get(0);
    }
}
