package dev.rollcall.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;

/** Listens for probes ({@code inquiry}, {@code inquiry_v32}) on one interface and answers each once, from one daemon thread. */
final class DiscoveryResponder implements AutoCloseable {
    private static final int LONGEST_PROBE = 8_192;

    private final Discovery discovery;
    private final DiscoveryReply reply;
    private final DatagramChannel channel;

    private DiscoveryResponder(Discovery discovery, DiscoveryReply reply, DatagramChannel channel) {
        this.discovery = discovery;
        this.reply = reply;
        this.channel = channel;
    }

    /**
     * Joins the group and begins to answer.
     *
     * @throws NotHeard if the port cannot be bound or the interface cannot join the group
     */
    static DiscoveryResponder start(Discovery discovery, DiscoveryReply reply, String name) throws IOException {
        DiscoveryResponder responder = new DiscoveryResponder(discovery, reply, channel(discovery));
        Thread thread = new Thread(responder::run, "simulator-discovery-" + name);
        thread.setDaemon(true);
        thread.start();
        return responder;
    }

    private static DatagramChannel channel(Discovery discovery) throws IOException {
        DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET);
        try {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.setOption(StandardSocketOptions.IP_MULTICAST_IF, discovery.network());
            // Bound to the group, so that nothing sent to another address of this machine is heard.
            channel.bind(discovery.group());
            channel.join(discovery.group().getAddress(), discovery.network());
            return channel;
        } catch (IOException e) {
            channel.close();
            throw new NotHeard(discovery, e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the discovery socket could not be closed", e);
        }
    }

    private void run() {
        ByteBuffer packet = ByteBuffer.allocate(LONGEST_PROBE);
        while (channel.isOpen()) {
            try {
                packet.clear();
                SocketAddress from = channel.receive(packet);
                answer(StandardCharsets.UTF_8.decode(packet.flip()).toString(), from);
            } catch (IOException e) {
                // A closed channel ends the loop; a reply that could not be sent is lost, as datagrams are.
            }
        }
    }

    private void answer(String text, SocketAddress from) throws IOException {
        XmlElement probe = XmlText.parse(text).orElse(XmlElement.of("none"));
        String types = probe.textOrEmpty("Types");
        if (!probe.name().equals("Probe") || !types.startsWith("inquiry")) {
            return;
        }
        byte[] body = reply.to(probe.textOrEmpty("Uuid"), types);
        channel.send(ByteBuffer.wrap(body), discovery.multicastReply() ? discovery.group() : from);
    }

    /** The device listens, but its discovery does not. */
    static final class NotHeard extends IOException {
        private static final long serialVersionUID = 1;

        NotHeard(Discovery discovery, IOException cause) {
            super(
                    "the device cannot be searched on "
                            + discovery.group().getAddress().getHostAddress() + ":"
                            + discovery.group().getPort() + " of interface "
                            + discovery.network().getName() + " (" + cause.getMessage() + ")",
                    cause);
        }
    }
}
