package dev.rollcall.agent.config;

import java.time.Duration;

/** Reads how the journal is kept. */
final class KeepSettings {

    private static final int FEWEST_DAYS = 90;
    private static final int MOST_DAYS = 36_500;
    private static final int FREE_BYTES = 64 << 20;

    private KeepSettings() {}

    static AgentConfig.Keep read(SettingReader settings) {
        return new AgentConfig.Keep(
                Duration.ofDays(settings.number("keepDays", FEWEST_DAYS, FEWEST_DAYS, MOST_DAYS)),
                settings.number("limits.minFreeBytes", FREE_BYTES, 0, Integer.MAX_VALUE),
                settings.number("limits.verifyRows", 200, 1, 100_000),
                settings.number("limits.pruneRows", 500, 1, 100_000),
                settings.duration("limits.upkeepPause", Duration.ofSeconds(10)),
                settings.duration("limits.upkeepEvery", Duration.ofHours(1)));
    }
}
