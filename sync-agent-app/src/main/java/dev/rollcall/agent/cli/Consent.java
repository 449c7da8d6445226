package dev.rollcall.agent.cli;

import java.io.Console;
import java.util.Locale;

/** Asks a person who sits at a terminal; whoever does not is never waited for. */
interface Consent {

    /** Returns whether a person says yes; no without asking where nobody can be asked. */
    boolean to(String question);

    /** Asks at the terminal of this process. */
    @SuppressWarnings("SystemConsoleNull") // asked before whether it is a terminal
    static boolean atTerminal(String question) {
        Console console = Ink.isTerminal() ? System.console() : null;
        String answer = console == null ? null : console.readLine("%s [y/N] ", question);
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
    }
}
