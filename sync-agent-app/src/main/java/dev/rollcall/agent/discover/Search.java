package dev.rollcall.agent.discover;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks the local network for terminals. */
@FunctionalInterface
public interface Search {

    /**
     * Asks and gathers answers until the time is up. Blocks that long.
     *
     * @throws dev.rollcall.agent.collect.SourceException if this computer's network cannot be used
     */
    List<Answer> run(How how);

    /**
     * How to ask.
     *
     * @param interfaceName the only network interface to ask on; null for all
     * @param time          how long to gather answers
     * @param port          the UDP port of the terminals
     */
    record How(@Nullable String interfaceName, Duration time, int port) {}

    /**
     * What a terminal said of itself. Anybody on the network can say such things.
     *
     * @param serial    its long serial number
     * @param address   its IP address, as it says
     * @param sender    the IP address the answer came from
     * @param httpPort  the port of its web interface; null if it does not say
     * @param activated whether somebody has set a password; null if it does not say
     * @param dhcp      whether its address may change; null if it does not say
     */
    record Answer(
            @Nullable String serial,
            @Nullable String model,
            @Nullable String firmware,
            @Nullable String mac,
            @Nullable String address,
            String sender,
            @Nullable Integer httpPort,
            @Nullable Boolean activated,
            @Nullable Boolean dhcp) {}
}
