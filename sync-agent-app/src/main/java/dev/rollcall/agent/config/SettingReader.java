package dev.rollcall.agent.config;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads single settings as what they should be; whatever is not becomes a problem and a harmless value. Not thread-safe. */
final class SettingReader {

    /** Stands in for a value that is missing, after the problem was noted. */
    static final String MISSING = "";

    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d)");

    private final RawSettings raw;
    private final Path folder;
    private final List<ConfigProblem> problems;
    private final Set<Path> secretFiles = new LinkedHashSet<>();
    private boolean holdsSecret;

    /**
     * Creates a reader.
     *
     * @param folder what relative paths of secret files are relative to
     */
    SettingReader(RawSettings raw, Path folder, List<ConfigProblem> problems) {
        this.raw = raw;
        this.folder = folder;
        this.problems = problems;
    }

    @Nullable String optional(String key) {
        return raw.text(key);
    }

    String required(String key, String remedy) {
        String text = raw.text(key);
        if (text == null) {
            problem(key, "missing", remedy);
            return MISSING;
        }
        return text.strip();
    }

    /** Reads a path; a relative one is relative to the folder of the configuration. */
    Path path(String key, String standard) {
        String text = raw.text(key);
        try {
            return folder.resolve(text == null ? standard : text.strip()).normalize();
        } catch (InvalidPathException noPath) {
            problem(key, quoted(String.valueOf(text)), "Write the path of a folder.");
            return folder;
        }
    }

    Secret secret(String key, String remedy) {
        Secret secret = optionalSecret(key);
        if (secret == null) {
            problem(key, "missing", remedy + " Or name a file that holds it: " + key + "File: PATH.");
            return Secret.of(MISSING);
        }
        return secret;
    }

    /** Reads a secret, or the file that holds it; null if neither is set. */
    @Nullable Secret optionalSecret(String key) {
        String direct = raw.text(key);
        String file = raw.text(key + "File");
        if (direct != null && file != null) {
            problem(key, "set twice", "Keep either " + key + " or " + key + "File.");
        }
        if (file != null) {
            return new SecretFile(this).read(key + "File", handedOver(path(key + "File", "")));
        }
        holdsSecret |= raw.isInFile(key);
        return direct == null ? null : Secret.of(direct);
    }

    /** A service's account need not be able to read a secret file: systemd hands over a copy, by the name of the file. */
    private Path handedOver(Path file) {
        String folder = raw.credentialsFolder();
        if (folder == null) {
            return file;
        }
        return Stream.of("secrets_" + file.getFileName(), String.valueOf(file.getFileName()))
                .map(name -> Path.of(folder, name))
                .filter(Files::isRegularFile)
                .findFirst()
                .orElse(file);
    }

    /** Tells whether the configuration file itself holds a secret. */
    boolean holdsSecret() {
        return holdsSecret;
    }

    /** Notes a file that holds a secret. */
    void noteSecretFile(Path file) {
        secretFiles.add(file);
    }

    Set<Path> secretFiles() {
        return secretFiles;
    }

    int number(String key, int standard, int lowest, int highest) {
        String text = raw.text(key);
        if (text == null) {
            return standard;
        }
        try {
            int number = Integer.parseInt(text.strip());
            if (number >= lowest && number <= highest) {
                return number;
            }
        } catch (NumberFormatException noNumber) {
            // falls through to the same problem
        }
        problem(
                key,
                quoted(text),
                "Write a whole number from " + lowest + " to " + highest + "; it is " + standard + " if left out.");
        return standard;
    }

    boolean flag(String key, boolean standard) {
        String text = raw.text(key);
        if (text == null) {
            return standard;
        }
        String word = text.strip();
        if (!word.equals("true") && !word.equals("false")) {
            problem(key, quoted(text), "Write true or false; it is " + standard + " if left out.");
        }
        return word.equals("true");
    }

    /** A switch. YAML 1.1 readers print the words on and off as true and false. */
    boolean onOff(String key, boolean standard) {
        String text = raw.text(key);
        if (text == null) {
            return standard;
        }
        String word = text.strip();
        boolean on = word.equals("on") || word.equals("true");
        if (!on && !word.equals("off") && !word.equals("false")) {
            problem(key, quoted(text), "Write on or off; it is " + (standard ? "on" : "off") + " if left out.");
        }
        return on;
    }

    Duration duration(String key, Duration standard) {
        String text = raw.text(key);
        if (text == null) {
            return standard;
        }
        Matcher matcher = DURATION.matcher(text.strip());
        if (!matcher.matches()) {
            problem(key, quoted(text), "Write a number with its unit, for example 500ms, 30s, 15m, 6h or 1d.");
            return standard;
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    @Nullable ZoneId zone(String key) {
        String text = raw.text(key);
        if (text == null) {
            return null;
        }
        try {
            return ZoneId.of(text.strip());
        } catch (DateTimeException unknown) {
            problem(key, quoted(text), "Write a region such as Asia/Colombo or an offset such as +05:30.");
            return null;
        }
    }

    @Nullable LocalDate date(String key) {
        String text = raw.text(key);
        if (text == null) {
            return null;
        }
        try {
            return LocalDate.parse(text.strip());
        } catch (DateTimeException noDate) {
            problem(key, quoted(text), "Write a day as 2026-01-31.");
            return null;
        }
    }

    void problem(String key, String value, String remedy) {
        problems.add(new ConfigProblem(key, value, remedy));
    }

    static String quoted(String text) {
        return "'" + text + "'";
    }
}
