package dev.rollcall.receiver.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Where a password is typed: never an argument, which every process of the machine can read. */
interface PasswordEntry {

    /** Returns what was typed; null if nothing was, or not twice the same. */
    @Nullable String ask();

    /** From the keyboard, unseen and twice; or, where there is none, the first line of standard input. */
    @SuppressWarnings({"SystemConsoleNull", "NullAway"})
    static PasswordEntry ofThisProcess() {
        return () -> {
            Console console = System.console();
            return isKeyboard(console) ? fromKeyboard(console) : fromStandardInput();
        };
    }

    /** From Java 22 on there is a console also where input comes from a file, and it says so by a method that 17 does not have. */
    private static boolean isKeyboard(@Nullable Console console) {
        try {
            return console != null
                    && Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
        } catch (NoSuchMethodException olderJava) {
            return true;
        } catch (ReflectiveOperationException unknowable) {
            return false;
        }
    }

    private static @Nullable String fromKeyboard(Console console) {
        char[] one = console.readPassword("Password: ");
        char[] two = console.readPassword("The same again: ");
        if (one == null || two == null || !String.valueOf(one).equals(String.valueOf(two))) {
            return null;
        }
        return String.valueOf(one);
    }

    private static @Nullable String fromStandardInput() {
        try {
            return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        } catch (IOException failed) {
            throw new UncheckedIOException("the password could not be read from standard input", failed);
        }
    }
}
