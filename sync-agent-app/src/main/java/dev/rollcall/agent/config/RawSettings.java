package dev.rollcall.agent.config;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Every setting as text under its full key ({@code devices[0].host}), from the environment before the file, and which of them
 * have been asked for. Not thread-safe.
 */
final class RawSettings {

    private static final String PREFIX = "ROLLCALL_";
    private static final Pattern DEVICE_VARIABLE = Pattern.compile("ROLLCALL_DEVICES_(\\d+)_.+");
    private static final Pattern DEVICE_KEY = Pattern.compile("devices\\[(\\d+)\\].*");

    private final Map<String, String> file;
    private final Map<String, String> environment;
    private final References references;
    private final Map<String, String> missing = new LinkedHashMap<>();
    private final Set<String> askedKeys = new LinkedHashSet<>();
    private final Set<String> askedVariables = new LinkedHashSet<>();

    RawSettings(Map<String, String> file, Map<String, String> environment) {
        this.file = file;
        this.environment = environment;
        this.references = new References(environment);
    }

    /** Returns the text of a setting; null if it is set nowhere or empty in the file. */
    @Nullable String text(String key) {
        askedKeys.add(key);
        String underscored = variable(key, true);
        String plain = variable(key, false);
        askedVariables.add(underscored);
        askedVariables.add(plain);
        String fromEnvironment = environment.getOrDefault(underscored, environment.get(plain));
        String fromFile = file.get(key);
        String value = fromEnvironment != null || fromFile == null
                ? fromEnvironment
                : references.resolve(fromFile, name -> missing.put(key, name));
        return value == null || value.isBlank() ? null : value;
    }

    /** Returns the folder in which systemd hands over secrets ({@code LoadCredential}); null where it does not. */
    @Nullable String credentialsFolder() {
        String folder = environment.get("CREDENTIALS_DIRECTORY");
        return folder == null || folder.isBlank() ? null : folder;
    }

    /** Returns the variables that the file refers to and that are not set, by key. */
    Map<String, String> missingReferences() {
        return missing;
    }

    /** Tells whether the file itself holds this value: not the environment, and not by a reference. */
    boolean isInFile(String key) {
        String value = file.get(key);
        return value != null && !value.isBlank() && !References.in(value);
    }

    /** Returns the keys that were asked for, devices by {@code devices[]}. */
    Set<String> askedKeys() {
        Set<String> keys = new TreeSet<>();
        askedKeys.forEach(key -> keys.add(key.replaceAll("\\[\\d+\\]", "[]")));
        return keys;
    }

    /** Tells whether a top-level section occurs at all, even empty. */
    boolean mentions(String section) {
        return file.containsKey(section)
                || environment.keySet().stream().anyMatch(name -> name.startsWith(variable(section, true) + "_"));
    }

    /** Returns the numbers of the devices that any setting speaks of. */
    Set<Integer> deviceNumbers() {
        Set<Integer> numbers = new TreeSet<>();
        collect(numbers, DEVICE_KEY, file.keySet());
        collect(numbers, DEVICE_VARIABLE, environment.keySet());
        return numbers;
    }

    /** Returns the keys of the file that nobody asked for. */
    Set<String> unknownKeys() {
        Set<String> unknown = new LinkedHashSet<>(file.keySet());
        unknown.removeIf(key -> askedKeys.contains(key) || isEmptySection(key));
        return unknown;
    }

    /** Returns the variables of our sections that nobody asked for. Other programs may have others that begin alike. */
    Set<String> unknownVariables() {
        Set<String> unknown = new TreeSet<>(environment.keySet());
        unknown.removeIf(name -> askedVariables.contains(name) || !isOurs(name));
        return unknown;
    }

    private boolean isEmptySection(String key) {
        String value = file.get(key);
        return (value == null || value.isEmpty())
                && askedKeys.stream().anyMatch(asked -> asked.startsWith(key + ".") || asked.startsWith(key + "["));
    }

    private static boolean isOurs(String name) {
        return name.startsWith(PREFIX + "RECEIVER_")
                || name.startsWith(PREFIX + "DEVICES_")
                || name.startsWith(PREFIX + "LIMITS_")
                || name.startsWith(PREFIX + "TIMEOUTS_");
    }

    private static void collect(Set<Integer> numbers, Pattern pattern, Set<String> names) {
        for (String name : names) {
            Matcher matcher = pattern.matcher(name);
            if (matcher.matches() && matcher.group(1).length() < 6) {
                numbers.add(Integer.parseInt(matcher.group(1)));
            }
        }
    }

    /** The variable of a key: {@code devices[0].startFrom} is {@code ROLLCALL_DEVICES_0_START_FROM} or …{@code _STARTFROM}. */
    static String variable(String key, boolean underscored) {
        String words = underscored ? key.replaceAll("([a-z])([A-Z])", "$1_$2") : key;
        return PREFIX + words.replaceAll("\\]?\\.|\\[", "_").replace("]", "").toUpperCase(Locale.ROOT);
    }
}
