package dev.rollcall.agent.isapi;

import dev.rollcall.agent.collect.SourceException;
import dev.rollcall.agent.discover.Search;
import dev.rollcall.isapi.IsapiException;
import dev.rollcall.isapi.discovery.DeviceDiscovery;
import dev.rollcall.isapi.discovery.DiscoveredDevice;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;

/** Asks by the vendor's discovery protocol. */
public final class LanSearch implements Search {

    @Override
    public List<Answer> run(How how) {
        DeviceDiscovery.Builder search = DeviceDiscovery.builder()
                .duration(how.time())
                .port(how.port())
                .probeInterval(how.time().dividedBy(4));
        String name = how.interfaceName();
        if (name != null) {
            search.interfaces(List.of(named(name)));
        }
        try {
            return search.build().search().stream().map(LanSearch::answer).toList();
        } catch (IsapiException unusable) {
            throw new SourceException(
                    SourceException.Kind.UNAVAILABLE, String.valueOf(unusable.getMessage()), unusable);
        }
    }

    private static NetworkInterface named(String name) {
        NetworkInterface found;
        try {
            found = NetworkInterface.getByName(name);
        } catch (SocketException unusable) {
            throw new SourceException(
                    SourceException.Kind.UNAVAILABLE, "the network interfaces cannot be listed", unusable);
        }
        if (found == null) {
            throw new SourceException(
                    SourceException.Kind.INVALID_REQUEST, "this computer has no network interface " + name, null);
        }
        return found;
    }

    private static Answer answer(DiscoveredDevice device) {
        return new Answer(
                device.serialNumber(),
                device.model(),
                device.softwareVersion(),
                device.macAddress(),
                device.ipv4Address(),
                device.sender(),
                device.httpPort(),
                device.activated(),
                device.dhcp());
    }
}
