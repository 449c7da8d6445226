package dev.rollcall.simulator;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.charset.StandardCharsets;

/** Listens for probes ({@code inquiry}, {@code inquiry_v32}) on one interface and answers each once, from one daemon thread. */
final class DiscoveryResponder implements AutoCloseable {
    private static final int LONGEST_PROBE = 8_192;

    private final Discovery discovery;
    private final DiscoveryReply reply;
    private final MulticastSocket socket;

    private DiscoveryResponder(Discovery discovery, DiscoveryReply reply, MulticastSocket socket) {
        this.discovery = discovery;
        this.reply = reply;
        this.socket = socket;
    }

    /**
     * Joins the group and begins to answer.
     *
     * @throws IOException if the port cannot be bound or the interface cannot join the group
     */
    static DiscoveryResponder start(Discovery discovery, DiscoveryReply reply, String name) throws IOException {
        MulticastSocket socket = socket(discovery);
        DiscoveryResponder responder = new DiscoveryResponder(discovery, reply, socket);
        Thread thread = new Thread(responder::run, "simulator-discovery-" + name);
        thread.setDaemon(true);
        thread.start();
        return responder;
    }

    private static MulticastSocket socket(Discovery discovery) throws IOException {
        SocketAddress unbound = null;
        MulticastSocket socket = new MulticastSocket(unbound);
        try {
            socket.setReuseAddress(true);
            socket.setOption(StandardSocketOptions.IP_MULTICAST_IF, discovery.network());
            // Bound to the group, so that nothing sent to another address of this machine is heard.
            socket.bind(new InetSocketAddress(
                    discovery.group().getAddress(), discovery.group().getPort()));
            socket.joinGroup(discovery.group(), discovery.network());
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    @Override
    public void close() {
        socket.close();
    }

    private void run() {
        DatagramPacket packet = new DatagramPacket(new byte[LONGEST_PROBE], LONGEST_PROBE);
        while (!socket.isClosed()) {
            try {
                packet.setLength(LONGEST_PROBE);
                socket.receive(packet);
                answer(packet);
            } catch (IOException e) {
                // A closed socket ends the loop; a reply that could not be sent is lost, as datagrams are.
            }
        }
    }

    private void answer(DatagramPacket packet) throws IOException {
        String text = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
        XmlElement probe = XmlText.parse(text).orElse(XmlElement.of("none"));
        String types = probe.textOrEmpty("Types");
        if (!probe.name().equals("Probe") || !types.startsWith("inquiry")) {
            return;
        }
        byte[] body = reply.to(probe.textOrEmpty("Uuid"), types);
        InetAddress to = discovery.multicastReply() ? discovery.group().getAddress() : packet.getAddress();
        int port = discovery.multicastReply() ? discovery.group().getPort() : packet.getPort();
        socket.send(new DatagramPacket(body, body.length, to, port));
    }
}
