package dev.rollcall.isapi.internal;

import java.util.Locale;

/** Paths that a device or a caller names, bound to the device itself. Internal to the module. */
public final class DevicePath {

    private DevicePath() {}

    /**
     * Path and query of an address, without scheme, host and leading slash: whatever host it names, the request goes to the
     * device that is configured.
     *
     * @throws IllegalArgumentException if it is no path of a device
     */
    public static String of(String address) {
        String text = address.strip();
        int scheme = text.indexOf("://");
        if (scheme >= 0) {
            String name = text.substring(0, scheme).toLowerCase(Locale.ROOT);
            int path = text.indexOf('/', scheme + 3);
            if (path < 0 || !(name.equals("http") || name.equals("https"))) {
                throw notAPath(address);
            }
            text = text.substring(path);
        }
        String path = text.replaceFirst("^/+", "");
        int colon = path.indexOf(':');
        int slash = path.indexOf('/');
        boolean hasScheme = colon >= 0 && (slash < 0 || colon < slash);
        if (path.isEmpty() || hasScheme || path.indexOf('\\') >= 0 || path.contains("..")) {
            throw notAPath(address);
        }
        return path;
    }

    private static IllegalArgumentException notAPath(String address) {
        return new IllegalArgumentException("not a path on a device: " + address);
    }
}
