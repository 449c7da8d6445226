package dev.rollcall.agent.config;

import java.time.Duration;

/** Reads the section {@code commands}. */
final class CommandSettings {

    private CommandSettings() {}

    static AgentConfig.Commands read(SettingReader settings) {
        return new AgentConfig.Commands(
                positive(settings, "commands.poll", Duration.ofSeconds(1)),
                positive(settings, "commands.heartbeat", Duration.ofSeconds(1)),
                settings.duration("commands.takeOverAfter", Duration.ofSeconds(5)),
                settings.duration("commands.progressEvery", Duration.ofSeconds(5)),
                positive(settings, "commands.backfillPiece", Duration.ofDays(7)),
                settings.duration("commands.pushWait", Duration.ofMinutes(2)));
    }

    private static Duration positive(SettingReader settings, String key, Duration standard) {
        Duration read = settings.duration(key, standard);
        if (read.isZero()) {
            settings.problem(key, "0", "Write more than nothing, for example " + standard.toMillis() + "ms.");
            return standard;
        }
        return read;
    }
}
