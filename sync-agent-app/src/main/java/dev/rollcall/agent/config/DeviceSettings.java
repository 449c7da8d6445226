package dev.rollcall.agent.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the section {@code devices}. */
final class DeviceSettings {

    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?|\\[?[0-9A-Fa-f:.]+\\]?");
    private static final Pattern FINGERPRINT = Pattern.compile("[0-9A-Fa-f]{64}|sha256/[A-Za-z0-9+/]{43}=");
    private static final Pattern FINGERPRINT_LABEL = Pattern.compile("(?i)^sha-?256( fingerprint)?\\s*[:=]\\s*");
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;
    private static final int HIGHEST_PORT = 65_535;

    private final SettingReader settings;

    DeviceSettings(SettingReader settings) {
        this.settings = settings;
    }

    List<DeviceConfig> read(Set<Integer> numbers) {
        if (numbers.isEmpty()) {
            settings.problem("devices", "missing", "List at least one terminal: name, host, username, password.");
        }
        List<DeviceConfig> devices = new ArrayList<>();
        Set<String> names = new HashSet<>();
        Set<String> addresses = new HashSet<>();
        for (int number : numbers) {
            String key = "devices[" + number + "]";
            DeviceConfig device = device(key);
            if (!device.name().isEmpty() && !names.add(device.name())) {
                settings.problem(
                        key + ".name", SettingReader.quoted(device.name()), "Two devices have this name; rename one.");
            }
            if (!device.host().isEmpty() && !addresses.add(device.address())) {
                settings.problem(
                        key + ".host",
                        SettingReader.quoted(device.address()),
                        "Two devices have this address; remove or correct one.");
            }
            devices.add(device);
        }
        return devices;
    }

    private DeviceConfig device(String key) {
        TlsConfig tls = tls(key);
        return new DeviceConfig(
                settings.required(key + ".name", "Give the terminal a name, such as front-door."),
                host(key + ".host"),
                settings.number(key + ".port", tls == null ? HTTP_PORT : HTTPS_PORT, 1, HIGHEST_PORT),
                tls,
                settings.required(key + ".username", "Write the device account, usually admin."),
                settings.secret(key + ".password", "Write the password of that device account."),
                settings.zone(key + ".zone"),
                settings.date(key + ".startFrom"),
                settings.onOff(key + ".alertStream", false));
    }

    private String host(String key) {
        String host = settings.required(key, "Write the terminal's IP address or host name, such as 192.168.1.200.");
        if (!host.isEmpty() && !HOST.matcher(host).matches()) {
            String remedy = "Write only the host name or IP address: no http://, no port, no path, no user.";
            settings.problem(key, host.contains("@") ? "(not shown)" : SettingReader.quoted(host), remedy);
        }
        return host;
    }

    private @Nullable TlsConfig tls(String key) {
        String value = settings.optional(key + ".tls");
        boolean legacy = settings.flag(key + ".legacyTls", false);
        // YAML 1.1 readers print the words off and on as false and true.
        if (value == null || List.of("off", "false").contains(value.strip())) {
            return null;
        }
        if (List.of("on", "true").contains(value.strip())) {
            return new TlsConfig(null, legacy);
        }
        String bare = FINGERPRINT_LABEL.matcher(value.strip()).replaceFirst("").replaceAll("[:\\s]", "");
        if (!FINGERPRINT.matcher(bare).matches()) {
            settings.problem(
                    key + ".tls",
                    SettingReader.quoted(value),
                    "Write off, on, or the SHA-256 fingerprint of the terminal's certificate: 64 hexadecimal digits, colons allowed.");
        }
        return new TlsConfig(bare, legacy);
    }
}
