package dev.rollcall.agent.cli;

import dev.rollcall.agent.config.Secret;
import dev.rollcall.agent.init.NobodyAnswersException;
import dev.rollcall.agent.init.Person;
import java.io.Console;
import java.io.PrintWriter;

/** Whoever sits at this terminal; nobody where there is none. What is said goes to standard error, where commands talk. */
final class ConsolePerson implements Person {

    private final PrintWriter err;
    private final boolean there;

    ConsolePerson(PrintWriter err) {
        this.err = err;
        this.there = Ink.isTerminal();
    }

    @Override
    public void say(String line) {
        err.println(line);
        err.flush();
    }

    @Override
    public String ask(String question, String proposed) {
        String answer =
                console(question).readLine("%s", question + (proposed.isEmpty() ? ": " : " [" + proposed + "]: "));
        if (answer == null) {
            throw new NobodyAnswersException(question);
        }
        return answer.isBlank() ? proposed : answer.strip();
    }

    @Override
    public Secret askSecret(String question) {
        char[] answer = console(question).readPassword("%s", question + " (not shown): ");
        if (answer == null) {
            throw new NobodyAnswersException(question);
        }
        return Secret.of(new String(answer));
    }

    @Override
    public boolean isThere() {
        return there;
    }

    @SuppressWarnings("SystemConsoleNull") // with the check for a terminal before it
    private Console console(String question) {
        Console console = there ? System.console() : null;
        if (console == null) {
            throw new NobodyAnswersException(question);
        }
        return console;
    }
}
