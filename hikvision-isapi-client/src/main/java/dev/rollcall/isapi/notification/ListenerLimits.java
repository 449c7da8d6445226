package dev.rollcall.isapi.notification;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What addresses a device can post to: by its own word, or by what is known of its model where it says nothing. */
record ListenerLimits(boolean names, boolean https, int minPort, int maxPort, int maxPath) {

    private static final int USUAL_PATH = 128;

    static ListenerLimits of(ListeningHostCapabilities told) {
        return new ListenerLimits(
                takes(told.addressings(), "hostname"),
                takes(told.protocols(), "HTTPS"),
                told.minPort() == null ? 1 : told.minPort(),
                told.maxPort() == null || told.maxPort() < 1 ? 65535 : told.maxPort(),
                told.maxUrlLength() == null || told.maxUrlLength() < 1 ? USUAL_PATH : told.maxUrlLength());
    }

    /** DS-K1A8503MF V1.4.0: plain HTTP to an IP address, ports from 1024 on. */
    static ListenerLimits ofModel(@Nullable String model) {
        boolean old = model != null && model.toUpperCase(Locale.ROOT).startsWith("DS-K1A8503");
        return new ListenerLimits(!old, !old, old ? 1024 : 1, 65535, USUAL_PATH);
    }

    /** What stands against a target, for a person; null if nothing does. */
    @Nullable String objection(ListenerTarget target) {
        if (target.isHostName() && !names) {
            return "it takes IP addresses only; give the listener's";
        }
        if (target.https() && !https) {
            return "it posts over plain HTTP only; let it post to a relay in its own network";
        }
        if (target.port() < minPort || target.port() > maxPort) {
            return "it takes ports " + minPort + " to " + maxPort + ", not " + target.port();
        }
        if (target.path().length() > maxPath) {
            return "it takes a path of at most " + maxPath + " characters, not "
                    + target.path().length();
        }
        return null;
    }

    private static boolean takes(List<String> told, String wanted) {
        return told.isEmpty() || told.stream().anyMatch(wanted::equalsIgnoreCase);
    }
}
