package dev.rollcall.isapi.internal;

import dev.rollcall.isapi.DeviceTls;
import dev.rollcall.isapi.PasswordGuard;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Checked settings of one client. Internal: use {@link dev.rollcall.isapi.IsapiClient#builder()}.
 *
 * @param tls null for plain HTTP
 */
public record DeviceSettings(
        String host,
        int port,
        @Nullable DeviceTls tls,
        String user,
        String password,
        PasswordGuard passwordGuard,
        Duration connectTimeout,
        Duration readTimeout,
        Duration callTimeout,
        Duration pagePause,
        long maxBodyBytes) {

    public DeviceSettings {
        requireAddress(host, port);
        require(!user.isEmpty(), "credentials: user is empty");
        require(
                user.chars().allMatch(c -> c >= ' ' && c < 0x7F && c != '"' && c != '\\' && c != ':'),
                "credentials: user must be printable ASCII without quotes, backslashes and colons");
        require(positive(connectTimeout), "connectTimeout must be positive, not " + connectTimeout);
        require(positive(readTimeout), "readTimeout must be positive, not " + readTimeout);
        require(positive(callTimeout), "callTimeout must be positive, not " + callTimeout);
        require(!pagePause.isNegative(), "pagePause must not be negative, not " + pagePause);
        require(
                maxBodyBytes >= 1024 && maxBodyBytes <= 1L << 30,
                "maxBodyBytes must be 1024 to 1073741824, not " + maxBodyBytes);
    }

    /** {@code host:port}, for messages. */
    public String address() {
        return address(host, port);
    }

    static String address(String host, int port) {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    /** Checks what a connection needs; a password that somebody wrote into the host is not repeated. */
    public static void requireAddress(String host, int port) {
        require(!host.isBlank(), "host is blank: give a name or an IP address");
        String shown = host.contains("@") ? "…" + host.substring(host.lastIndexOf('@')) : host;
        require(
                host.chars().noneMatch(c -> c <= ' ' || c > '~' || "/\\[]@?#%".indexOf(c) >= 0),
                "host must be a bare name or IP address without scheme, path or blanks: " + shown);
        require(port >= 1 && port <= 65535, "port must be 1 to 65535, not " + port);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "DeviceSettings[" + user + "@" + address() + "]";
    }

    private static boolean positive(Duration duration) {
        return !duration.isNegative() && !duration.isZero();
    }

    private static void require(boolean ok, String message) {
        if (!ok) {
            throw new IllegalArgumentException(message);
        }
    }
}
