package dev.rollcall.isapi.discovery;

import dev.rollcall.isapi.IsapiException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks the local network which devices are there. Works inside one network segment only, as routers do not pass the question on;
 * inside a container it needs the host's network. Immutable and thread-safe; each search has a socket of its own.
 */
public final class DeviceDiscovery {

    private static final String GROUP = "239.255.255.250";
    private static final int PORT = 37020;
    private static final int MAX_DEVICES = 4096;
    private static final Duration LONGEST_WAIT = Duration.ofMillis(100);

    private final DiscoveryNetwork.Opening network;
    private final LongSupplier nanoTime;
    private final Settings settings;

    DeviceDiscovery(DiscoveryNetwork.Opening network, LongSupplier nanoTime, Settings settings) {
        this.network = network;
        this.nanoTime = nanoTime;
        this.settings = settings;
    }

    /** A builder that needs nothing: every interface is asked, by the vendor's group and port. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Asks several times and collects answers until the time is up; blocks that long. Each device comes once per network port (by
     * MAC address, or serial number where that is missing), in the order of the first answers; of several answers the one that
     * says most is kept.
     *
     * @throws IsapiException.Unavailable if the network cannot be used (no interface, the port held by a program that does not
     *     share it) or the thread is interrupted (the flag stays set): correct that and search again
     */
    public List<DiscoveredDevice> search() {
        try (DiscoveryNetwork open = network.open()) {
            return collect(open);
        } catch (IOException e) {
            throw unavailable(
                    "the network could not be asked (" + e.getMessage() + "); choose interfaces(...) or free the port",
                    e);
        }
    }

    private List<DiscoveredDevice> collect(DiscoveryNetwork open) throws IOException {
        Map<String, DiscoveredDevice> found = new LinkedHashMap<>();
        long start = nanoTime.getAsLong();
        long end = settings.duration().toNanos();
        int asked = 0;
        for (long passed = 0; passed < end; passed = nanoTime.getAsLong() - start) {
            if (Thread.currentThread().isInterrupted()) {
                throw unavailable("interrupted while searching; search again", null);
            }
            if (asked < settings.probes()
                    && passed >= asked * settings.probeInterval().toNanos()) {
                open.send(probe(asked));
                asked++;
            }
            Duration left = Duration.ofNanos(end - passed);
            DiscoveryNetwork.Datagram datagram = open.receive(left.compareTo(LONGEST_WAIT) < 0 ? left : LONGEST_WAIT);
            DiscoveredDevice device = datagram == null ? null : SadpAnswer.parse(datagram);
            if (device != null && found.size() < MAX_DEVICES) {
                found.merge(key(device), device, DeviceDiscovery::fuller);
            }
        }
        return List.copyOf(found.values());
    }

    /** Older devices know the first kind of question, newer ones tell more when asked the second. */
    private static byte[] probe(int number) {
        String kind = number % 2 == 0 ? "inquiry" : "inquiry_v32";
        String id = UUID.randomUUID().toString().toUpperCase(Locale.ROOT);
        return ("<?xml version=\"1.0\" encoding=\"utf-8\"?><Probe><Uuid>" + id + "</Uuid><Types>" + kind
                        + "</Types></Probe>")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String key(DiscoveredDevice device) {
        if (device.macAddress() != null) {
            return "mac " + device.macAddress();
        }
        return device.serialNumber() != null ? "serial " + device.serialNumber() : "address " + device.ipv4Address();
    }

    private static DiscoveredDevice fuller(DiscoveredDevice known, DiscoveredDevice again) {
        return again.raw().size() > known.raw().size() ? again : known;
    }

    private IsapiException unavailable(String what, @Nullable Throwable cause) {
        return new IsapiException.Unavailable(
                new IsapiException.Origin(GROUP + ":" + settings.port(), "discovery", null, null, null), what, cause);
    }

    /** How long and how often to ask. */
    record Settings(Duration duration, int probes, Duration probeInterval, int port) {}

    /** Collects settings; {@link #build()} checks them. Not thread-safe. */
    public static final class Builder {

        private @Nullable List<NetworkInterface> interfaces;
        private final List<InetAddress> addresses = new ArrayList<>();
        private @Nullable InetAddress localAddress;
        private int port = PORT;
        private @Nullable Integer localPort;
        private Duration duration = Duration.ofSeconds(5);
        private int probes = 3;
        private Duration probeInterval = Duration.ofSeconds(1);

        private Builder() {}

        /** Where to ask by multicast; unless set, every interface that is up, takes multicast and is not the loopback. */
        public Builder interfaces(Collection<NetworkInterface> interfaces) {
            this.interfaces = List.copyOf(interfaces);
            return this;
        }

        /** Devices to ask directly, beside the multicast or, with no {@code interfaces}, instead of it. */
        public Builder addresses(Collection<InetAddress> addresses) {
            this.addresses.addAll(addresses);
            return this;
        }

        /** UDP port of the devices; 37020 unless set. */
        public Builder port(int port) {
            this.port = port;
            return this;
        }

        /** UDP port where answers are awaited, 0 for a free one; the devices' port unless set, as some answer to the group. */
        public Builder localPort(int localPort) {
            this.localPort = localPort;
            return this;
        }

        /** Local address to bind; all of them unless set. A bound address hears no answers sent to the group on most systems. */
        public Builder localAddress(InetAddress localAddress) {
            this.localAddress = Objects.requireNonNull(localAddress, "localAddress");
            return this;
        }

        /** How long to collect answers; 5 seconds unless set. */
        public Builder duration(Duration duration) {
            this.duration = Objects.requireNonNull(duration, "duration");
            return this;
        }

        /** How often to ask, as datagrams get lost; 3 times unless set. */
        public Builder probes(int probes) {
            this.probes = probes;
            return this;
        }

        /** Pause between two questions; 1 second unless set. */
        public Builder probeInterval(Duration probeInterval) {
            this.probeInterval = Objects.requireNonNull(probeInterval, "probeInterval");
            return this;
        }

        /**
         * Opens nothing yet: each search does.
         *
         * @throws IllegalArgumentException naming the setting that is out of bounds
         */
        public DeviceDiscovery build() {
            require(port >= 1 && port <= 65535, "port must be 1 to 65535, not " + port);
            int local = localPort == null ? port : localPort;
            require(local >= 0 && local <= 65535, "localPort must be 0 to 65535, not " + local);
            require(
                    !duration.isNegative() && !duration.isZero() && duration.compareTo(Duration.ofHours(1)) <= 0,
                    "duration must be positive and at most an hour, not " + duration);
            require(probes >= 1 && probes <= 20, "probes must be 1 to 20, not " + probes);
            require(!probeInterval.isNegative(), "probeInterval must not be negative, not " + probeInterval);
            List<NetworkInterface> chosen = interfaces;
            List<InetAddress> asked = List.copyOf(addresses);
            InetAddress bound = localAddress;
            int devicePort = port;
            return new DeviceDiscovery(
                    () -> UdpNetwork.open(new UdpNetwork.Places(
                            chosen == null ? usable() : chosen,
                            asked,
                            address(GROUP),
                            devicePort,
                            bound == null ? address("0.0.0.0") : bound,
                            local)),
                    System::nanoTime,
                    new Settings(duration, probes, probeInterval, port));
        }

        private static List<NetworkInterface> usable() throws SocketException {
            List<NetworkInterface> usable = new ArrayList<>();
            for (NetworkInterface one : NetworkInterface.networkInterfaces().toList()) {
                if (one.isUp() && one.supportsMulticast() && !one.isLoopback()) {
                    usable.add(one);
                }
            }
            return usable;
        }

        private static InetAddress address(String literal) throws UnknownHostException {
            return InetAddress.getByName(literal);
        }

        private static void require(boolean ok, String message) {
            if (!ok) {
                throw new IllegalArgumentException(message);
            }
        }
    }
}
