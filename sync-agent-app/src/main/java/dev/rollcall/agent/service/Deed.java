package dev.rollcall.agent.service;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;

/** One thing to do to the computer. */
public sealed interface Deed {

    /** Writes a file, over one that is there. */
    record Write(Path file, String text, Charset charset) implements Deed {}

    /** Removes a file if it is there. */
    record Remove(Path file) implements Deed {}

    /**
     * Runs a command and waits for it.
     *
     * @param tolerant whether its failure is no reason to stop
     */
    record Run(List<String> command, boolean tolerant) implements Deed {

        static Run of(String... command) {
            return new Run(List.of(command), false);
        }

        static Run tolerant(String... command) {
            return new Run(List.of(command), true);
        }
    }

    /**
     * Says something to the person.
     *
     * @param unfinished whether something is left for the person to do
     */
    record Tell(String text, boolean unfinished) implements Deed {

        static Tell of(String text) {
            return new Tell(text, false);
        }
    }
}
