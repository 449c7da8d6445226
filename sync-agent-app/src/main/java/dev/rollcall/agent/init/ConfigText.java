package dev.rollcall.agent.init;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Answers as YAML for people: with comments, secrets named as files. */
final class ConfigText {

    /** Where secrets lie, beside the configuration. */
    static final String SECRETS = "secrets/";

    static final String TOKEN_FILE = SECRETS + "receiver-token";

    private static final String DEVICE = "devices[0].";
    private static final List<String> FIRST = List.of("name", "host", "port", "tls", "username");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9/](?:[A-Za-z0-9_./:-]*[A-Za-z0-9_/-])?");
    private static final List<String> WORDS = List.of("true", "false", "yes", "no", "on", "off", "null", "y", "n");
    private static final Pattern DEVICES = Pattern.compile("(?m)^devices:[ \\t]*(#.*)?\\R");
    private static final Pattern ITEM = Pattern.compile("(?m)^([ \\t]*)- ");
    private static final Pattern NEXT_SECTION = Pattern.compile("(?m)^[^\\s#-]");

    private ConfigText() {}

    /** Returns a whole configuration. */
    static String of(Draft draft) {
        StringBuilder text = new StringBuilder("""
                # The Rollcall agent. Every setting: docs/guide/agent-configuration.md. After a change restart the agent.

                receiver:
                """);
        settings(draft, "receiver.").forEach((key, value) -> text.append(line("  ", key, value)));
        text.append("  tokenFile: ").append(TOKEN_FILE).append('\n');
        text.append("""

                # When the terminals are read: minute hour day month weekday. They are also read at once on start.
                """);
        text.append("schedule: ")
                .append(quoted(draft.settings().getOrDefault("schedule", "0 * * * *")))
                .append('\n');
        String zone = draft.setting("zone");
        if (zone != null) {
            text.append(line("", "zone", zone));
        }
        text.append("""

                # Journal, queue and logs. Upgrades and uninstalling leave them alone; so should you.
                """);
        text.append(line("", "dataDir", draft.settings().getOrDefault("dataDir", "data")));
        return text.append("\ndevices:\n").append(device(draft, "  ")).toString();
    }

    /**
     * Returns a configuration with one more terminal; all else stays as it was, comments too.
     *
     * @return null if the list of terminals is not written as a block, one item below the other
     */
    static @Nullable String withDevice(String yaml, Draft draft) {
        Matcher devices = DEVICES.matcher(yaml);
        if (!devices.find()) {
            return null;
        }
        Matcher item = ITEM.matcher(yaml).region(devices.end(), yaml.length());
        Matcher next = NEXT_SECTION.matcher(yaml).region(devices.end(), yaml.length());
        int end = next.find() ? next.start() : yaml.length();
        if (!item.find() || item.start() > end) {
            return null;
        }
        int place = afterLastSetting(yaml, devices.end(), end);
        String before = yaml.substring(0, place);
        return before + (before.endsWith("\n") ? "" : "\n") + device(draft, item.group(1)) + yaml.substring(place);
    }

    /** Comments and blank lines before the next section belong to that one. */
    private static int afterLastSetting(String yaml, int start, int end) {
        int place = end;
        while (place > start) {
            int lineStart = yaml.lastIndexOf('\n', place - 2) + 1;
            String line = yaml.substring(lineStart, place).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                return place;
            }
            place = lineStart;
        }
        return end;
    }

    /** Returns the lines of the terminal. */
    static String device(Draft draft, String indent) {
        StringBuilder text = new StringBuilder();
        Map<String, String> settings = settings(draft, DEVICE);
        String lead = "- ";
        for (String key : FIRST) {
            String value = settings.get(key);
            if (value != null) {
                text.append(line(indent + lead, key, value));
                lead = "  ";
            }
        }
        text.append(indent)
                .append("  passwordFile: ")
                .append(passwordFile(draft))
                .append('\n');
        settings.forEach((key, value) -> {
            if (!FIRST.contains(key)) {
                text.append(line(indent + "  ", key, value));
            }
        });
        return text.toString();
    }

    /** Returns where the terminal's password lies, relative to the configuration. */
    static String passwordFile(Draft draft) {
        String name = draft.settings().getOrDefault(Question.NAME.key(), "");
        String plain =
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]+", "-").replaceAll("^-+|-+$", "");
        return SECRETS + (plain.isEmpty() ? "terminal" : plain) + ".password";
    }

    private static Map<String, String> settings(Draft draft, String prefix) {
        Map<String, String> found = new LinkedHashMap<>();
        draft.settings().forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                found.put(key.substring(prefix.length()), value);
            }
        });
        return found;
    }

    private static String line(String before, String key, String value) {
        boolean word = WORDS.contains(value.toLowerCase(Locale.ROOT)) && !value.matches("on|off|true|false");
        return before + key + ": " + (PLAIN.matcher(value).matches() && !word ? value : quoted(value)) + "\n";
    }

    /** What JSON escapes, YAML escapes alike in double quotes. */
    private static String quoted(String value) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(value)) + '"';
    }
}
