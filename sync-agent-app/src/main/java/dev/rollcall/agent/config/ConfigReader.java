package dev.rollcall.agent.config;

import dev.rollcall.agent.config.AgentConfig.Limits;
import dev.rollcall.agent.config.AgentConfig.Pace;
import dev.rollcall.agent.config.AgentConfig.Timeouts;
import dev.rollcall.agent.schedule.CronSchedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the configuration from a YAML file and environment variables, which win. */
public final class ConfigReader {

    private static final String EVERY_HOUR = "0 * * * *";
    private static final int LONGEST_OVERLAP_HOURS = 24 * 366;

    private final Map<String, String> environment;

    /**
     * Creates a reader.
     *
     * @param environment the environment variables, for example {@code System.getenv()}
     */
    public ConfigReader(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /**
     * Reads and checks everything.
     *
     * @param file the YAML file; it may be absent if the environment says all
     * @throws InvalidConfigException naming every problem at once
     */
    public AgentConfig read(Path file) {
        List<ConfigProblem> problems = new ArrayList<>();
        Map<String, String> texts = YamlText.read(contentOf(file, problems), file.toString(), problems);
        if (!problems.isEmpty()) {
            throw new InvalidConfigException(problems);
        }
        return read(texts, environment, file, problems);
    }

    /**
     * Checks settings that are in no file yet. Environment variables are not looked at.
     *
     * @param settings texts by key ({@code devices[0].host}), as they would stand in the file
     * @param secrets  secrets by key; nothing in them stands for anything else
     * @param file     where the configuration is to be: relative paths are relative to its folder
     * @throws InvalidConfigException naming every problem at once
     */
    public static AgentConfig readDraft(Map<String, String> settings, Map<String, Secret> secrets, Path file) {
        Map<String, String> hidden = new HashMap<>();
        secrets.forEach((key, secret) -> hidden.put(RawSettings.variable(key, true), secret.reveal()));
        return read(settings, hidden, file, new ArrayList<>());
    }

    private static AgentConfig read(
            Map<String, String> texts, Map<String, String> environment, Path file, List<ConfigProblem> problems) {
        RawSettings raw = new RawSettings(texts, environment);
        Path folder = file.toAbsolutePath().getParent();
        SettingReader settings = new SettingReader(raw, folder == null ? Path.of("") : folder, problems);
        AgentConfig config = read(raw, settings, new Rights(file), problems);
        if (!problems.isEmpty()) {
            throw new InvalidConfigException(problems);
        }
        return config;
    }

    private String contentOf(Path file, List<ConfigProblem> problems) {
        boolean environmentSpeaks =
                environment.keySet().stream().anyMatch(name -> name.startsWith("ROLLCALL_RECEIVER_"));
        if (!Files.exists(file) && environmentSpeaks) {
            return "";
        }
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            problems.add(new ConfigProblem(
                    file.toString(),
                    "cannot be read",
                    "Name the configuration with --config FILE; it must be UTF-8 text."));
            return "";
        }
    }

    /** Returns every key that is read, devices as {@code devices[]}. */
    static Set<String> keys() {
        RawSettings raw = new RawSettings(Map.of("devices[0]", ""), Map.of());
        List<ConfigProblem> ignored = new ArrayList<>();
        read(raw, new SettingReader(raw, Path.of(""), ignored), new Rights(Path.of("absent")), ignored);
        Set<String> keys = raw.askedKeys();
        keys.remove("");
        return keys;
    }

    private static AgentConfig read(
            RawSettings raw, SettingReader settings, Rights rights, List<ConfigProblem> problems) {
        raw.text("");
        ReceiverConfig receiver = new ReceiverSettings(settings).read();
        CronSchedule schedule = schedule(settings);
        Duration overlap = Duration.ofHours(settings.number("hoursBack", 5, 0, LONGEST_OVERLAP_HOURS));
        Path dataDir = settings.path("dataDir", "data");
        Duration heartbeatEvery = settings.duration("heartbeatEvery", Duration.ofSeconds(60));
        if (heartbeatEvery.isZero()) {
            settings.problem("heartbeatEvery", "0", "Write one second or more, for example 60s.");
        }
        List<DeviceConfig> devices = new DeviceSettings(settings).read(raw.deviceNumbers());
        Limits limits = limits(settings);
        Timeouts timeouts = timeouts(settings);
        AgentConfig.Busy busy = new AgentConfig.Busy(
                settings.number("limits.busyRetries", 3, 0, 100),
                settings.duration("limits.busyPause", Duration.ofSeconds(2)));
        Pace pace = new Pace(
                settings.duration("jitter", Duration.ofSeconds(30)),
                settings.duration("limits.restartPause", Duration.ofSeconds(10)));
        List<String> warnings = rights.check(settings);
        AgentConfig.Keep keep = KeepSettings.read(settings);
        AgentConfig.Commands commands = CommandSettings.read(settings);
        AgentConfig.Live live = LiveSettings.read(settings);
        AgentConfig.Listen listen = ListenSettings.read(raw, settings);
        AgentConfig.Monitor monitor = MonitorSettings.monitor(raw, settings);
        AgentConfig.Log log = MonitorSettings.log(settings);
        AgentConfig.Verify verify = VerifySettings.read(settings);
        reportUnknown(raw, problems);
        return new AgentConfig(
                receiver,
                schedule,
                overlap,
                dataDir,
                heartbeatEvery,
                devices,
                limits,
                timeouts,
                pace,
                warnings,
                keep,
                commands,
                busy,
                live,
                listen,
                monitor,
                log,
                verify);
    }

    private static CronSchedule schedule(SettingReader settings) {
        ZoneId zone = settings.zone("zone");
        String text = settings.optional("schedule");
        ZoneId used = zone == null ? ZoneOffset.systemDefault() : zone;
        if (text == null) {
            return CronSchedule.of(EVERY_HOUR, used);
        }
        try {
            return CronSchedule.of(text.strip(), used);
        } catch (IllegalArgumentException invalid) {
            settings.problem(
                    "schedule",
                    SettingReader.quoted(text),
                    "Write five cron fields (minute hour day month weekday), "
                            + "for example \"0 * * * *\" for every hour. " + reason(invalid.getMessage()));
            return CronSchedule.of(EVERY_HOUR, used);
        }
    }

    private static String reason(@Nullable String message) {
        return message == null ? "" : "(" + message.strip() + ")";
    }

    private static Limits limits(SettingReader settings) {
        return new Limits(
                settings.number("limits.batchSize", 500, 1, 500),
                settings.number("limits.rowsPerSlice", 5_000, 1, 100_000),
                settings.number("limits.pageSize", 30, 1, 30),
                settings.duration("limits.pagePause", Duration.ofMillis(200)),
                settings.number("limits.sliceRestarts", 5, 0, 1_000),
                settings.number("limits.quickAttempts", 3, 1, 100),
                settings.number("limits.answerBytes", 8 << 20, 1 << 16, 1 << 28),
                settings.duration("limits.retryCap", Duration.ofMinutes(15)),
                settings.duration("limits.retryAfterCap", Duration.ofHours(1)),
                settings.duration("limits.refusalProbeEvery", Duration.ofMinutes(15)),
                settings.duration("limits.sweepEvery", Duration.ofDays(1)),
                settings.duration("limits.gather", Duration.ofMillis(200)),
                settings.duration("limits.clockTolerance", Duration.ofMinutes(2)));
    }

    private static Timeouts timeouts(SettingReader settings) {
        return new Timeouts(
                settings.duration("timeouts.deviceConnect", Duration.ofSeconds(10)),
                settings.duration("timeouts.deviceRead", Duration.ofSeconds(30)),
                settings.duration("timeouts.deviceCall", Duration.ofSeconds(60)),
                settings.duration("timeouts.receiverConnect", Duration.ofSeconds(10)),
                settings.duration("timeouts.receiverRead", Duration.ofSeconds(30)),
                settings.duration("timeouts.receiverCall", Duration.ofSeconds(60)),
                settings.duration("timeouts.stop", Duration.ofSeconds(5)),
                settings.duration("timeouts.step", Duration.ofMinutes(15)));
    }

    private static void reportUnknown(RawSettings raw, List<ConfigProblem> problems) {
        raw.missingReferences()
                .forEach((key, name) -> problems.add(new ConfigProblem(
                        key,
                        "${" + name + "} is not set",
                        "Set the environment variable " + name + " for the agent, or write ${" + name
                                + ":-instead}; $${ stands for the characters themselves.")));
        for (String key : raw.unknownKeys()) {
            problems.add(new ConfigProblem(key, "unknown key", "Correct its spelling and place, or remove it."));
        }
        for (String name : raw.unknownVariables()) {
            problems.add(new ConfigProblem(name, "unknown environment variable", "Correct its spelling, or unset it."));
        }
    }
}
