package dev.rollcall.agent.cli;

import dev.rollcall.agent.config.Secret;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Secrets as they are handed to {@code init}: in a file, in a variable, or line by line on standard input; never as an argument. */
final class InitSecrets {

    private final BufferedReader input;

    InitSecrets(InputStream input) {
        this.input = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8));
    }

    /**
     * Returns a secret; null if it was not handed over.
     *
     * @param file     a file, {@code -} for the next line of standard input, or null
     * @param variable the value of the environment variable; null if it is not set
     * @throws IllegalArgumentException saying what is wrong with the file
     */
    @Nullable Secret of(@Nullable String file, @Nullable String variable) {
        if (file == null) {
            return variable == null || variable.isBlank() ? null : Secret.of(variable);
        }
        String text = file.equals("-") ? line() : content(Path.of(file));
        if (text == null || text.isBlank()) {
            throw new IllegalArgumentException(
                    file.equals("-") ? "Standard input has no line for a secret." : file + " is empty.");
        }
        return Secret.of(text);
    }

    private @Nullable String line() {
        try {
            return input.readLine();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String content(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8).replaceFirst("(\r?\n)+$", "");
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(
                    file + " cannot be read as UTF-8 text: name a file that holds the secret alone.", unreadable);
        }
    }
}
