package dev.rollcall.agent.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads the section {@code listen}. */
final class ListenSettings {

    private static final int HIGHEST_PORT = 65_535;
    private static final int MEBIBYTE = 1 << 20;

    private ListenSettings() {}

    /** Returns null if nothing is to listen. */
    static AgentConfig.@Nullable Listen read(RawSettings raw, SettingReader settings) {
        boolean wanted = raw.mentions("listen");
        String host = settings.optional("listen.host");
        if (wanted && settings.optional("listen.port") == null) {
            settings.problem(
                    "listen.port",
                    "missing",
                    "Write the port that terminals post to, 1024 or more, for example 8099; or remove the section listen.");
        }
        AgentConfig.Listen listen = new AgentConfig.Listen(
                host == null ? null : host.strip(),
                // Some terminals post to ports from 1024 on only, and no service may take lower ones without special
                // rights.
                settings.number("listen.port", 8099, 1024, HIGHEST_PORT),
                settings.number("limits.listenBodyBytes", 4 * MEBIBYTE, 1024, 64 * MEBIBYTE),
                settings.number("limits.listenHardBytes", 16 * MEBIBYTE, 1024, 256 * MEBIBYTE),
                settings.number("limits.listenThreads", 16, 1, 200),
                settings.duration("timeouts.listenBody", Duration.ofSeconds(30)),
                settings.duration("limits.listenRetry", Duration.ofMinutes(1)),
                settings.duration("limits.pushPullPause", Duration.ofMinutes(1)));
        if (listen.hardBytes() < listen.bodyBytes()) {
            settings.problem(
                    "limits.listenHardBytes",
                    Integer.toString(listen.hardBytes()),
                    "Write at least limits.listenBodyBytes, which is " + listen.bodyBytes() + ".");
        }
        return wanted ? listen : null;
    }
}
