package dev.rollcall.agent.config;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads the section {@code receiver}. */
final class ReceiverSettings {

    private static final String URL = "receiver.url";
    private static final String EXAMPLE = "Write it like https://attendance.example.com.";
    private static final Pattern IP_LITERAL = Pattern.compile("\\[.*\\]|[0-9.]+");

    private final SettingReader settings;

    ReceiverSettings(SettingReader settings) {
        this.settings = settings;
    }

    ReceiverConfig read() {
        boolean allowInsecure = settings.flag("receiver.allowInsecure", false);
        URI url = url(
                settings.required(URL, "Write the receiver's address, like https://attendance.example.com."),
                allowInsecure);
        Secret token = settings.secret(
                "receiver.token", "Write the token that 'token add --role agent' printed on the receiver.");
        if (!isHeaderText(token.reveal())) {
            settings.problem(
                    "receiver.token", "(secret)", "Copy it again: a token has no spaces, line ends or accents.");
        }
        return new ReceiverConfig(
                url, token, new ProxySettings(settings).read(), new AuthorityFile(settings).read("receiver.caFile"));
    }

    private URI url(String text, boolean allowInsecure) {
        URI nothing = URI.create("https://invalid.invalid/");
        if (text.isEmpty()) {
            return nothing;
        }
        URI url;
        try {
            url = new URI(text);
        } catch (URISyntaxException broken) {
            return refuse("not an address", EXAMPLE, nothing);
        }
        if (url.getRawUserInfo() != null) {
            return refuse(
                    "carries a user name or password",
                    "Leave out the part before @; the token is the log-in.",
                    nothing);
        }
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            return refuse(SettingReader.quoted(text), "It must begin with https:// (or http://). " + EXAMPLE, nothing);
        }
        if (url.isOpaque() || url.getHost() == null) {
            String remedy = "Two slashes and a host must follow '" + scheme + ":'. " + EXAMPLE;
            return refuse(SettingReader.quoted(text), remedy, nothing);
        }
        if (url.getRawQuery() != null || url.getRawFragment() != null) {
            return refuse(SettingReader.quoted(text), "Leave out everything from ? or # on. " + EXAMPLE, nothing);
        }
        if (scheme.equals("http") && !allowInsecure && !isLoopback(url.getHost())) {
            String remedy =
                    "Use https, or set receiver.allowInsecure: true if you accept that token and names travel in clear.";
            return refuse(SettingReader.quoted(text), remedy, nothing);
        }
        return url.getRawPath().endsWith("/") ? url : URI.create(url + "/");
    }

    private URI refuse(String value, String remedy, URI instead) {
        settings.problem(URL, value, remedy);
        return instead;
    }

    private static boolean isLoopback(String host) {
        if (host.equalsIgnoreCase("localhost")) {
            return true;
        }
        if (!IP_LITERAL.matcher(host).matches()) {
            return false;
        }
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException noAddress) {
            return false;
        }
    }

    private static boolean isHeaderText(String text) {
        return text.chars().allMatch(c -> c > ' ' && c < 127);
    }
}
