package dev.rollcall.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/** Sends signals by one shell that stays, since a process of its own for each would take longer than all else. */
public final class Signals implements AutoCloseable {

    private final Process shell;
    private final Writer commands;
    private final BufferedReader answers;

    private Signals(Process shell) {
        this.shell = shell;
        commands = shell.outputWriter(StandardCharsets.US_ASCII);
        answers = shell.inputReader(StandardCharsets.US_ASCII);
    }

    /** Starts the shell. */
    public static Signals open() throws IOException {
        return new Signals(new ProcessBuilder("sh").redirectErrorStream(true).start());
    }

    /** Sends a signal, such as {@code CONT}, and returns when it is sent, or when there was no such process any more. */
    public void send(String name, long process) throws IOException {
        commands.write("kill -" + name + " " + process + " 2>/dev/null; echo sent\n");
        commands.flush();
        if (answers.readLine() == null) {
            throw new IOException("the shell that sends signals has ended");
        }
    }

    @Override
    public void close() {
        shell.destroy();
    }
}
