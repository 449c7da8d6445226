package dev.rollcall.agent.config;

import dev.rollcall.agent.schedule.CronSchedule;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Reads when device, journal and receiver are compared. */
final class VerifySettings {

    private static final String NIGHTLY = "30 2 * * *";
    private static final int DAYS = 35;
    private static final int MOST_DAYS = 400;

    private VerifySettings() {}

    static AgentConfig.Verify read(SettingReader settings) {
        return new AgentConfig.Verify(
                schedule(settings),
                settings.number("verify.days", DAYS, 1, MOST_DAYS),
                settings.onOff("verify.reads", true),
                settings.duration("verify.afterStart", Duration.ofMinutes(10)));
    }

    private static @Nullable CronSchedule schedule(SettingReader settings) {
        ZoneId zone = settings.zone("zone");
        ZoneId used = zone == null ? ZoneOffset.systemDefault() : zone;
        String text = settings.optional("verify.schedule");
        if (text != null && text.strip().equals("off")) {
            return null;
        }
        try {
            return CronSchedule.of(text == null ? NIGHTLY : text.strip(), used);
        } catch (IllegalArgumentException invalid) {
            settings.problem(
                    "verify.schedule",
                    SettingReader.quoted(text == null ? NIGHTLY : text),
                    "Write five cron fields (minute hour day month weekday), for example \"30 2 * * *\", or off.");
            return null;
        }
    }
}
