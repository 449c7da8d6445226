package dev.rollcall.agent.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads the sections {@code health} and {@code log}. */
final class MonitorSettings {

    private static final int LOWEST_PORT = 1024;
    private static final int HIGHEST_PORT = 65_535;
    private static final int MEBIBYTES = 200;
    private static final int MOST_MEBIBYTES = 100_000;
    private static final int MOST_DAYS = 3_650;

    private MonitorSettings() {}

    /** Returns null if nobody is to ask. */
    static AgentConfig.@Nullable Monitor monitor(RawSettings raw, SettingReader settings) {
        boolean wanted = raw.mentions("health");
        if (wanted && settings.optional("health.port") == null) {
            settings.problem(
                    "health.port",
                    "missing",
                    "Write the port on which health and metrics are asked for, 1024 or more, for example 9099; or remove the"
                            + " section health.");
        }
        String host = settings.optional("health.host");
        AgentConfig.Monitor monitor = new AgentConfig.Monitor(
                host == null ? "127.0.0.1" : host.strip(),
                settings.number("health.port", 9099, LOWEST_PORT, HIGHEST_PORT),
                settings.duration("limits.healthFresh", Duration.ofSeconds(5)),
                settings.duration("limits.healthRetry", Duration.ofMinutes(1)));
        return wanted ? monitor : null;
    }

    static AgentConfig.Log log(SettingReader settings) {
        String format = settings.optional("log.format");
        String word = format == null ? "text" : format.strip();
        if (!word.equals("text") && !word.equals("json")) {
            settings.problem("log.format", SettingReader.quoted(word), "Write text or json; it is text if left out.");
        }
        return new AgentConfig.Log(
                word.equals("json"),
                settings.number("log.keepDays", 30, 1, MOST_DAYS),
                settings.number("log.mebibytes", MEBIBYTES, 1, MOST_MEBIBYTES));
    }
}
