package dev.rollcall.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The program that follows, fails and stops calls, and whether it can be used here. */
public final class Strace {

    /** Why an experiment is skipped without it. */
    public static final String ABSENT = "skipped: this machine has no strace, or may not use it";

    private static final List<String> FILES =
            List.of("journal.db", "journal.db-wal", "journal.db-journal", "journal.mark.new", "journal.mark");

    private Strace() {}

    /** Tells whether it can be used. */
    public static boolean isHere() throws InterruptedException {
        try {
            return new ProcessBuilder("strace", "-qq", "-e", "trace=none", "true")
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException absent) {
            return false;
        }
    }

    /**
     * The command that follows these calls on every file of a journal.
     *
     * @param trace  where it writes
     * @param inject what it does to them, such as {@code signal=SIGSTOP}; empty for nothing
     */
    public static List<String> ofJournal(Path dataDir, Path trace, String calls, String inject) {
        // Not with --seccomp-bpf: that leaves out most of the signals.
        return followed(List.of("strace", "-f", "-qq", "-o", trace.toString()), dataDir, calls, inject);
    }

    /** The same for a process that runs already; it also tells how that ends. */
    public static List<String> attached(long process, Path dataDir, Path trace, String calls, String inject) {
        return followed(
                List.of("strace", "-f", "-q", "-o", trace.toString(), "-p", Long.toString(process)),
                dataDir,
                calls,
                inject);
    }

    private static List<String> followed(List<String> begin, Path dataDir, String calls, String inject) {
        List<String> command = new ArrayList<>(begin);
        for (String file : FILES) {
            command.add("-P");
            command.add(dataDir.resolve(file).toString());
        }
        command.addAll(List.of("-e", "trace=" + calls));
        if (!inject.isEmpty()) {
            command.addAll(List.of("-e", "inject=" + calls + ":" + inject));
        }
        return command;
    }
}
