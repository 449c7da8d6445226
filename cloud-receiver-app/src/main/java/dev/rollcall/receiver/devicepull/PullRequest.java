package dev.rollcall.receiver.devicepull;

import java.time.Instant;
import java.util.Locale;

/**
 * Which terminal to ask, as whom, and for what time.
 *
 * @param host     name or address of the terminal
 * @param port     its port
 * @param username the device account
 * @param password its password; used for this request and kept nowhere
 * @param from     first moment
 * @param to       last moment
 */
public record PullRequest(String host, int port, String username, String password, Instant from, Instant to) {

    /** Returns {@code host:port}, by which terminals are allowed. */
    String address() {
        String plain = host.toLowerCase(Locale.ROOT);
        return (plain.contains(":") && !plain.startsWith("[") ? "[" + plain + "]" : plain) + ":" + port;
    }

    /** Names neither user nor password. */
    @Override
    public String toString() {
        return "PullRequest[" + address() + ", " + from + " to " + to + "]";
    }
}
