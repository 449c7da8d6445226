package dev.rollcall.agent.service;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Carries deeds out, or shows them. */
public final class Workman {

    private final PrintWriter out;

    public Workman(PrintWriter out) {
        this.out = out;
    }

    /** Shows what would be done. */
    public void show(List<Deed> deeds) {
        for (Deed deed : deeds) {
            if (deed instanceof Deed.Write write) {
                out.println("write " + write.file() + " (" + write.charset() + ")");
                write.text().lines().forEach(line -> out.println("    " + line));
            } else if (deed instanceof Deed.Remove remove) {
                out.println("remove " + remove.file());
            } else if (deed instanceof Deed.Run run) {
                out.println("run " + shown(run.command()));
            } else if (deed instanceof Deed.Tell tell) {
                out.println("say " + tell.text());
            }
        }
        out.flush();
    }

    /**
     * Carries deeds out until one fails.
     *
     * @return whether all were, and nothing is left to a person
     */
    public boolean carryOut(List<Deed> deeds) {
        boolean finished = true;
        for (Deed deed : deeds) {
            if (!done(deed)) {
                return false;
            }
            finished &= !(deed instanceof Deed.Tell tell && tell.unfinished());
        }
        return finished;
    }

    private boolean done(Deed deed) {
        try {
            if (deed instanceof Deed.Run run) {
                return ran(run);
            }
            if (deed instanceof Deed.Write write) {
                write(write);
            } else if (deed instanceof Deed.Remove remove) {
                Files.deleteIfExists(remove.file());
            } else if (deed instanceof Deed.Tell tell) {
                out.println(tell.text());
                out.flush();
            }
            return true;
        } catch (IOException failed) {
            out.println("This failed: " + failed + ". Run it as an administrator; --dry-run shows what is to be done.");
            out.flush();
            return false;
        }
    }

    private static void write(Deed.Write write) throws IOException {
        Path folder = write.file().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.writeString(write.file(), write.text(), write.charset());
    }

    private boolean ran(Deed.Run run) {
        int code = code(run);
        if (code != 0 && !run.tolerant()) {
            out.println("'" + shown(run.command()) + "' ended with " + code + ".");
            out.flush();
        }
        return code == 0 || run.tolerant();
    }

    private int code(Deed.Run run) {
        try {
            ProcessBuilder builder = new ProcessBuilder(run.command()).redirectErrorStream(true);
            Process process = builder.start();
            process.getOutputStream().close();
            try (var lines = process.inputReader()) {
                lines.lines().forEach(line -> {
                    if (!run.tolerant()) {
                        out.println("  " + line);
                        out.flush();
                    }
                });
            }
            return process.waitFor();
        } catch (IOException notThere) {
            if (!run.tolerant()) {
                out.println(String.valueOf(notThere.getMessage()));
            }
            return 127;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return 130;
        }
    }

    private static String shown(List<String> command) {
        return command.stream()
                .map(word ->
                        word.matches("[A-Za-z0-9_./:=+,*()\\\\@-]+") ? word : "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
    }
}
