package dev.rollcall.agent.config;

import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts environment variables into values of the file: <code>${NAME}</code>, or <code>${NAME:-instead}</code> for one that may be
 * missing or empty. <code>$${NAME}</code> stands for the text itself. What does not look like a reference is left alone.
 */
final class References {

    private static final Pattern REFERENCE =
            Pattern.compile("\\$?\\$\\{(?<name>[A-Za-z_][A-Za-z0-9_]*)(?::-(?<instead>[^}]*))?\\}");

    private final Map<String, String> environment;

    References(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * Returns a value with its references resolved.
     *
     * @param missing is told each variable that is neither set nor has something instead
     */
    String resolve(String value, Consumer<String> missing) {
        Matcher matcher = REFERENCE.matcher(value);
        return matcher.find()
                ? matcher.replaceAll(found -> Matcher.quoteReplacement(resolve(found, matcher, missing)))
                : value;
    }

    /** Tells whether a value has references at all. */
    static boolean in(String value) {
        return REFERENCE.matcher(value).find();
    }

    private String resolve(MatchResult found, Matcher matcher, Consumer<String> missing) {
        if (found.group().startsWith("$$")) {
            return found.group().substring(1);
        }
        String name = matcher.group("name");
        String instead = matcher.group("instead");
        String set = environment.get(name);
        if (set != null && !set.isEmpty()) {
            return set;
        }
        if (instead != null) {
            return instead;
        }
        missing.accept(name);
        return "";
    }
}
