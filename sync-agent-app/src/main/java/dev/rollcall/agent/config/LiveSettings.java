package dev.rollcall.agent.config;

import java.time.Duration;

/** Reads how event streams are kept open. */
final class LiveSettings {

    private static final Duration LONGEST = Duration.ofDays(1);

    private LiveSettings() {}

    static AgentConfig.Live read(SettingReader settings) {
        return new AgentConfig.Live(
                patience(settings, "timeouts.streamOpening", Duration.ofSeconds(10)),
                patience(settings, "timeouts.streamSilence", Duration.ofSeconds(90)),
                patience(settings, "limits.streamStep", Duration.ofSeconds(5)),
                settings.duration("limits.streamRetry", Duration.ofSeconds(5)),
                settings.duration("limits.streamRetryCap", Duration.ofMinutes(5)));
    }

    private static Duration patience(SettingReader settings, String key, Duration standard) {
        Duration read = settings.duration(key, standard);
        if (read.isZero() || read.compareTo(LONGEST) > 0) {
            settings.problem(
                    key,
                    read.toString(),
                    "Write more than nothing and at most 1d, for example " + standard.toSeconds() + "s.");
            return standard;
        }
        return read;
    }
}
