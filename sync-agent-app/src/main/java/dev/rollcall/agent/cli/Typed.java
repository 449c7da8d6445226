package dev.rollcall.agent.cli;

import dev.rollcall.agent.config.AgentConfig;
import dev.rollcall.agent.config.DeviceConfig;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Checks what was typed; all that is wrong is told at once. */
final class Typed {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,6})(ms|s|m|h)");

    private static final int LONGEST_REASON = 500;

    private final List<String> problems = new ArrayList<>();

    /** Reads a day or a day and time; a day alone means its first second, or the first of the next day if it is an end. */
    @Nullable LocalDateTime time(String option, @Nullable String text, boolean end) {
        if (text == null) {
            return null;
        }
        try {
            if (text.contains("T")) {
                return LocalDateTime.parse(text);
            }
            LocalDate day = LocalDate.parse(text);
            return end ? day.plusDays(1).atStartOfDay() : day.atStartOfDay();
        } catch (DateTimeException wrong) {
            problem(option + " '" + text
                    + "' is no time: write 2026-01-31 or 2026-01-31T08:00, by the device's clock.");
            return null;
        }
    }

    /** Reads a duration such as 500ms, 30s, 2m or 1h. */
    Duration duration(String option, @Nullable String text, Duration standard) {
        Matcher matcher = DURATION.matcher(text == null ? "" : text.strip());
        if (text == null) {
            return standard;
        }
        if (!matcher.matches()) {
            problem(option + " '" + text + "' is no duration: write a number and a unit, such as 30s or 2m.");
            return standard;
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofHours(number);
        };
    }

    void order(@Nullable LocalDateTime from, @Nullable LocalDateTime to) {
        if (from != null && to != null && !from.isBefore(to)) {
            problem("--from " + from + " is not before --to " + to + ": exchange them or name a longer range.");
        }
    }

    void device(AgentConfig config, @Nullable String name) {
        boolean known = name == null
                || config.devices().stream().anyMatch(device -> device.name().equals(name));
        if (!known) {
            problem("No device is called '" + name + "'. The configuration has: "
                    + config.devices().stream().map(DeviceConfig::name).collect(Collectors.joining(", ")));
        }
    }

    /** Checks a reason that stays with what is decided. */
    void reason(String why) {
        if (why.isBlank() || why.length() > LONGEST_REASON) {
            problem("--why is to be a reason of 1 to " + LONGEST_REASON + " characters.");
        }
    }

    /** Returns the name of the account that gives the command. */
    static String account() {
        return Objects.requireNonNullElse(System.getProperty("user.name"), "unknown");
    }

    void problem(String text) {
        problems.add(text);
    }

    /** Ends the command if anything is wrong. */
    void check(CommandSpec spec) {
        if (!problems.isEmpty()) {
            throw new ParameterException(spec.commandLine(), String.join(System.lineSeparator(), problems));
        }
    }
}
