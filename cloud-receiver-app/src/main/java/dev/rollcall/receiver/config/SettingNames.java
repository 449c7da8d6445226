package dev.rollcall.receiver.config;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The names of all settings under {@code rollcall}, read from the classes that hold them. */
public final class SettingNames {

    /** Set by the build, not by people. */
    private static final String VERSION = "rollcall.version";

    private SettingNames() {}

    /**
     * A setting.
     *
     * @param name     its full name
     * @param standard what it is where it is not set; empty for nothing
     */
    public record Setting(String name, String standard) {}

    /** Returns every setting. */
    public static List<Setting> all() {
        return Stream.of(RollcallSettings.class, AccessSettings.class, UpkeepSettings.class)
                .flatMap(type ->
                        under(type.getAnnotation(ConfigurationProperties.class).value(), type).stream())
                .toList();
    }

    /** Tells whether a name, however it is written (as an environment variable, with an index), is one of a setting. */
    public static boolean isKnown(String name) {
        String plain = plain(name.replaceAll("\\[\\d+].*$", ""));
        return plain.equals(plain(VERSION))
                || all().stream().map(Setting::name).map(SettingNames::plain).anyMatch(known -> isSame(known, plain));
    }

    /** Returns the setting whose name is most like one that is none. */
    public static String mostLike(String name) {
        String plain = plain(name);
        return all().stream()
                .map(Setting::name)
                .min((one, other) -> Integer.compare(distance(plain(one), plain), distance(plain(other), plain)))
                .orElse(name);
    }

    private static boolean isSame(String known, String plain) {
        return plain.startsWith(known) && plain.substring(known.length()).matches("\\d*");
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    private static List<Setting> under(String prefix, Class<?> type) {
        List<Setting> settings = new ArrayList<>();
        RecordComponent[] components = type.getRecordComponents();
        for (int index = 0; index < components.length; index++) {
            RecordComponent component = components[index];
            String name = prefix + "." + kebab(component.getName());
            if (component.getType().isRecord()) {
                settings.addAll(under(name, component.getType()));
            } else {
                settings.add(new Setting(name, standard(type, index)));
            }
        }
        return settings;
    }

    private static String standard(Class<?> type, int index) {
        DefaultValue value = type.getDeclaredConstructors()[0].getParameters()[index].getAnnotation(DefaultValue.class);
        return value == null ? "" : String.join(",", value.value());
    }

    private static String kebab(String camel) {
        return camel.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    /** How many letters have to be put in, left out or changed. */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int column = 0; column <= other.length(); column++) {
            row[column] = column;
        }
        for (int line = 1; line <= one.length(); line++) {
            int diagonal = row[0];
            row[0] = line;
            for (int column = 1; column <= other.length(); column++) {
                int changed = diagonal + (one.charAt(line - 1) == other.charAt(column - 1) ? 0 : 1);
                diagonal = row[column];
                row[column] = Math.min(changed, Math.min(row[column], row[column - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
