package dev.rollcall.agent.cli;

import java.io.Console;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Colours words that a report marks something with, on a terminal only and only if nobody minds ({@code NO_COLOR}). */
final class Ink {

    private static final String END = "\u001b[0m";
    private static final Map<String, String> COLOURS = Map.of(
            "ok", "\u001b[32m",
            "WORKS", "\u001b[1;32m",
            "advice", "\u001b[33m",
            "WARNING", "\u001b[33m",
            "PROBLEM", "\u001b[1;31m",
            "DOES NOT WORK", "\u001b[1;31m",
            "not checked", "\u001b[2m");
    private static final Pattern MARK =
            Pattern.compile("^( *)(ok|WORKS|advice|WARNING|PROBLEM|DOES NOT WORK|not checked)\\b", Pattern.MULTILINE);

    private Ink() {}

    /** Returns a text with its marks coloured if that is wanted where it will be shown. */
    static String on(Map<String, String> environment, String text) {
        return isWanted(environment, isTerminal()) ? coloured(text) : text;
    }

    /** Returns a text with the mark at the beginning of each line coloured. */
    static String coloured(String text) {
        return MARK.matcher(text)
                .replaceAll(mark ->
                        Matcher.quoteReplacement(mark.group(1) + COLOURS.get(mark.group(2)) + mark.group(2) + END));
    }

    static boolean isWanted(Map<String, String> environment, boolean terminal) {
        return terminal
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
    }

    /** From Java 22 on there is a console also where there is no terminal, and a method that tells. */
    @SuppressWarnings("SystemConsoleNull") // that is what the method below is asked for
    static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
        } catch (ReflectiveOperationException olderJava) {
            return true;
        }
    }
}
