package dev.rollcall.agent.config;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** Reads how the receiver's proxy is reached. */
final class ProxySettings {

    private static final String KEY = "receiver.proxy";
    private static final String EXAMPLE = "Write it like http://proxy.example.com:3128.";

    private final SettingReader settings;

    ProxySettings(SettingReader settings) {
        this.settings = settings;
    }

    @Nullable ProxyConfig read() {
        String text = settings.optional(KEY);
        String user = settings.optional("receiver.proxyUser");
        Secret password = settings.optionalSecret("receiver.proxyPassword");
        if (text == null) {
            if (user != null || password != null) {
                settings.problem(KEY, "missing", "A log-in for a proxy is set, but no proxy. " + EXAMPLE);
            }
            return null;
        }
        if ((user == null) != (password == null)) {
            settings.problem(
                    user == null ? "receiver.proxyUser" : "receiver.proxyPassword",
                    "missing",
                    "A log-in has both, proxyUser and proxyPassword (or proxyPasswordFile).");
        }
        return proxy(text.strip(), user, password == null ? Secret.of(SettingReader.MISSING) : password);
    }

    private @Nullable ProxyConfig proxy(String text, @Nullable String user, Secret password) {
        URI url;
        try {
            url = new URI(text);
        } catch (URISyntaxException broken) {
            settings.problem(KEY, "not an address", EXAMPLE);
            return null;
        }
        if (url.getRawUserInfo() != null) {
            settings.problem(KEY, "carries a user name or password", "Write them as proxyUser and proxyPassword.");
            return null;
        }
        boolean bare = url.getRawPath() == null
                || url.getRawPath().isEmpty()
                || url.getRawPath().equals("/");
        if (!"http".equalsIgnoreCase(url.getScheme()) || url.getHost() == null || url.getPort() < 1 || !bare) {
            settings.problem(
                    KEY,
                    SettingReader.quoted(text),
                    "A proxy is http://, a host and a port, and nothing more; what passes through it to an https"
                            + " receiver stays encrypted. " + EXAMPLE);
            return null;
        }
        return new ProxyConfig(url.getHost(), url.getPort(), user == null ? null : user.strip(), password);
    }
}
