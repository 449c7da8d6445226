package dev.rollcall.agent.doctor;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Asks a terminal what only a doctor wants to know. Every call is a request or two, over the log-in that the passes use; each throws
 * {@link dev.rollcall.agent.collect.SourceException} as they do. Changes nothing on the terminal.
 */
public interface Inspector {

    /** Asks what runs on it. */
    Firmware firmware();

    /** Asks what the configured account is there. */
    Role role();

    /** Asks what it thinks of the password. */
    PasswordStrength passwordStrength();

    /** Asks where its clock gets the time from. */
    TimeSource timeSource();

    /** Asks whether it keeps events until it needs the room; false if it deletes them by itself. */
    boolean keepsEventsUntilFull();

    /** Asks whether it can be talked to over HTTPS. */
    boolean offersHttps();

    /** Asks where it posts to. */
    List<PushTarget> pushTargets();

    /**
     * What runs on a terminal, in its own words.
     *
     * @param build the release date, such as {@code build 240102}; null if it tells none
     */
    record Firmware(
            @Nullable String model,
            @Nullable String version,
            @Nullable String build) {}

    /**
     * What an account is.
     *
     * @param level its level as the terminal says it, such as {@code Administrator}; null if it does not tell
     * @param only  whether the terminal can have no other account, as far as it tells
     */
    record Role(@Nullable String level, boolean only) {

        boolean isNeedlesslyMighty() {
            return level != null && !only && level.toLowerCase(Locale.ROOT).startsWith("admin");
        }
    }

    /**
     * What a terminal thinks of a password.
     *
     * @param factory whether it is the factory's
     * @param simple  whether it is too simple
     */
    record PasswordStrength(boolean factory, boolean simple) {}

    /**
     * Where a clock gets the time from.
     *
     * @param byServer whether it follows a time server
     * @param server   which; null if it tells none
     */
    record TimeSource(boolean byServer, @Nullable String server) {}

    /**
     * A place that a terminal posts to.
     *
     * @param slot     its number on the terminal
     * @param protocol as the terminal says it, such as {@code HTTP} or {@code EHome}; null if it does not tell
     * @param address  host name or IP address; null if it tells none
     * @param port     its port; null if it tells none
     * @param path     the path there, which may hold a secret; null if the terminal does not keep one
     */
    record PushTarget(
            String slot,
            @Nullable String protocol,
            @Nullable String address,
            @Nullable Integer port,
            @Nullable String path) {

        /** Without the path, which may hold a secret. */
        @Override
        public String toString() {
            return (protocol == null ? "" : protocol + " ") + address + ":" + port + " (entry " + slot + ")";
        }
    }
}
