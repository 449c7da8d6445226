package dev.rollcall.demo;

import java.io.PrintStream;

/** Tells a person what happens, a line at a time. */
final class Narrator {

    private final PrintStream out;

    Narrator(PrintStream out) {
        this.out = out;
    }

    void chapter(String title) {
        out.println();
        out.println("== " + title);
    }

    void say(String line) {
        out.println("   " + line);
        out.flush();
    }
}
