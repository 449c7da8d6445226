package dev.rollcall.isapi.discovery;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One socket for all interfaces. It is bound to the discovery port and shares it with whoever else listens there, since some
 * devices answer to the group and not to the asker.
 */
final class UdpNetwork implements DiscoveryNetwork {

    private static final Logger LOG = LoggerFactory.getLogger(UdpNetwork.class);
    private static final int LARGEST_DATAGRAM = 16 * 1024;

    private final DatagramChannel socket;
    private final Places places;
    private final List<NetworkInterface> joined;
    private final DatagramPacket packet = new DatagramPacket(new byte[LARGEST_DATAGRAM], LARGEST_DATAGRAM);

    private UdpNetwork(DatagramChannel socket, Places places, List<NetworkInterface> joined) {
        this.socket = socket;
        this.places = places;
        this.joined = joined;
    }

    static UdpNetwork open(Places places) throws IOException {
        // IPv4 only: a socket for both families does not reach an IPv4 group on every interface.
        DatagramChannel socket = DatagramChannel.open(StandardProtocolFamily.INET);
        try {
            socket.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            socket.bind(new InetSocketAddress(places.localAddress(), places.localPort()));
            List<NetworkInterface> joined = join(socket, places);
            if (joined.isEmpty() && places.addresses().isEmpty()) {
                throw new IOException("no network interface lets us join " + places.group());
            }
            return new UdpNetwork(socket, places, joined);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    @Override
    public void send(byte[] probe) throws IOException {
        int sent = 0;
        IOException last = null;
        for (NetworkInterface networkInterface : joined) {
            try {
                socket.setOption(StandardSocketOptions.IP_MULTICAST_IF, networkInterface);
                sendTo(places.group(), probe);
                sent++;
            } catch (IOException e) {
                LOG.debug("No probe through {}", networkInterface.getName(), e);
                last = e;
            }
        }
        for (InetAddress address : places.addresses()) {
            try {
                sendTo(address, probe);
                sent++;
            } catch (IOException e) {
                LOG.debug("No probe to {}", address, e);
                last = e;
            }
        }
        if (sent == 0 && last != null) {
            throw last;
        }
    }

    @Override
    public @Nullable Datagram receive(Duration patience) throws IOException {
        socket.socket().setSoTimeout(Math.toIntExact(Math.max(1, patience.toMillis())));
        packet.setLength(LARGEST_DATAGRAM);
        try {
            socket.socket().receive(packet);
        } catch (SocketTimeoutException none) {
            return null;
        }
        byte[] content =
                Arrays.copyOfRange(packet.getData(), packet.getOffset(), packet.getOffset() + packet.getLength());
        return new Datagram(packet.getAddress().getHostAddress(), content);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("The discovery socket did not close cleanly", e);
        }
    }

    private void sendTo(InetAddress address, byte[] probe) throws IOException {
        socket.send(ByteBuffer.wrap(probe), new InetSocketAddress(address, places.port()));
    }

    private static List<NetworkInterface> join(DatagramChannel socket, Places places) {
        List<NetworkInterface> joined = new ArrayList<>();
        for (NetworkInterface networkInterface : places.interfaces()) {
            try {
                socket.join(places.group(), networkInterface);
                joined.add(networkInterface);
            } catch (IOException e) {
                LOG.debug("{} does not let us join {}", networkInterface.getName(), places.group(), e);
            }
        }
        return joined;
    }

    /**
     * Where to listen and whom to ask.
     *
     * @param interfaces the group is joined and asked on each of them
     * @param addresses devices that are asked directly
     * @param port of the devices
     * @param localPort where answers are awaited
     */
    record Places(
            List<NetworkInterface> interfaces,
            List<InetAddress> addresses,
            InetAddress group,
            int port,
            InetAddress localAddress,
            int localPort) {

        Places {
            interfaces = List.copyOf(interfaces);
            addresses = List.copyOf(addresses);
        }
    }
}
