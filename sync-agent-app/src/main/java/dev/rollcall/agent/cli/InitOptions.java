package dev.rollcall.agent.cli;

import dev.rollcall.agent.config.Secret;
import dev.rollcall.agent.init.Draft;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Answers that are given with the command or by environment variables; the command wins. */
final class InitOptions {

    @Option(names = "--device-name", paramLabel = "NAME", description = "What people call the terminal.")
    private @Nullable String deviceName;

    @Option(
            names = "--device-host",
            paramLabel = "HOST",
            description = "Its address; host:port and https://host work too.")
    private @Nullable String deviceHost;

    @Option(names = "--device-port", paramLabel = "PORT", description = "The port of its web interface.")
    private @Nullable String devicePort;

    @Option(
            names = "--device-tls",
            paramLabel = "TLS",
            description = "off, on, or the SHA-256 fingerprint of its certificate.")
    private @Nullable String deviceTls;

    @Option(names = "--device-user", paramLabel = "USER", description = "The device account.")
    private @Nullable String deviceUser;

    @Option(
            names = "--device-password-file",
            paramLabel = "FILE",
            description = "Holds its password; - is the next line of standard input.")
    private @Nullable String devicePasswordFile;

    @Option(
            names = "--device-zone",
            paramLabel = "ZONE",
            description = "The zone its clock is set in, if it tells none.")
    private @Nullable String deviceZone;

    @Option(names = "--receiver-url", paramLabel = "URL", description = "The receiver's address.")
    private @Nullable String receiverUrl;

    @Option(
            names = "--receiver-token-file",
            paramLabel = "FILE",
            description = "Holds the agent's token; - is the next line of standard input.")
    private @Nullable String receiverTokenFile;

    @Option(
            names = "--receiver-allow-insecure",
            description = "Allows plain http to the receiver: token and names travel in clear.")
    private boolean receiverAllowInsecure;

    @Option(names = "--receiver-ca-file", paramLabel = "FILE", description = "Certificates to trust beside Java's.")
    private @Nullable String receiverCaFile;

    @Option(names = "--receiver-proxy", paramLabel = "URL", description = "The proxy on the way to the receiver.")
    private @Nullable String receiverProxy;

    @Option(names = "--schedule", paramLabel = "CRON", description = "When terminals are read. Default: every hour.")
    private @Nullable String schedule;

    @Option(names = "--zone", paramLabel = "ZONE", description = "The zone of the schedule. Default: this computer's.")
    private @Nullable String zone;

    @Option(
            names = "--data-dir",
            paramLabel = "FOLDER",
            defaultValue = "${sys:rollcall.data}",
            description = "Journal, queue and logs. Default: beside the configuration, or as installed.")
    private @Nullable String dataDir;

    /**
     * Returns what was given.
     *
     * @throws IllegalArgumentException saying what is wrong with a secret
     */
    Draft draft(Map<String, String> environment, InputStream input) {
        Map<String, @Nullable String> given = new LinkedHashMap<>();
        given.put("receiver.url", receiverUrl);
        given.put("receiver.allowInsecure", receiverAllowInsecure ? "true" : null);
        given.put("receiver.caFile", receiverCaFile);
        given.put("receiver.proxy", receiverProxy);
        given.put("schedule", schedule);
        given.put("zone", zone);
        given.put("dataDir", dataDir);
        given.put("devices[0].name", deviceName);
        given.put("devices[0].host", deviceHost);
        given.put("devices[0].port", devicePort);
        given.put("devices[0].tls", deviceTls);
        given.put("devices[0].username", deviceUser);
        given.put("devices[0].zone", deviceZone);
        Draft draft = Draft.EMPTY;
        for (Map.Entry<String, @Nullable String> one : given.entrySet()) {
            String value = one.getValue() == null ? environment.get(variable(one.getKey())) : one.getValue();
            draft = value == null || value.isBlank() ? draft : draft.with(one.getKey(), value);
        }
        InitSecrets secrets = new InitSecrets(input);
        draft = with(draft, "devices[0].password", secrets, devicePasswordFile, environment);
        return with(draft, "receiver.token", secrets, receiverTokenFile, environment);
    }

    private static Draft with(
            Draft draft, String key, InitSecrets secrets, @Nullable String file, Map<String, String> environment) {
        Secret secret = secrets.of(file, environment.get(variable(key)));
        return secret == null ? draft : draft.with(key, secret);
    }

    /** The agent's own variables: {@code devices[0].tls} is {@code ROLLCALL_DEVICES_0_TLS}. */
    private static String variable(String key) {
        String words = key.replaceAll("([a-z])([A-Z])", "$1_$2").replaceAll("\\[|]?\\.", "_");
        return "ROLLCALL_" + words.toUpperCase(Locale.ROOT);
    }
}
