package dev.rollcall.receiver.devicepull;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * For which terminals fetching is allowed, and how long it may take.
 *
 * @param allowed      the terminals, each {@code host:port}
 * @param answerWithin how long a request waits for the end
 * @param longest      after what time fetching ends
 * @param waits        how long to wait for the terminal
 */
public record PullSettings(Set<String> allowed, Duration answerWithin, Duration longest, Waits waits) {

    private static final Pattern ADDRESS = Pattern.compile("(\\[[0-9a-f:.]+]|[^\\s:/@\\[\\]]+):([1-9][0-9]{0,4})");

    /**
     * How long to wait for a terminal.
     *
     * @param connect for a connection
     * @param read    for the next byte of an answer
     * @param call    for a whole answer
     * @param pages   between two pages
     */
    public record Waits(Duration connect, Duration read, Duration call, Duration pages) {}

    /**
     * Makes settings of the list as it is written.
     *
     * @throws IllegalArgumentException if one entry is no {@code host:port}
     */
    public static PullSettings of(List<String> allow, Duration answerWithin, Duration longest, Waits waits) {
        Set<String> allowed = allow.stream().map(PullSettings::address).collect(Collectors.toUnmodifiableSet());
        return new PullSettings(allowed, answerWithin, longest, waits);
    }

    private static String address(String entry) {
        String address = entry.strip().toLowerCase(Locale.ROOT);
        if (!ADDRESS.matcher(address).matches()) {
            throw new IllegalArgumentException("rollcall.device-pull.allow has '" + entry
                    + "', which is no host:port; write it like 192.168.1.200:80");
        }
        return address;
    }
}
