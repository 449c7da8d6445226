package dev.rollcall.agent.wiring;

import dev.rollcall.agent.config.AgentConfig;
import dev.rollcall.agent.config.DeviceConfig;
import dev.rollcall.agent.discover.Discovered;
import dev.rollcall.agent.discover.Search;
import dev.rollcall.agent.discover.Search.How;
import dev.rollcall.agent.isapi.LanSearch;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The local network. Looks only; works beside a running agent, and without a configuration. */
public final class Lan {

    private final Search search = new LanSearch();

    /**
     * Asks for terminals. Blocks until the time is up.
     *
     * @param config the configuration to set them beside; null if there is none
     * @throws dev.rollcall.agent.collect.SourceException if this computer's network cannot be used
     */
    public Discovered discover(How how, @Nullable AgentConfig config) {
        List<Search.Answer> answers = search.run(how);
        Map<String, String> addresses = new TreeMap<>();
        Map<String, String> keys = config == null ? Map.of() : new View(config).keys();
        for (DeviceConfig device : config == null ? List.<DeviceConfig>of() : config.devices()) {
            addresses.put(device.name(), addressOf(device));
        }
        return Discovered.of(
                answers,
                interfaces(how.interfaceName()),
                config == null ? List.of() : config.devices(),
                addresses,
                keys);
    }

    private static String addressOf(DeviceConfig device) {
        try {
            return InetAddress.getByName(device.host()).getHostAddress();
        } catch (UnknownHostException unknown) {
            return device.host();
        }
    }

    private static List<String> interfaces(@Nullable String only) {
        List<String> names = new ArrayList<>();
        try {
            for (NetworkInterface one : NetworkInterface.networkInterfaces().toList()) {
                boolean asked = only == null
                        ? one.isUp() && one.supportsMulticast() && !one.isLoopback()
                        : one.getName().equals(only);
                if (asked) {
                    List<String> at = one.inetAddresses()
                            .map(InetAddress::getHostAddress)
                            .filter(address -> !address.contains(":"))
                            .toList();
                    names.add(at.isEmpty() ? one.getName() : one.getName() + " " + String.join(" ", at));
                }
            }
        } catch (SocketException unreadable) {
            return List.of();
        }
        return names;
    }
}
